import { Button } from '@mantine/core'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { Section } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Agenda } from '../../agenda/contract.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { AskButton } from '../AskButton.tsx'
import { TextTable } from '../TextTable.tsx'

/** What follows from the cycle: who does it, and by when. */
export function ActionsPart({ cycle, agenda }: { cycle: CycleView; agenda: Agenda }) {
  const { day } = useFormat()
  return (
    <Section title="Actions" aside={<AddAction cycle={cycle} agenda={agenda} />}>
      <TextTable
        label="Actions"
        heads={['Action', 'Owner', 'Due', 'Done']}
        none="No action follows from this cycle yet."
        rows={agenda.actions.map(({ id, says, owner, dueOn, doneAt }) => ({
          id,
          cells: [
            says,
            owner?.name ?? 'nobody yet',
            dueOn ? day(dueOn) : 'no day yet',
            doneAt ? day(doneAt) : <Done key="done" cycle={cycle} id={id} says={says} />,
          ],
        }))}
      />
    </Section>
  )
}

function Done({ cycle, id, says }: { cycle: CycleView; id: string; says: string }) {
  const { can } = useSession()
  const finish = useCommand(sopContract.finishAction)
  if (!can('sop:contribute')) return <span>open</span>
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`Done: ${says}`}
      loading={finish.isPending}
      onClick={() => finish.mutate({ params: { id: cycle.id, actionId: id } })}
    >
      Done
    </Button>
  )
}

function AddAction({ cycle, agenda }: { cycle: CycleView; agenda: Agenda }) {
  const { can } = useSession()
  const people = usePeopleOptions()
  if (!can('sop:contribute') || cycle.state === 'over') return null
  return (
    <AskButton
      label="Add action"
      endpoint={sopContract.addAction}
      fields={[
        { name: 'says', label: 'What is to be done', required: true },
        { name: 'ownerId', label: 'Owner', kind: 'select', options: people },
        { name: 'dueOn', label: 'Due', kind: 'date' },
        {
          name: 'requestId',
          label: 'Follows from',
          kind: 'select',
          options: agenda.requests.map(({ id, question }) => ({ value: id, label: question })),
        },
      ]}
      input={({ says, ownerId, dueOn, requestId }) => ({
        params: { id: cycle.id },
        body: { says: says!, ownerId, dueOn, requestId },
      })}
    />
  )
}
