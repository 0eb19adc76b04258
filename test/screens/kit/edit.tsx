import { useMemo, useState } from 'react'
import type { CellChange } from '#platform/ui/grid/changes.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import type { Outcome } from '#platform/ui/grid/use-edits.ts'
import { Page } from '#platform/ui/page/Page.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'

type Plan = {
  id: string
  above: string | null
  name: string
  owner: string
  amount: number | null
  closes: string | null
  share: number
  units: number[]
}

const owners = ['Ada Lovelace', 'Charles Babbage', 'Grace Hopper'].map((label, at) => ({ value: `o${at}`, label }))

/** A grid in which everything can be edited but the name and the total; `?rows=` and `?columns=` make it large. */
export function EditPage() {
  const format = useFormat()
  const [count] = useUrlParam('rows')
  const [wide] = useUrlParam('columns')
  const [isTree] = useUrlParam('tree')
  const [rows, setRows] = useState(() => plans(Number(count ?? 40), Number(wide ?? 8) - 6))
  const columns = useMemo(() => columnsOf(format, Number(wide ?? 8) - 6), [format, wide])
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])

  function write(changes: CellChange<Plan>[]): Outcome {
    const refused = changes.filter(({ to }) => to === 666_00)
    const taken = Map.groupBy(
      changes.filter((change) => !refused.includes(change)),
      ({ id }) => id,
    )
    setRows((before) =>
      before.map((row) =>
        (taken.get(row.id) ?? []).reduce((now, { column, to }) => byId.get(column)?.edit?.apply(now, to) ?? now, row),
      ),
    )
    return { refused: refused.map(({ id, column }) => ({ id, column, says: 'Nobody sells for 666.' })) }
  }

  return (
    <Page title="Plans">
      <DataGrid<Plan>
        name="kit-edit"
        label="Plans"
        columns={columns}
        rows={rows}
        rowId={(plan) => plan.id}
        onEdit={write}
        {...(isTree && { parent: (plan: Plan) => plan.above })}
      />
    </Page>
  )
}

function columnsOf(format: ReturnType<typeof useFormat>, months: number): Column<Plan>[] {
  const { currency } = format.regional
  const total = (plan: Plan) => plan.units.reduce((sum, each) => sum + each, 0)
  return [
    { id: 'name', header: 'Plan', value: (plan) => plan.name, width: 200 },
    {
      id: 'amount',
      header: 'Amount',
      kind: 'number',
      value: (plan) => plan.amount,
      currency: () => currency,
      cell: (plan) => (plan.amount === null ? '' : format.money(plan.amount)),
      edit: {
        kind: 'money',
        currency: () => currency,
        value: (plan) => plan.amount,
        apply: (plan, amount) => ({ ...plan, amount: amount as number | null }),
        locked: (plan) => (plan.id === 'p3' ? 'This plan is approved; take the approval back first.' : null),
      },
    },
    {
      id: 'owner',
      header: 'Owner',
      width: 170,
      value: (plan) => owners.find(({ value }) => value === plan.owner)?.label ?? null,
      edit: {
        kind: 'choice',
        required: true,
        choices: () => owners,
        value: (plan) => plan.owner,
        apply: (plan, owner) => ({ ...plan, owner: String(owner) }),
      },
    },
    {
      id: 'closes',
      header: 'Closes',
      value: (plan) => plan.closes,
      cell: (plan) => (plan.closes ? format.day(plan.closes) : ''),
      edit: {
        kind: 'day',
        value: (plan) => plan.closes,
        apply: (plan, closes) => ({ ...plan, closes: closes as string | null }),
      },
    },
    {
      id: 'share',
      header: 'Share',
      unit: '%',
      kind: 'number',
      adds: false,
      value: (plan) => plan.share,
      cell: (plan) => format.percent(plan.share, 1),
      edit: {
        kind: 'percent',
        digits: 1,
        value: (plan) => plan.share,
        apply: (plan, share) => ({ ...plan, share: Number(share) }),
      },
    },
    ...Array.from({ length: months }, (_, at): Column<Plan> => monthOf(at, format)),
    {
      id: 'total',
      header: 'Total',
      unit: 'pcs',
      kind: 'number',
      value: total,
      cell: (plan) => format.number(total(plan)),
    },
  ]
}

function monthOf(at: number, { number }: ReturnType<typeof useFormat>): Column<Plan> {
  return {
    id: `m${at}`,
    header: `Month ${at + 1}`,
    unit: 'pcs',
    kind: 'number',
    width: 100,
    value: (plan) => plan.units[at] ?? 0,
    cell: (plan) => number(plan.units[at] ?? 0),
    edit: {
      kind: 'number',
      digits: 0,
      required: true,
      value: (plan) => plan.units[at] ?? 0,
      apply: (plan, units) => ({ ...plan, units: plan.units.with(at, Number(units)) }),
    },
  }
}

function plans(count: number, months: number): Plan[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `p${at}`,
    above: at % 5 === 0 ? null : `p${at - (at % 5)}`,
    name: at === 2 ? 'A plan with a name so long that no column could hold it' : `Plan ${at + 1}`,
    owner: `o${at % 3}`,
    amount: at % 7 === 6 ? null : ((at * 7919) % 2_000_000) + 1000,
    closes: at % 9 === 8 ? null : `2026-${String((at % 12) + 1).padStart(2, '0')}-15`,
    share: (at % 10) / 10,
    units: Array.from({ length: months }, (_, month) => (at * 31 + month * 17) % 1000),
  }))
}
