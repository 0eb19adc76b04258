import { Answer } from '#platform/ui/page/Answer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { oneOnOnesContract } from '../contract.ts'
import { CalendarTab } from './CalendarTab.tsx'
import { CoverageTab } from './CoverageTab.tsx'
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
            {answerFor(list.data)}
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
              { value: 'calendar', label: 'Calendar', content: () => <CalendarTab /> },
            ]}
          />
        )}
      </Ready>
    </Page>
  )
}

function answerFor({ series, without }: { series: unknown[]; without: { name: string }[] }): string {
  const have =
    series.length === 1 ? 'You have one series of one-on-ones.' : `You have ${series.length} series of one-on-ones.`
  if (without.length === 0) return have
  return `${have} ${without.length} of your reports ${without.length === 1 ? 'has' : 'have'} none: ${without.map(({ name }) => name).join(', ')}.`
}
