import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ScoredDeal } from '../outlook/contract.ts'
import { ReasonList } from './ReasonList.tsx'
import { ScenarioChoice } from './ScenarioChoice.tsx'
import { useOpenDeal } from './use-open-deal.ts'

/** Open deals with their chances, the reasons, and what if they were won or lost. */
export function ScoredDealsGrid({ deals, currency, count }: { deals: ScoredDeal[]; currency: string; count: number }) {
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
