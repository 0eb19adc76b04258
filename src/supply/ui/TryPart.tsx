import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { plansContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import { type Tried, triedWords, useTries } from './use-tries.ts'

type Measure = 'demand' | 'made' | 'bought'
type Row = { id: string; item: string; values: number[]; locked: boolean[] }

/** Item by item: change demand, or lock what is made or bought, and see at once what becomes of the plan. Nothing is stored. */
export function TryPart({ plan }: { plan: PlanHead }) {
  const [found, setFound] = useUrlParam('measure')
  const measure: Measure = found === 'made' || found === 'bought' ? found : 'demand'
  const call = useCall(plansContract.lines, { params: { id: plan.id }, query: { measures: measure, limit: 10_000 } })
  const tries = useTries(plan)
  const format = useFormat()
  const { edits } = tries
  const columns = useMemo(() => columnsOf(plan.labels, format.number), [plan.labels, format.number])
  const rows = useMemo(
    () => (call.data?.lines ?? []).map((line) => rowOf({ subject: line.subject, values: line.values, measure, edits })),
    [call.data, measure, edits],
  )
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label="What is shown"
          value={measure}
          onChange={(value) => setFound(value === 'demand' ? null : value)}
          data={[
            { value: 'demand', label: 'Demand' },
            { value: 'made', label: 'Made' },
            { value: 'bought', label: 'Ordered' },
          ]}
        />
        {edits.length > 0 && (
          <Button variant="default" size="xs" onClick={tries.clear}>
            Forget the changes
          </Button>
        )}
      </Group>
      <Text size="sm" role="status">
        {triedWords(tries.answer, { edits: edits.length, currency: plan.currency, number: format.number })}
      </Text>
      <Ready call={call} loading={<LoadingBlock height={420} />}>
        {() => (
          <DataGrid<Row>
            name={`supply-try-${measure}`}
            label="Items"
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            onEdit={async (changes) => {
              await tries.change(
                changes.map(({ id, column, to }) => triedOf(measure, { item: id, column, to: to as number | null })),
              )
              return {}
            }}
          />
        )}
      </Ready>
    </Stack>
  )
}

function rowOf({
  subject,
  values,
  measure,
  edits,
}: {
  subject: string
  values: number[]
  measure: Measure
  edits: readonly Tried[]
}): Row {
  const own = edits.filter(
    (edit) => edit.item === subject && (edit.kind === 'demand' ? 'demand' : edit.measure) === measure,
  )
  const typed = new Map(own.map((edit) => [edit.period, edit.quantity]))
  return {
    id: subject,
    item: subject,
    values: values.map((value, t) => typed.get(t + 1) ?? value),
    locked: values.map((_, t) => typed.has(t + 1)),
  }
}

/** What was typed into a cell: a demand, or a lock; an emptied lock lets the quantity free. */
function triedOf(measure: Measure, { item, column, to }: { item: string; column: string; to: number | null }): Tried {
  const period = Number(column.slice('period-'.length)) + 1
  return measure === 'demand'
    ? { kind: 'demand', item, period, quantity: to ?? 0 }
    : { kind: 'lock', measure, item, period, quantity: to }
}

function columnsOf(labels: readonly string[], number: (value: number) => string): Column<Row>[] {
  return [
    { id: 'item', header: 'Item', value: (row) => row.item, width: 130, phone: 'title' },
    ...labels.map(
      (label, t): Column<Row> => ({
        id: `period-${t}`,
        header: label,
        kind: 'number',
        width: 92,
        value: (row) => row.values[t] ?? null,
        cell: (row) =>
          row.locked[t] ? <strong>{number(row.values[t]!)}</strong> : number(Math.round(row.values[t] ?? 0)),
        phone: t === 0 ? 'aside' : 'off',
        edit: {
          kind: 'number',
          digits: 3,
          value: (row) => row.values[t] ?? null,
          apply: (row, value) => ({
            ...row,
            values: row.values.map((each, at) => (at === t ? Number(value ?? 0) : each)),
          }),
        },
      }),
    ),
  ]
}
