import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { revenueContract } from '../contract.ts'
import type { ScoredDeal } from '../outlook/contract.ts'
import { ReasonList } from './ReasonList.tsx'
import classes from './revenue.module.css'
import { ScenarioChoice } from './ScenarioChoice.tsx'
import { useOpenDeal } from './use-open-deal.ts'
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
    ...(asOf && { asOf }),
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
            {deals.length > 0 && <DealsGrid deals={deals} currency={currency} count={count} />}
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

function DealsGrid({ deals, currency, count }: { deals: ScoredDeal[]; currency: string; count: number }) {
  const format = useFormat()
  const openDeal = useOpenDeal()
  const columns = useMemo(() => [...columnsOf(format, currency), scenarioColumn], [format, currency])
  return (
    <DataGrid<ScoredDeal>
      name="revenue-scored-deals"
      label="Deals"
      columns={columns}
      rows={deals}
      rowId={({ deal }) => deal.id}
      onOpen={({ deal }) => openDeal(deal.id)}
      total={count}
    />
  )
}

const scenarioColumn: Column<ScoredDeal> = {
  id: 'scenario',
  header: 'What if',
  width: 150,
  value: () => null,
  cell: ({ deal }) => <ScenarioChoice id={deal.id} name={deal.name} />,
  phone: 'line',
}

function columnsOf(format: ReturnType<typeof useFormat>, currency: string): Column<ScoredDeal>[] {
  return [
    { id: 'name', header: 'Deal', value: ({ deal }) => deal.name, width: 260, grow: true, phone: 'title' },
    { id: 'owner', header: 'Owner', value: ({ deal }) => deal.ownerName, width: 130, phone: 'line' },
    {
      id: 'amount',
      header: 'Amount',
      kind: 'number',
      width: 110,
      value: ({ deal }) => deal.companyMinor,
      cell: ({ deal }) => (deal.companyMinor === null ? 'none' : format.money(deal.companyMinor, currency)),
      phone: 'aside',
    },
    { id: 'category', header: 'Rep says', value: ({ deal }) => deal.category, width: 100, phone: 'line' },
    {
      id: 'chance',
      header: 'Chance',
      kind: 'number',
      width: 80,
      value: ({ chance }) => chance,
      cell: ({ chance }) => format.percent(chance),
      phone: 'line',
    },
    {
      id: 'quiet',
      header: 'Quiet days',
      kind: 'number',
      width: 96,
      value: ({ quietDays }) => quietDays,
      cell: ({ quietDays }) => format.number(quietDays),
    },
    {
      id: 'why',
      header: 'Because',
      width: 240,
      value: ({ reasons }) => reasons[0]?.says ?? '',
      cell: ({ reasons }) => <ReasonList reasons={reasons.slice(0, 3)} isLine />,
      phone: 'line',
    },
  ]
}
