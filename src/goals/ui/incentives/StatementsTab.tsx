import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ShownStatement } from './statement.ts'

/** Statements one may see, newest period first. */
export function StatementsTab({ statements }: { statements: ShownStatement[] }) {
  const [search, change] = useUrlParams()
  const format = useFormat()
  const columns = useMemo(() => columnsOf(format), [format])
  return (
    <DataGrid<ShownStatement>
      name="incentive-statements"
      label="Statements"
      columns={columns}
      rows={statements}
      rowId={(statement) => statement.id}
      openId={search.statement ?? null}
      onOpen={({ id }) => change({ statement: id }, { push: true })}
      empty={
        <EmptyState
          title="No statements yet"
          teaches="A statement says what a person earned in a period, by which rule, from which deal or order line."
          needs="An incentive plan with participants, and a run of it for a period."
        />
      }
    />
  )
}

function columnsOf({ money, percent, day, decimalMoney }: ReturnType<typeof useFormat>): Column<ShownStatement>[] {
  const amount = (
    id: string,
    header: string,
    of: (row: ShownStatement) => number,
    definition: string,
  ): Column<ShownStatement> => ({
    ...{ id, header, definition, kind: 'number', width: 120, phone: 'line' },
    value: of,
    currency: (row) => row.currency,
    cell: (row) => money(of(row), row.currency),
  })
  return [
    { id: 'person', header: 'Person', value: (row) => row.personName, grow: true, phone: 'title' },
    { id: 'plan', ifRoom: true, header: 'Plan', value: (row) => row.planName, width: 170, phone: 'off' },
    { id: 'from', header: 'From', value: (row) => row.from, cell: (row) => day(row.from), width: 120, phone: 'line' },
    {
      id: 'credited',
      header: 'Sold',
      kind: 'number',
      width: 140,
      phone: 'off',
      value: (row) => row.credited,
      cell: (row) => decimalMoney(row.credited, row.currency),
      definition: "The person's own credit in the period.",
    },
    {
      id: 'attainment',
      header: 'Of quota',
      kind: 'number',
      adds: false,
      width: 100,
      phone: 'line',
      value: (row) => row.attainment,
      cell: (row) => (row.attainment === null ? 'no quota' : percent(row.attainment)),
      definition: 'Sold divided by quota.',
    },
    amount('earned', 'Earned', (row) => row.earnedMinor, 'By the whole period, after the cap.'),
    amount('delta', 'This run', (row) => row.deltaMinor, 'Earned less what locked runs of the period earned before.'),
    {
      ...amount('payable', 'Payable', (row) => row.payableMinor, 'This run, plus the draw, less what is recovered.'),
      phone: 'aside',
    },
    { id: 'status', header: 'Run', value: (row) => row.status, width: 100, phone: 'line' },
  ]
}
