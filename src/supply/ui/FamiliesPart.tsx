import { useMediaQuery } from '@mantine/hooks'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { plansContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'

type Row = { id: string; family: string; measure: string; values: (number | null)[] }

const order = [
  'demand',
  'made',
  'bought',
  'arrivals',
  'on the way',
  'stock',
  'days on hand',
  'safety stock',
  'short',
  'backlog',
  'lost',
]
const words: Record<string, string> = {
  demand: 'Demand',
  made: 'Made',
  bought: 'Ordered from suppliers',
  arrivals: 'On order, arriving',
  'on the way': 'On the way between sites',
  stock: 'Stock at the end',
  'days on hand': 'Days on hand',
  'safety stock': 'Safety stock',
  short: 'Below safety stock',
  backlog: 'Late at the end',
  lost: 'Lost',
}

const means: Record<string, string> = {
  Demand: 'Units wanted in the month, as demand is planned.',
  Made: 'Units finished in the month by our own resources.',
  'Ordered from suppliers': 'Units ordered from suppliers that arrive in the month.',
  'On order, arriving': 'Units of orders placed before the plan that arrive in the month.',
  'On the way between sites': 'Units sent from one site to another that arrive in a later month.',
  'Stock at the end': 'Units on hand at the end of the month.',
  'Days on hand': 'For how many days of the coming demand the stock at the end lasts.',
  'Safety stock': 'The stock that is to be kept against what is uncertain.',
  'Below safety stock': 'Units by which the stock at the end lies below the safety stock.',
  'Late at the end': 'Units wanted by now and still owed.',
  Lost: 'Units wanted in the month that are never delivered.',
}

/** The family grid: demand, what is made and bought, stock and days on hand, what is late or lost, month by month. */
export function FamiliesPart({ plan }: { plan: PlanHead }) {
  const call = useCall(plansContract.families, { params: { id: plan.id } })
  const { number } = useFormat()
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const columns = useMemo(
    () => (isPhone ? phoneColumns(plan.labels, number) : columnsOf(plan.labels, number)),
    [isPhone, plan.labels, number],
  )
  return (
    <Ready call={call} loading={<LoadingBlock height={420} />}>
      {({ families }) => (
        <DataGrid<Row>
          name="supply-families"
          label="Lines"
          columns={columns}
          rows={families.flatMap(rowsOf)}
          rowId={(row) => row.id}
          group={(row) => ({ key: row.family, label: row.family })}
          about={[{ label: 'Plan', text: String(plan.number) }]}
        />
      )}
    </Ready>
  )
}

type Family = {
  family: string | null
  measures: { measure: string; values: number[] }[]
  daysOnHand: (number | null)[]
}

function rowsOf({ family, measures, daysOnHand }: Family): Row[] {
  const name = family ?? 'No family'
  const all = [...measures, { measure: 'days on hand', values: daysOnHand }]
  return order.flatMap((measure) => {
    const found = all.find((each) => each.measure === measure)
    return found
      ? [{ id: `${name}/${measure}`, family: name, measure: words[measure] ?? measure, values: found.values }]
      : []
  })
}

function columnsOf(labels: readonly string[], number: (value: number) => string): Column<Row>[] {
  return [
    {
      id: 'measure',
      header: 'Units',
      value: (row) => row.measure,
      cell: (row) => <span title={means[row.measure]}>{row.measure}</span>,
      width: 190,
      phone: 'title',
    },
    ...labels.map(
      (label, t): Column<Row> => ({
        id: `period-${t}`,
        header: label,
        kind: 'number',
        width: 92,
        adds: false,
        value: (row) => row.values[t] ?? null,
        cell: (row) => (row.values[t] === null || row.values[t] === undefined ? '' : number(Math.round(row.values[t]))),
      }),
    ),
  ]
}

/** On a phone the first months stand in one line. */
function phoneColumns(labels: readonly string[], number: (value: number) => string): Column<Row>[] {
  const said = (row: Row) =>
    labels
      .slice(0, 4)
      .flatMap((label, t) =>
        row.values[t] === null || row.values[t] === undefined ? [] : [`${label}: ${number(Math.round(row.values[t]))}`],
      )
      .join(' · ')
  return [
    { id: 'measure', header: 'Units', value: (row) => row.measure, phone: 'title' },
    { id: 'months', header: 'Next months', value: said, phone: 'line' },
  ]
}
