import { useMemo } from 'react'
import { call } from '#platform/ui/call.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ConsensusView } from '../../consensus/contract.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import type { ConsensusCell } from '../../schema.ts'
import { familyAndMonth } from '../family-and-month.ts'

/** Every family and month: what each source says, the weighted figure, and the units that stand; those are typed over. */
export function ConsensusGrid({ cycle, view }: { cycle: CycleView; view: ConsensusView }) {
  const { can } = useSession()
  const format = useFormat()
  const isOpen = view.canEdit && can('sop:contribute')
  const columns = useMemo(() => columnsOf({ view, format, isOpen }), [view, format, isOpen])
  return (
    <DataGrid<ConsensusCell>
      name="sop-consensus"
      label="Family-months"
      scope={cycle.id}
      columns={columns}
      rows={view.cells}
      rowId={(cell) => `${cell.familyId}|${cell.month}`}
      opens={({ familyId }) => `/demand?node=family:${familyId}`}
      {...(isOpen && {
        onEdit: async (changes) => {
          const cells = changes.map(({ id, to }) => {
            const [familyId = '', month = ''] = id.split('|')
            return { familyId, month, units: to === null ? null : Math.round(Number(to)) }
          })
          await call(sopContract.setConsensus, {
            params: { id: cycle.id },
            body: { cells, reason: 'Typed in the grid' },
          })
          return { refused: [] }
        },
      })}
    />
  )
}

type Format = ReturnType<typeof useFormat>

function columnsOf({
  view,
  format,
  isOpen,
}: {
  view: ConsensusView
  format: Format
  isOpen: boolean
}): Column<ConsensusCell>[] {
  const units = (id: keyof ConsensusCell, header: string, definition: string): Column<ConsensusCell> => ({
    id,
    header,
    kind: 'number',
    width: 108,
    value: (cell) => cell[id] as number | null,
    cell: (cell) => (cell[id] === null ? '' : format.number(cell[id] as number)),
    phone: 'line',
    definition,
  })
  const stands = units(
    'units',
    'Consensus',
    'The override where there is one, else the weighted figure, in whole units.',
  )
  return [
    ...familyAndMonth<ConsensusCell>(format.month),
    units('statistical', 'Statistical', 'The forecast of demand when the data were captured.'),
    units('sales', 'Sales', 'What sales expects.'),
    units('customer', 'Customers', 'What customers said, and the forecast for the share of those who said nothing.'),
    units('finance', 'Finance', 'The units of the budget, or its money over the price.'),
    units('weighted', 'Weighted', 'The mean of the sources by what each was worth in past cycles.'),
    isOpen
      ? {
          ...stands,
          edit: {
            kind: 'number',
            value: (cell) => (cell.units === null ? null : String(cell.units)),
            apply: (cell, value) => ({ ...cell, units: value === null ? cell.weighted : Math.round(Number(value)) }),
          },
        }
      : stands,
    {
      id: 'revenue',
      header: 'Revenue',
      kind: 'number',
      width: 128,
      value: (cell) => cell.revenueMinor,
      currency: () => view.currency,
      cell: (cell) => (cell.revenueMinor === null ? 'no price' : format.money(cell.revenueMinor, view.currency)),
      phone: 'line',
      definition: 'Consensus units times price, rounded to the cent.',
    },
  ]
}
