import { Answer } from '#platform/ui/page/Answer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { oneOnOnesContract } from '../contract.ts'
import { CoverageTab } from './CoverageTab.tsx'
import { HoursTab } from './HoursTab.tsx'
import { MineTab } from './MineTab.tsx'

/** One-on-ones: one's own private talks; and for leaders who has had one, from times alone. */
export function OneOnOnesScreen() {
  const list = useCall(oneOnOnesContract.list)
  const { can } = useSession()
  return (
    <Page
      title="One-on-ones"
      answer={
        list.data && (
          <Answer means="Your own series of one-on-ones, and people who report to you today and have none.">
            <MyAnswer {...list.data} />
          </Answer>
        )
      }
    >
      <Ready call={list} loading={<LoadingBlock height={320} />}>
        {(mine) => (
          <PageTabs
            tabs={[
              { value: 'mine', label: 'Mine', content: () => <MineTab mine={mine} /> },
              ...(can('one-on-ones:coverage')
                ? [{ value: 'coverage', label: 'Coverage', content: () => <CoverageTab /> }]
                : []),
              { value: 'hours', label: 'Working hours', content: () => <HoursTab /> },
            ]}
          />
        )}
      </Ready>
    </Page>
  )
}

function MyAnswer({ series, without }: { series: unknown[]; without: { name: string }[] }) {
  return (
    <>
      You have{' '}
      {series.length === 1 ? 'one' : <NumberBelow value={String(series.length)} rows="Series" label="Series" />} series
      of one-on-ones.
      {without.length > 0 && (
        <>
          {' '}
          <NumberBelow value={String(without.length)} rows="Plan one-on-ones" label="Without one" /> of your reports{' '}
          {without.length === 1 ? 'has' : 'have'} none: {without.map(({ name }) => name).join(', ')}.
        </>
      )}
    </>
  )
}
