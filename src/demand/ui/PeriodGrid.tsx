import { useMediaQuery } from '@mantine/hooks'
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
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const hasBefore = detail.ahead.some((period) => period.previous !== null)
  const columns = useMemo(
    () => (isPhone ? phoneColumns(amounts) : columnsFor(amounts, hasBefore)),
    [isPhone, amounts, hasBefore],
  )
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

function rowsOf({ history, running, ahead, findings }: SeriesDetail): Row[] {
  const nothing = { mean: null, lo80: null, hi80: null, previous: null }
  const expected = ahead.map((period): Row => ({ ...period, part: 'ahead', actual: null, note: '' }))
  const past = history.toReversed().map(({ startsOn, label, value, active, partial }): Row => {
    const found = findings.find((finding) => finding.startsOn === startsOn)
    const note = partial ? 'the data begin inside it' : active ? (found?.kind ?? '') : 'not on sale'
    return { startsOn, label, part: 'past', actual: value, note, ...nothing }
  })
  const now: Row[] = running
    ? [{ ...running, part: 'past', actual: running.soFar, note: 'running, so far', ...nothing }]
    : []
  return [...expected, ...now, ...past]
}

function columnsFor({ unit, full, exact, width }: Amounts, hasBefore: boolean): Column<Row>[] {
  const number = (id: 'mean' | 'lo80' | 'hi80' | 'previous', header: string, sub = ''): Column<Row> => ({
    ...{ id, header, unit: sub, kind: 'number', phone: 'off' },
    value: (row) => row[id],
    cell: (row) => (row[id] === null ? '' : full(row[id])),
  })
  return [
    { id: 'label', header: 'Period', value: (row) => row.label, phone: 'title', width: 110 },
    {
      ...{ id: 'actual', header: 'Actual', unit, kind: 'number', phone: 'off' },
      value: (row) => (row.actual === null ? null : Number(row.actual)),
      cell: (row) => (row.actual === null ? '' : exact(row.actual)),
    },
    number('mean', 'Expected', unit),
    number('lo80', 'At least', width(0.8)),
    number('hi80', 'At most', width(0.8)),
    ...(hasBefore ? [{ ...number('previous', 'Before', unit), ifRoom: true }] : []),
    {
      ...{ id: 'note', header: 'Note', phone: 'line', width: 130 },
      value: (row) => row.note,
    },
  ]
}

/** On a phone one figure stands at the right, and what is known of it below. */
function phoneColumns({ full, exact, width }: Amounts): Column<Row>[] {
  return [
    { id: 'label', header: 'Period', value: (row) => row.label, phone: 'title' },
    {
      ...{ id: 'figure', header: 'Figure', kind: 'number', phone: 'aside' },
      value: (row) => row.mean ?? Number(row.actual),
      cell: (row) => (row.actual === null ? full(row.mean ?? 0) : exact(row.actual)),
    },
    {
      ...{ id: 'range', header: 'Range', phone: 'line' },
      value: (row) => row.note,
      cell: ({ note, lo80, hi80 }) =>
        lo80 === null || hi80 === null ? note : `${width(0.8)} between ${full(lo80)} and ${full(hi80)}`,
    },
  ]
}
