import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { incentivesContract } from '../../incentives/contract.ts'
import type { ShownStatement } from './statement.ts'

/** Statements one may see, newest period first; of a plan, a run or a person where the address names one. */
export function StatementsTab() {
  const [{ plan: planId, run: runId, person: personId }] = useUrlParams()
  const call = useCall(incentivesContract.statements, { query: { planId, runId, personId, limit: 1000 } })
  return <Ready call={call}>{({ statements }) => <Grid statements={statements} />}</Ready>
}

function Grid({ statements }: { statements: ShownStatement[] }) {
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
      toolbar={<Chosen statements={statements} />}
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

const chosenBy = ['plan', 'run', 'person'] as const

/** What the list is narrowed to, and the way back to all of it. */
function Chosen({ statements: [first] }: { statements: ShownStatement[] }) {
  const { day } = useFormat()
  const [search, change] = useUrlParams()
  if (!chosenBy.some((param) => search[param])) return null
  const names = first && [
    search.run ? `${first.planName}, ${day(first.from)} until ${day(first.to)}` : search.plan && first.planName,
    search.person && first.personName,
  ]
  return (
    <Button
      size="xs"
      radius="xl"
      variant="light"
      rightSection={<IconX size={14} aria-hidden />}
      onClick={() => change({ plan: null, run: null, person: null })}
    >
      {names?.filter(Boolean).join(', ') ?? 'No such statement'}
    </Button>
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
