import { useMemo } from 'react'
import { BarChart } from '#platform/ui/charts/BarChart.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { demandContract } from '../../contract.ts'
import type { NodeChange } from '../../versions/schema.ts'
import { DriftPart } from '../DriftPart.tsx'
import classes from '../demand.module.css'
import { LearnedPart } from '../LearnedPart.tsx'
import { TellMe } from '../TellMe.tsx'
import { type Amounts, useAmounts } from '../use-amounts.ts'
import { type DemandView, queryOf } from '../use-view.ts'
import { PriceVolume } from './PriceVolume.tsx'
import { VersionPicker } from './VersionPicker.tsx'

const parts = [
  { id: 'data', label: 'Order lines' },
  { id: 'model', label: 'Models' },
  { id: 'signal', label: 'Signals' },
  { id: 'promotion', label: 'Promotions' },
  { id: 'newItem', label: 'New items' },
  { id: 'override', label: 'By hand' },
] as const

/** What changed between two published forecasts: a sentence, its parts, and node by node. */
export function ChangesPart({ view }: { view: DemandView }) {
  const [{ from, to }] = useUrlParams()
  const level = view.node === 'all' ? 'family' : 'item'
  const call = useCall(demandContract.compareVersions, {
    query: { ...queryOf(view), node: view.node, level, from: from || undefined, to: to || undefined },
  })
  const amounts = useAmounts(view.measure)
  const columns = useMemo(() => columnsFor(amounts), [amounts])
  return (
    <div className={classes.accuracy}>
      <div>
        <DriftPart view={view} />
        <LearnedPart view={view} />
        <TellMe />
      </div>
      <VersionPicker view={view} from={call.data?.from?.id ?? null} to={call.data?.to?.id ?? null} />
      <Ready call={call}>
        {({ node, changes, sentence }) => (
          <>
            <p className={classes.sentence}>{sentence}</p>
            {node && (
              <BarChart
                label="What moved it"
                unit={amounts.unit}
                bars={parts.map(({ id, label }) => ({
                  ...{ id, label, value: Math.round(node[id] * 10) / 10 },
                  ...(node[id] !== 0 && { tone: node[id] > 0 ? ('ahead' as const) : ('behind' as const) }),
                }))}
              />
            )}
            {view.measure === 'money' && node && (
              <PriceVolume view={view} against="version" from={from || undefined} to={to || undefined} />
            )}
            {changes.length > 0 && (
              <DataGrid
                name="demand-changes"
                label={level === 'family' ? 'families that moved' : 'items that moved'}
                columns={columns}
                rows={changes}
                rowId={(change) => change.key}
                onOpen={(change) => view.change({ node: change.key }, { push: true })}
                height="420px"
              />
            )}
          </>
        )}
      </Ready>
    </div>
  )
}

function columnsFor({ unit, full }: Amounts): Column<NodeChange>[] {
  const part = ({ id, label }: (typeof parts)[number]): Column<NodeChange> => ({
    ...{ id, header: label, unit, kind: 'number', width: 110, phone: 'off' },
    value: (change) => change[id],
    cell: (change) => (Math.abs(change[id]) < 0.05 ? '' : <Moved by={change[id]} full={full} />),
  })
  return [
    { id: 'name', header: 'Node', value: ({ name }) => name, grow: true, phone: 'title' },
    ...(['before', 'now'] as const).map(
      (id): Column<NodeChange> => ({
        ...{ id, header: id === 'now' ? 'Now' : 'Before', unit, kind: 'number', width: 110, phone: 'line' },
        value: (change) => change[id],
        cell: (change) => full(change[id]),
      }),
    ),
    {
      ...{ id: 'moved', header: 'Change', unit, kind: 'number', width: 110, phone: 'aside' },
      definition:
        'The sum of the next periods that both forecasts hold, now less before. Its parts add up to it exactly.',
      value: ({ now, before }) => now - before,
      cell: ({ now, before }) => <Moved by={now - before} full={full} />,
    },
    ...parts.map(part),
  ]
}

function Moved({ by, full }: { by: number; full: Amounts['full'] }) {
  return (
    <Tone tone={by > 0 ? 'ahead' : 'behind'}>
      {by > 0 ? '+' : '−'}
      {full(Math.abs(by))}
    </Tone>
  )
}
