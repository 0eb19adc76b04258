import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { screenAt } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Ramp } from './RampTable.tsx'

type Row = { id: string; name: string; from: string; to: string; closedMinor: number }

/** The hires whom a month of the ramp is told from, with what each closed in it. */
export function HiresOfMonth({ ramp }: { ramp: Ramp }) {
  return (
    <DetailDrawer
      param="hires"
      title={(month) => `Month ${month} since the hire`}
      definition="Everybody who has been here for so many months since the first deal on record, with what they won in that month of theirs; each opens those deals."
    >
      {(month) => <Hires ramp={ramp} nth={Number(month) - 1} />}
    </DetailDrawer>
  )
}

function Hires({ ramp: { people, currency }, nth }: { ramp: Ramp; nth: number }) {
  const { day, money } = useFormat()
  const columns = useMemo(
    (): Column<Row>[] => [
      { id: 'name', header: 'Person', value: ({ name }) => name, grow: true, phone: 'title' },
      {
        id: 'from',
        header: 'From',
        value: ({ from }) => from,
        cell: ({ from }) => day(from),
        width: 130,
        phone: 'line',
      },
      {
        ...{ id: 'closed', header: 'Closed', kind: 'number', width: 150, phone: 'aside' },
        value: ({ closedMinor }) => closedMinor,
        currency: () => currency,
        cell: ({ closedMinor }) => money(closedMinor, currency),
        definition: 'Deals won in that month, in the currency of the company.',
      },
    ],
    [day, money, currency],
  )
  return (
    <DataGrid<Row>
      name="ramp-hires"
      label="Hires"
      columns={columns}
      rows={people.flatMap(({ id, name, months }) => (months[nth] ? [{ id, name, ...months[nth] }] : []))}
      rowId={({ id }) => id}
      opens={({ id, from, to }) =>
        screenAt('/crm/deals', { outcome: 'won', owner: id, closedFrom: from, closedTo: to })
      }
    />
  )
}
