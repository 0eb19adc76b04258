import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { RollUpLine } from '../schema.ts'
import type { RollUpReply } from './RevenueScreen.tsx'
import classes from './revenue.module.css'
import { rollUpDefinitions } from './roll-up-definitions.ts'

/** Everybody of the team tree with their number, where it comes from, and what stands beside it; a row opens the calls. */
export function CallsGrid({ rollUp }: { rollUp: RollUpReply }) {
  const [search, change] = useUrlParams()
  const format = useFormat()
  const columns = useMemo(() => columnsOf({ rollUp, format }), [rollUp, format])
  return (
    <DataGrid<RollUpLine>
      name="revenue-calls"
      label="People"
      columns={columns}
      rows={rollUp.lines}
      rowId={(line) => line.personId}
      openId={search.person ?? null}
      onOpen={(line) => change({ person: line.personId }, { push: true })}
    />
  )
}

const basisWords: Record<RollUpLine['basis'], string> = {
  'own call': 'own call',
  'team call': 'team call',
  adjustment: 'adjusted from above',
  sum: 'sum of the team',
  'not said': 'not called',
}

function columnsOf(given: { rollUp: RollUpReply; format: ReturnType<typeof useFormat> }): Column<RollUpLine>[] {
  const { rollUp, format } = given
  const { currency, lines } = rollUp
  const depth = depths(lines)
  const money = (minor: number | null) =>
    minor === null ? <span className={classes.none}>not said</span> : format.money(minor, currency)
  const figure: Figure = (id, header, of) => ({
    id,
    header,
    kind: 'number',
    width: 132,
    value: of,
    currency: () => currency,
    cell: (line) => money(of(line)),
    phone: 'line',
  })
  const columns: Column<RollUpLine>[] = [
    {
      id: 'name',
      header: 'Person',
      value: (line) => line.name,
      cell: (line) => (
        <span style={{ paddingInlineStart: `${(depth.get(line.personId) ?? 0) * 16}px` }}>
          {line.name} {line.hasReports && <span className={classes.none}>and team</span>}
        </span>
      ),
      grow: true,
      phone: 'title',
    },
    figure('commit', 'Commit', (line) => line.commitMinor),
    {
      id: 'basis',
      ifRoom: true,
      header: 'Comes from',
      width: 150,
      value: (line) => basisWords[line.basis],
      phone: 'line',
    },
    { ...figure('best', 'Best case', (line) => line.bestMinor), ifRoom: true },
    ...outlookColumns({ figure, currency, format }),
    {
      ...figure('corrected', 'Commit, corrected', (line) => line.corrected?.commitMinor ?? null),
      ifRoom: true,
      width: 150,
      cell: ({ corrected }) =>
        corrected === null ? (
          <span className={classes.none}>can’t tell</span>
        ) : (
          format.money(corrected.commitMinor, currency)
        ),
    },
    figure('closed', 'Closed', (line) => line.closedMinor),
    { ...figure('open', 'Open', (line) => line.openMinor), ifRoom: true },
    figure('quota', 'Quota', (line) => line.quotaMinor),
    {
      id: 'missing',
      ifRoom: true,
      header: 'Not called',
      kind: 'number',
      width: 96,
      value: (line) => line.missing,
      cell: (line) => (line.missing === 0 ? '' : format.number(line.missing)),
      phone: 'line',
    },
  ]
  return columns.map((column) => ({ ...column, definition: rollUpDefinitions[column.id]! }))
}

type Figure = (id: string, header: string, of: (line: RollUpLine) => number | null) => Column<RollUpLine>

/** What the deals are expected to book, beside what people say. */
function outlookColumns(given: {
  figure: Figure
  currency: string
  format: ReturnType<typeof useFormat>
}): Column<RollUpLine>[] {
  const { figure, currency, format } = given
  return [
    {
      ...figure('outlook', 'Outlook', (line) => line.outlook?.meanMinor ?? null),
      cell: ({ outlook }) =>
        outlook === null ? (
          <span className={classes.none}>can’t tell</span>
        ) : (
          <span
            title={`${format.percent(0.8)}: ${format.money(outlook.loMinor, currency)} to ${format.money(outlook.hiMinor, currency)}`}
          >
            {format.money(outlook.meanMinor, currency)}
          </span>
        ),
    },
    {
      id: 'range',
      header: `${format.percent(0.8)} range`,
      width: 150,
      sortable: false,
      value: ({ outlook }) =>
        outlook && `${format.shortMoney(outlook.loMinor, currency)} to ${format.shortMoney(outlook.hiMinor, currency)}`,
      phone: 'line',
    },
    { ...figure('outlookLow', 'Outlook, low', (line) => line.outlook?.loMinor ?? null), hidden: true },
    { ...figure('outlookHigh', 'Outlook, high', (line) => line.outlook?.hiMinor ?? null), hidden: true },
  ]
}

/** How far below the top each person stands. */
function depths(lines: readonly RollUpLine[]): Map<string, number> {
  const depth = new Map<string, number>()
  for (const line of lines)
    depth.set(line.personId, line.managerId === null ? 0 : (depth.get(line.managerId) ?? -1) + 1)
  return depth
}
