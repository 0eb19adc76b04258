import { useMemo } from 'react'
import { BySegment, type Figure } from '#pipeline/ui/public/BySegment.tsx'
import { useSegment } from '#pipeline/ui/public/SegmentPicker.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type CategoriesReply, revenueContract } from '../contract.ts'
import { dealsOf } from './deals-of.ts'
import classes from './revenue.module.css'
import { useView } from './use-view.ts'

type Row = CategoriesReply['segments'][number]

/** The forecast by categories: what the owners of deals say of them, all together and by segment. */
export function ForecastTab() {
  const { period, asOf } = useView()
  const by = useSegment()
  const call = useCall(revenueContract.categories, { query: { ...period, ...asOf, ...(by && { by }) } as never })
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {(reply) => (
        <>
          <CategoryWords reply={reply} />
          <Segments reply={reply} />
        </>
      )}
    </Ready>
  )
}

function CategoryWords({ reply }: { reply: CategoriesReply }) {
  const { asOf } = useView()
  const { number, shortMoney } = useFormat()
  const { whole, period, currency } = reply
  const part = (category: 'closed' | 'commit' | 'best case' | 'pipeline' | 'omitted', label: string) => (
    <NumberLink
      value={shortMoney(whole[category].amountMinor, currency)}
      to={dealsOf(category, { period, asOf })}
      label={label}
    />
  )
  return (
    <Section title="What the deals are said to be">
      <Explained
        of="Forecast by categories"
        means="Each deal counts once, with the category that its owner gave it or its stage has: won within the period, or open and expected to close in it as commit, best case or pipeline. Open deals whose category says closed count as commit; omitted ones are in no forecast."
      >
        For {period.label} {part('closed', 'Closed')} is closed; {part('commit', 'Commit')} is committed in{' '}
        {number(whole.commit.deals)} open deals, {part('best case', 'Best case')} more is best case in{' '}
        {number(whole['best case'].deals)}, and {part('pipeline', 'Pipeline')} is pipeline in{' '}
        {number(whole.pipeline.deals)}.
        {whole.omitted.deals > 0 && (
          <>
            {' '}
            {part('omitted', 'Omitted')} in {number(whole.omitted.deals)} deals is omitted from the forecast.
          </>
        )}
        {whole.withoutAmount > 0 &&
          ` ${number(whole.withoutAmount)} of all these have no amount, or no rate for their currency, and count 0.`}
      </Explained>
    </Section>
  )
}

function Segments({ reply }: { reply: CategoriesReply }) {
  const { asOf } = useView()
  const figures = useMemo(() => figuresOf(reply), [reply])
  return (
    <BySegment<Row>
      name="revenue-forecast-segments"
      title="Forecast by segment"
      rows={reply.segments}
      figures={figures}
      opens={(by, { keys }) => dealsOf('open', { period: reply.period, asOf, by, key: keys[0]! })}
      words={
        <p className={classes.calm}>
          Each column of money sums to the whole; by item or family, a deal counts in each that it has products of. A
          row opens its open deals in Pipeline.
        </p>
      }
    />
  )
}

function figuresOf({ whole, currency }: CategoriesReply): Figure<Row>[] {
  const money = (id: 'closed' | 'commit' | 'best case' | 'pipeline' | 'omitted', header: string, means: string) => ({
    ...{ id, header, means, as: 'money' as const, currency, whole: whole[id].amountMinor },
    of: (row: Row) => row[id].amountMinor,
  })
  const open = (row: Pick<Row, 'commit' | 'best case' | 'pipeline'>) =>
    row.commit.deals + row['best case'].deals + row.pipeline.deals
  return [
    money('closed', 'Closed', 'Won in the period by the day looked at.'),
    money('commit', 'Commit', 'Open and due in the period, committed by their owners.'),
    money('best case', 'Best case', 'Open and due in the period, best case; commit is not in it.'),
    money('pipeline', 'Pipeline', 'Open and due in the period, neither commit nor best case.'),
    {
      ...{ id: 'deals', header: 'Open deals', means: 'Deals of the three open categories.', as: 'count' },
      ...{ whole: open(whole), of: open },
    },
    ...(whole.omitted.deals > 0
      ? [money('omitted', 'Omitted', 'Open and due in the period, but left out of the forecast.')]
      : []),
  ]
}
