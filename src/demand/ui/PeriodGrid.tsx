import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import type { SeriesDetail } from '../schema.ts'
import { type Amounts, useAmounts } from './use-amounts.ts'
import type { DemandView } from './use-view.ts'

type Row = {
  startsOn: string
  label: string
  part: 'ahead' | 'past'
  actual: string | null
  note: string
  mean: number | null
  lo80: number | null
  hi80: number | null
  previous: number | null
}

/** The numbers of the picture: what is expected, period by period, then what happened, newest first. Each row is a door. */
export function PeriodGrid({ view, detail }: { view: DemandView; detail: SeriesDetail }) {
  const amounts = useAmounts(view.measure, detail.unit)
  const rows = useMemo(() => rowsOf(detail), [detail])
  const columns = useMemo(() => columnsFor(amounts), [amounts])
  const open = (row: Row) =>
    view.change(row.part === 'past' ? { period: row.startsOn } : { door: 'forecast' }, { push: true })
  return (
    <DataGrid
      name="demand-periods"
      label={view.grain === 'month' ? 'Months' : 'Weeks'}
      columns={columns}
      rows={rows}
      rowId={(row) => `${row.part}-${row.startsOn}`}
      onOpen={open}
      group={(row) =>
        row.part === 'ahead'
          ? { key: 'ahead', label: 'Expected' }
          : { key: 'past', label: 'What happened, newest first' }
      }
      height="460px"
    />
  )
}

function rowsOf({ history, running, ahead }: SeriesDetail): Row[] {
  const nothing = { mean: null, lo80: null, hi80: null, previous: null }
  const expected = ahead.map((period): Row => ({ ...period, part: 'ahead', actual: null, note: '' }))
  const past = history.toReversed().map(({ startsOn, label, value, active, partial }): Row => {
    const note = partial ? 'the data begin inside it' : active ? '' : 'not on sale'
    return { startsOn, label, part: 'past', actual: value, note, ...nothing }
  })
  const now: Row[] = running
    ? [{ ...running, part: 'past', actual: running.soFar, note: 'running, so far', ...nothing }]
    : []
  return [...expected, ...now, ...past]
}

function columnsFor({ unit, full, exact }: Amounts): Column<Row>[] {
  const number = (id: 'mean' | 'lo80' | 'hi80' | 'previous', header: string): Column<Row> => ({
    ...{ id, header, unit, kind: 'number' },
    value: (row) => row[id],
    cell: (row) => (row[id] === null ? '' : full(row[id])),
    phone: id === 'mean' ? 'line' : 'off',
  })
  return [
    { id: 'label', header: 'Period', value: (row) => row.label, phone: 'title', width: 120 },
    {
      ...{ id: 'actual', header: 'Actual', unit, kind: 'number', phone: 'aside' },
      value: (row) => (row.actual === null ? null : Number(row.actual)),
      cell: (row) => (row.actual === null ? '' : exact(row.actual)),
    },
    number('mean', 'Expected'),
    number('lo80', '80 % low'),
    number('hi80', '80 % high'),
    number('previous', 'Expected before'),
    { id: 'note', header: 'Note', value: (row) => row.note, phone: 'line', width: 150 },
  ]
}
