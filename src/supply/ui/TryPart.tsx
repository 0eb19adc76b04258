import { Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
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
import { useWhole } from './use-whole.ts'

type Measure = 'demand' | 'made' | 'bought'
type Row = { id: string; item: string; values: number[]; locked: boolean[] }

/** Item by item: change demand, or lock what is made or bought, and see at once what becomes of the plan. Nothing is stored. */
export function TryPart({ plan }: { plan: PlanHead }) {
  const [found, setFound] = useUrlParam('measure')
  const measure: Measure = found === 'made' || found === 'bought' ? found : 'demand'
  const [site, setSite] = useUrlParam('site')
  const query = { measures: measure, limit: 10_000, ...(site && { site }) }
  const call = useCall(plansContract.lines, { params: { id: plan.id }, query })
  const tries = useTries(plan)
  const format = useFormat()
  const whole = useWhole(plan)
  const { edits } = tries
  const columns = useMemo(() => columnsOf(plan.labels, format.number), [plan.labels, format.number])
  const rows = useMemo(
    () =>
      (call.data?.lines ?? []).map((line) =>
        rowOf({ subject: itemIn(line.subject, site), values: line.values, measure, site, edits }),
      ),
    [call.data, measure, site, edits],
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
        <SiteChoice sites={call.data?.sites ?? []} site={site} onChange={setSite} />
        {edits.length > 0 && (
          <Button variant="default" size="xs" onClick={tries.clear}>
            Forget the changes
          </Button>
        )}
      </Group>
      <Text size="sm" role="status">
        {triedWords(tries.answer, { edits: edits.length, money: whole, number: format.number })}
      </Text>
      <Ready call={call} loading={<LoadingBlock height={420} />}>
        {() => (
          <DataGrid<Row>
            name={`supply-try-${measure}`}
            label="Items"
            scope={`${plan.id} ${site ?? ''}`}
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            onEdit={async (changes) => {
              await tries.change(
                changes.map(({ id, column, to }) =>
                  triedOf(measure, { item: id, site, column, to: to as number | null }),
                ),
              )
              return {}
            }}
          />
        )}
      </Ready>
    </Stack>
  )
}

/** One site of the plan, or all together; nothing to choose where all stock is one. */
function SiteChoice({
  sites,
  site,
  onChange,
}: {
  sites: string[]
  site: string | null
  onChange: (site: string | null) => void
}) {
  if (sites.length === 0) return null
  return (
    <Select
      size="xs"
      w={220}
      aria-label="Site"
      allowDeselect={false}
      data={[{ value: '', label: 'All sites' }, ...sites.map((name) => ({ value: name, label: name }))]}
      value={site ?? ''}
      onChange={(name) => onChange(name || null)}
    />
  )
}

/** Lines of a site are called after the item and the site. */
function itemIn(subject: string, site: string | null): string {
  const end = ` at ${site}`
  return site && subject.endsWith(end) ? subject.slice(0, -end.length) : subject
}

function rowOf({
  subject,
  values,
  measure,
  site,
  edits,
}: {
  subject: string
  values: number[]
  measure: Measure
  site: string | null
  edits: readonly Tried[]
}): Row {
  const own = edits.filter(
    (edit) =>
      edit.item === subject &&
      (edit.site ?? null) === site &&
      (edit.kind === 'demand' ? 'demand' : edit.measure) === measure,
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
function triedOf(
  measure: Measure,
  { item, site, column, to }: { item: string; site: string | null; column: string; to: number | null },
): Tried {
  const period = Number(column.slice('period-'.length)) + 1
  const at = site ? { site } : {}
  return measure === 'demand'
    ? { kind: 'demand', item, ...at, period, quantity: to ?? 0 }
    : { kind: 'lock', measure, item, ...at, period, quantity: to }
}

function columnsOf(labels: readonly string[], number: (value: number) => string): Column<Row>[] {
  return [
    { id: 'item', header: 'Item', value: (row) => row.item, width: 130, phone: 'title' },
    ...labels.map(
      (label, t): Column<Row> => ({
        id: `period-${t}`,
        header: label,
        kind: 'number',
        width: 68,
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
