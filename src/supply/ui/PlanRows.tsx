import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { screenAt } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { plansContract } from '../contract.ts'
import type { PlanHead, PlanLine } from '../schema.ts'
import { measureMeanings, measureWords } from './measure-words.ts'
import { rowsAsked } from './public/plan-rows.ts'

/** What a figure of the plan is the sum of: items or resources, month by month; an item opens what serves it. */
export function PlanRows({ plan }: { plan: PlanHead }) {
  const { instant } = useFormat()
  return (
    <DetailDrawer
      param="rows"
      size={980}
      title={(asked) => `${measureWords[rowsAsked(asked).measure] ?? 'Lines'}, plan ${plan.number}`}
      definition="The lines of the plan that the figure adds up. An item opens the stock, lots and purchases that serve it."
      asOf={plan.finishedAt ? instant(plan.finishedAt) : undefined}
    >
      {(asked) => <Lines plan={plan} asked={asked} />}
    </DetailDrawer>
  )
}

const mostLines = 10_000

function Lines({ plan, asked }: { plan: PlanHead; asked: string }) {
  const { number } = useFormat()
  const { measure, family, resource } = rowsAsked(asked)
  const measures = measure === 'hours' ? 'hours used,hours available,overtime' : measure
  const call = useCall(plansContract.lines, {
    params: { id: plan.id },
    query: { measures, resource, limit: mostLines, ...(family !== undefined && { family: family ?? 'none' }) } as never,
  })
  const columns = useMemo(() => columnsOf({ labels: plan.labels, number, measure }), [plan.labels, number, measure])
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {({ lines }) => (
        <DataGrid<PlanLine>
          name="supply-rows"
          label="Lines"
          columns={columns}
          rows={lines}
          rowId={(line) => `${line.measure}/${line.subject}`}
          opens={({ itemId, subject }) =>
            itemId === null ? null : screenAt('/supply', { plan: plan.id, tab: 'pegging', item: subject })
          }
          empty={<p>Nothing: every line of it is zero.</p>}
          {...(lines.length === mostLines && {
            about: [{ label: 'Left out', text: `Lines after the first ${number(mostLines)}` }],
          })}
        />
      )}
    </Ready>
  )
}

function columnsOf(given: {
  labels: readonly string[]
  number: (value: number, digits?: number) => string
  measure: string
}): Column<PlanLine>[] {
  const { labels, number, measure } = given
  const sum = ({ values }: PlanLine) => values.reduce((total, value) => total + value, 0)
  const isHours = measure === 'hours' || measure === 'overtime'
  const isLevel = measure === 'stock' || measure === 'backlog' || measure === 'safety stock' || measure === 'short'
  return [
    { id: 'subject', header: isHours ? 'Resource' : 'Item', value: (line) => line.subject, width: 130, phone: 'title' },
    ...(measure === 'hours'
      ? [{ id: 'measure', header: 'Hours', value: (line: PlanLine) => line.measure.replace('hours ', ''), width: 100 }]
      : []),
    ...(isLevel
      ? []
      : [
          {
            id: 'sum',
            header: 'All months',
            kind: 'number' as const,
            width: 110,
            value: sum,
            cell: (line: PlanLine) => number(Math.round(sum(line))),
            phone: 'aside' as const,
            definition: measureMeanings[measure] ?? 'The sum over the months of the plan.',
          },
        ]),
    ...labels.map(
      (label, t): Column<PlanLine> => ({
        id: `period-${t}`,
        header: label,
        kind: 'number',
        width: 84,
        value: (line) => line.values[t] ?? null,
        cell: (line) => number(Math.round(line.values[t] ?? 0)),
        phone: t === 0 ? 'line' : 'off',
      }),
    ),
  ]
}
