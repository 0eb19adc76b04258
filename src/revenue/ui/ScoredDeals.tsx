import { SegmentedControl } from '@mantine/core'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { revenueContract } from '../contract.ts'
import classes from './revenue.module.css'
import { ScoredDealsGrid } from './ScoredDealsGrid.tsx'
import { useView } from './use-view.ts'

const shows = [
  { value: 'all', label: 'Most expected' },
  { value: 'better', label: 'Better than said' },
  { value: 'worse', label: 'Worse than said' },
  { value: 'quiet', label: 'Gone quiet' },
  { value: 'unattended', label: 'Due, untouched' },
] as const
type Show = (typeof shows)[number]['value']

/** Open deals that make the outlook, and those worth a question, with the reasons. */
export function ScoredDeals() {
  const [search, change] = useUrlParams()
  const { period, asOf } = useView()
  const show = shows.find(({ value }) => value === search.show)?.value ?? 'all'
  const query = {
    ...period,
    ...asOf,
    show,
    sort: show === 'quiet' ? 'amount' : 'expected',
    limit: 25,
  } as const
  const call = useCall(revenueContract.scoredDeals, { query })
  return (
    <Section title="Deals worth a question">
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label="Which deals"
        value={show}
        data={[...shows]}
        onChange={(value) => change({ show: value === 'all' ? null : value })}
      />
      <Ready call={call} loading={<LoadingLines rows={8} />}>
        {({ deals, count, currency, quietAfterDays }) => (
          <>
            <Explained
              rows={<NumberBelow value="These" rows="Deals" />}
              className={classes.calm}
              of="Deals worth a question"
              means="Open deals that you may see, by what they are expected to book in the period: chance times amount. Quiet are those without a change for longer than usual."
            >
              {wordsOf(show, { count, quietAfterDays })}
            </Explained>
            {deals.length > 0 && <ScoredDealsGrid deals={deals} currency={currency} count={count} />}
          </>
        )}
      </Ready>
    </Section>
  )
}

function wordsOf(show: Show, { count, quietAfterDays }: { count: number; quietAfterDays: number | null }): string {
  const number = count === 1 ? '1 deal' : `${count} deals`
  if (show === 'better')
    return `${number} due in the period, not committed, with a chance above that of half the committed deals.`
  if (show === 'worse')
    return `${number} committed, with a chance below that of half the deals that are only in the pipeline.`
  if (show === 'unattended')
    return `${number} due within two weeks or overdue, and nothing changed or was done for two.`
  if (show === 'quiet' && quietAfterDays === null) return 'Too few deals were won to say how long a silence is usual.'
  if (show === 'quiet')
    return `${number} without a change or activity for more than ${quietAfterDays} days: longer than nine in ten silences of deals that were won.`
  return `${number} open; those shown add most to the outlook.`
}
