import { useMediaQuery } from '@mantine/hooks'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Defined } from '#platform/ui/page/Means.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { plansContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import { measureMeanings, measureWords } from './measure-words.ts'
import { rowsOf } from './public/plan-rows.ts'

type Row = { id: string; familyId: string | null; family: string; measure: string; values: (number | null)[] }

const order = [
  'demand',
  'made',
  'subcontracted',
  'by-product',
  'scrapped',
  'being made',
  'bought',
  'on order',
  'arrivals',
  'used',
  'used instead',
  'disposed',
  'on the way',
  'stock',
  'days on hand',
  'safety stock',
  'short',
  'backlog',
  'lost',
]
/** The family grid: demand, what is made and bought, stock and days on hand, what is late or lost, month by month. */
export function FamiliesPart({ plan }: { plan: PlanHead }) {
  const call = useCall(plansContract.families, { params: { id: plan.id } })
  const { number } = useFormat()
  const [, change] = useUrlParams()
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
          rows={families.flatMap(linesOf)}
          rowId={(row) => row.id}
          onOpen={({ measure, familyId }) =>
            change(
              { rows: rowsOf(measure === 'days on hand' ? 'stock' : measure, { family: familyId }) },
              { push: true },
            )
          }
          group={(row) => ({ key: row.family, label: row.family })}
          about={[{ label: 'Plan', text: String(plan.number) }]}
        />
      )}
    </Ready>
  )
}

type Family = {
  familyId: string | null
  family: string | null
  measures: { measure: string; values: number[] }[]
  daysOnHand: (number | null)[]
}

function linesOf({ familyId, family, measures, daysOnHand }: Family): Row[] {
  const name = family ?? 'No family'
  const all = [...measures, { measure: 'days on hand', values: daysOnHand }]
  return order.flatMap((measure) => {
    const found = all.find((each) => each.measure === measure)
    return found ? [{ id: `${name}/${measure}`, familyId, family: name, measure, values: found.values }] : []
  })
}

function columnsOf(labels: readonly string[], number: (value: number) => string): Column<Row>[] {
  return [
    {
      id: 'measure',
      header: 'Units',
      value: (row) => measureWords[row.measure] ?? row.measure,
      cell: (row) => <Defined name={measureWords[row.measure] ?? row.measure} means={measureMeanings[row.measure]} />,
      width: 190,
      phone: 'title',
    },
    ...labels.map(
      (label, t): Column<Row> => ({
        id: `period-${t}`,
        header: label,
        kind: 'number',
        width: 68,
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
    { id: 'measure', header: 'Units', value: (row) => measureWords[row.measure] ?? row.measure, phone: 'title' },
    { id: 'months', header: 'Next months', value: said, phone: 'line' },
  ]
}
