import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { screenAt } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { CapacityPlan } from './CapacityAnswer.tsx'

type Seller = CapacityPlan['sellers'][number]

/** Who is counted in a month, each with the share that they bring while they ramp; together they are the ramped people of it. */
export function PeopleOfMonth({ plan }: { plan: CapacityPlan }) {
  const { month } = useFormat()
  return (
    <DetailDrawer
      param="people"
      title={(startsOn) => `People in ${month(startsOn)}`}
      definition="Who has not left and has open deals, or closed some in the last twelve months, each with the share of a ramped seller that they bring in the month. Hires of a scenario are not among them."
    >
      {(startsOn) => <Sellers plan={plan} at={plan.months.findIndex((each) => each.startsOn === startsOn)} />}
    </DetailDrawer>
  )
}

function Sellers({ plan, at }: { plan: CapacityPlan; at: number }) {
  const { percent } = useFormat()
  const columns = useMemo(
    (): Column<Seller>[] => [
      { id: 'name', header: 'Person', value: ({ name }) => name, grow: true, phone: 'title' },
      {
        ...{ id: 'share', header: 'Brings', kind: 'number', adds: false, width: 110, phone: 'aside' },
        value: ({ shares }) => shares[at] ?? null,
        cell: ({ shares }) => percent(shares[at] ?? 0),
        definition: 'Of what a ramped seller closes in a month.',
      },
    ],
    [percent, at],
  )
  return (
    <DataGrid<Seller>
      name="capacity-people"
      label="Sellers"
      columns={columns}
      rows={plan.sellers}
      rowId={({ id }) => id}
      opens={({ id }) => screenAt('/crm/deals', { owner: id })}
    />
  )
}
