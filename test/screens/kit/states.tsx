import { Button } from '@mantine/core'
import { CallError } from '#platform/ui/call.ts'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { LoadingBlock, LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Page, Section } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { RunProgress } from '#platform/ui/page/RunProgress.tsx'
import { toast, toastError } from '#platform/ui/toast.tsx'

const refused = new CallError(409, {
  code: 'later-edits',
  message: 'Import 14 cannot be undone: 3 deals were edited after it.',
  wayOut: 'Undo those edits first, or correct the deals one by one.',
  problems: [{ path: 'Deal 1C1I7A6R', message: 'Ada Lovelace changed the amount on Nov 20' }],
})

export function StatesPage() {
  return (
    <Page
      title="States"
      actions={
        <>
          <Button variant="default" onClick={() => toast('Deal moved to Won', { undo: () => toast('Taken back') })}>
            Toast
          </Button>
          <Button variant="default" onClick={() => toastError(refused)}>
            Error
          </Button>
          <Button>Main action</Button>
        </>
      }
    >
      <PageTabs
        tabs={[
          {
            value: 'run',
            label: 'Progress',
            content: () => (
              <RunProgress
                label="Loading order lines"
                done={412_000}
                total={1_000_000}
                perSecond={91_000}
                secondsLeft={7}
                onCancel={() => {}}
              />
            ),
          },
          {
            value: 'wait',
            label: 'Not known yet',
            content: () => <RunProgress label="Reading" done={412_000} total={null} />,
          },
        ]}
      />
      <Section title="Empty">
        <EmptyState
          title="No deals yet"
          teaches="Here you will see every deal with its amount, its stage and how it got there, and ask of any number where it comes from."
          needs="An export of your CRM as CSV; Salesforce and HubSpot are recognised."
          action={<Button>Import a file</Button>}
        />
      </Section>
      <Section title="Refused">
        <ErrorState error={refused} retry={() => {}} />
      </Section>
      <Section title="Waiting">
        <LoadingLines rows={4} />
        <LoadingBlock height={120} />
      </Section>
    </Page>
  )
}
