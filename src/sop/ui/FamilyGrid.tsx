import { useMemo } from 'react'
import { call } from '#platform/ui/call.ts'
import type { CellChange } from '#platform/ui/grid/changes.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import { rowsOf } from '#supply/ui/public/plan-rows.ts'
import { sopContract } from '../contract.ts'
import type { CycleView } from '../cycle/contract.ts'
import type { SupplyView } from '../supply/contract.ts'
import { familyAndMonth } from './family-and-month.ts'
import { planAddress } from './plan-address.ts'

type Line = SupplyView['lines'][number]
const typed = ['production', 'stock', 'backlog'] as const

/** The supply plan by family and month; until step 3 is closed its figures are typed over, and the plan is then one stated by hand. */
export function FamilyGrid({ cycle, view }: { cycle: CycleView; view: SupplyView }) {
  const planAt = planAddress(view)
  const { can } = useSession()
  const { number, month } = useFormat()
  const isOpen = can('sop:contribute') && (cycle.openStep ?? 7) <= 3
  const columns = useMemo(() => columnsOf({ number, month, isOpen }), [number, month, isOpen])
  return (
    <DataGrid<Line>
      name="sop-supply"
      label="Supply by family and month"
      scope={cycle.id}
      columns={columns}
      rows={view.lines}
      rowId={(line) => `${line.familyId}|${line.month}`}
      opens={({ familyId }) => planAt('families', { rows: rowsOf('demand', { family: familyId }) })}
      {...(isOpen && {
        onEdit: async (changes) => {
          await write(cycle.id, view.lines, changes)
          return { refused: [] }
        },
      })}
    />
  )
}

/** States the whole plan with what was typed; its gaps follow from what is late. */
async function write(id: string, lines: readonly Line[], changes: CellChange<Line>[]): Promise<void> {
  const changesOf = Map.groupBy(changes, (change) => change.id)
  const after = lines.map(({ familyId, month, ...line }) => {
    const given = (changesOf.get(`${familyId}|${month}`) ?? []).map(({ column, to }) => [column, unitsOf(to)])
    const { production, stock, backlog } = { ...line, ...Object.fromEntries(given) }
    return { familyId, month, production, stock, backlog }
  })
  await call(sopContract.typeSupply, { params: { id }, body: { lines: after } })
}

function unitsOf(to: string | number | null): number {
  return Math.round(Number(to ?? 0))
}

function columnsOf({
  number,
  month,
  isOpen,
}: Pick<ReturnType<typeof useFormat>, 'number' | 'month'> & { isOpen: boolean }) {
  const figure = (id: keyof Line, header: string, definition: string): Column<Line> => ({
    id,
    header,
    definition,
    kind: 'number',
    width: 120,
    value: (line) => line[id] as number | null,
    cell: (line) => (line[id] === null ? '' : number(line[id] as number, 1)),
    phone: 'line',
    ...(isOpen &&
      (typed as readonly string[]).includes(id) && {
        edit: {
          kind: 'number',
          ...(id === 'stock' && { negative: true }),
          value: (line: Line) => String(line[id] ?? 0),
          apply: (line: Line, value: string | number | null) => ({ ...line, [id]: unitsOf(value) }),
        },
      }),
  })
  return [
    ...familyAndMonth<Line>(month),
    figure('demand', 'Demand', 'The consensus of the cycle, in units.'),
    figure('production', 'Production', 'What is made, bought and subcontracted, in units.'),
    figure('stock', 'Inventory', 'Stock at the end of the month, in units.'),
    figure('backlog', 'Backlog', 'Demand that is delivered later, in units.'),
    figure('daysOnHand', 'Days on hand', 'Stock at the end over the demand of the next month, times its days.'),
  ]
}
