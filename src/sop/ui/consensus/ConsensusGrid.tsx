import { Select, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { call } from '#platform/ui/call.ts'
import type { CellChange } from '#platform/ui/grid/changes.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ConsensusView } from '../../consensus/contract.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import type { ConsensusCell } from '../../schema.ts'
import { familyAndMonth } from '../family-and-month.ts'
import classes from '../sop.module.css'

/** Every family and month: what each source says, the weighted figure, and the units that stand. What sales and finance expect is typed in, and the units are typed over, for the reason above. */
export function ConsensusGrid({ cycle, view }: { cycle: CycleView; view: ConsensusView }) {
  const { can } = useSession()
  const format = useFormat()
  const isOpen = view.canEdit && can('sop:contribute')
  const [why, setWhy] = useState<Why>({ reason: '', assumptionId: null })
  const columns = useMemo(() => columnsOf({ view, format, isOpen }), [view, format, isOpen])
  return (
    <>
      {isOpen && <WhyBar cycle={cycle} why={why} onChange={setWhy} />}
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
            await write(cycle.id, changes, why)
            return { refused: [] }
          },
        })}
      />
    </>
  )
}

type Why = { reason: string; assumptionId: string | null }

/** Why units are typed over: the gate of step 2 asks it of every large change. */
function WhyBar({ cycle, why, onChange }: { cycle: CycleView; why: Why; onChange: (why: Why) => void }) {
  const agenda = useCall(sopContract.agenda, { params: { id: cycle.id } })
  const inForce = agenda.data?.assumptions.filter(({ state }) => state !== 'withdrawn') ?? []
  return (
    <div className={classes.why}>
      <TextInput
        aria-label="Reason"
        placeholder="Why you change the consensus"
        value={why.reason}
        onChange={(event) => onChange({ ...why, reason: event.currentTarget.value })}
      />
      <Select
        aria-label="Assumption it rests on"
        placeholder={inForce.length > 0 ? 'Assumption it rests on' : 'No assumption stated yet'}
        clearable
        value={why.assumptionId}
        data={inForce.map(({ id, says }) => ({ value: id, label: says }))}
        onChange={(assumptionId) => onChange({ ...why, assumptionId })}
      />
      <p className={classes.calm}>
        Units more than 20 % from the weighted figure need both, or step 2 does not close; to give them to a figure that
        stands, empty it and type it again.
      </p>
    </div>
  )
}

/** Sends what was typed, the figures of each source and the units that stand each to their place. */
async function write(id: string, changes: CellChange<ConsensusCell>[], why: Why): Promise<void> {
  const cellsOf = (some: CellChange<ConsensusCell>[]) =>
    some.map(({ id: place, to }) => {
      const [familyId = '', month = ''] = place.split('|')
      return { familyId, month, units: to === null ? null : Math.round(Number(to)) }
    })
  for (const [column, some] of Map.groupBy(changes, (change) => change.column)) {
    const cells = cellsOf(some)
    if (column === 'units') {
      const { assumptionId } = why
      await call(sopContract.setConsensus, { params: { id }, body: { cells, reason: why.reason.trim(), assumptionId } })
    } else {
      const source = column === 'sales' ? 'sales' : 'finance'
      await call(sopContract.giveInput, { params: { id }, body: { source, note: why.reason.trim(), cells } })
    }
  }
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
  const typed = (column: Column<ConsensusCell>, id: 'sales' | 'finance'): Column<ConsensusCell> => ({
    ...column,
    ...(isOpen && {
      edit: {
        kind: 'number',
        value: (cell) => (cell[id] === null ? null : String(cell[id])),
        apply: (cell, value) => ({ ...cell, [id]: value === null ? null : Math.round(Number(value)) }),
      },
    }),
  })
  return [
    ...familyAndMonth<ConsensusCell>(format.month),
    units('statistical', 'Statistical', 'The forecast of demand when the data were captured.'),
    typed(units('sales', 'Sales', 'What sales expects.'), 'sales'),
    units('customer', 'Customers', 'What customers said, and the forecast for the share of those who said nothing.'),
    typed(
      units(
        'finance',
        'Finance',
        'What finance expects, where it was typed; else the units of the budget, or its money over the price.',
      ),
      'finance',
    ),
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
