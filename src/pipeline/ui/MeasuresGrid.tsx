import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pipelineContract } from '../contract.ts'
import type { SetName } from '../deals/set-names.ts'
import { definitions, type MeasureName } from '../measures/definitions.ts'
import { fieldNamed, type SegmentName, segmentWords } from '../view/dimension-names.ts'
import { SegmentPicker, useSegment } from './public/SegmentPicker.tsx'
import { useView } from './use-view.ts'

type Segment = { keys: string[]; labels: string[]; values: Record<string, number | null> }
type Format = ReturnType<typeof useFormat>

/** Figures told apart by anything a deal has: who, where, what, how large, when. A row opens its deals. */
export function MeasuresGrid(props: {
  name: string
  measures: readonly MeasureName[]
  /** The deals that a row opens. */
  set: SetName
  by?: SegmentName
  window?: { from?: string }
  ofPeriod?: boolean
}) {
  const { ready, view, due } = useView()
  const by = useSegment() ?? props.by ?? 'owner'
  const query = { ...(props.ofPeriod ? due : view), ...props.window, measures: props.measures.join(','), by }
  const call = useCall(pipelineContract.measures, { query: query as never }, { enabled: ready })
  return (
    <>
      <SegmentPicker usual={props.by ?? 'owner'} />
      <Ready call={call}>
        {(data) => <Segments {...props} by={by} segments={data.segments} currency={data.basis.currency} />}
      </Ready>
    </>
  )
}

function Segments(props: {
  name: string
  measures: readonly MeasureName[]
  set: SetName
  by: SegmentName
  segments: Segment[]
  currency: string
}) {
  const { by, segments, currency, measures } = props
  const format = useFormat()
  const [, change] = useUrlParams()
  const columns = useMemo(() => columnsOf({ by, measures, format, currency }), [by, measures, format, currency])
  return (
    <DataGrid<Segment>
      key={by}
      name={`pipeline-${props.name}`}
      label="Segments"
      columns={columns}
      rows={inOrder(segments, by).filter(({ values }) =>
        Object.values(values).some((value) => value !== null && value !== 0),
      )}
      rowId={({ keys }) => keys.join('|')}
      onOpen={({ keys }) => change({ door: `set:${props.set}:${by}:${keys[0]}` }, { push: true })}
      {...((!by.includes('-') || fieldNamed(by) !== undefined) && { sort: `${measures[0]}:desc` })}
    />
  )
}

/** Months and weekdays stand in the order of time, not of their names; everything else as the server says. */
function inOrder(segments: Segment[], by: SegmentName): Segment[] {
  if (!/^(created|closed|due)-/.test(by)) return segments
  return segments.toSorted((a, b) => (a.keys[0] ?? '').localeCompare(b.keys[0] ?? '', 'en', { numeric: true }))
}

function columnsOf(given: {
  by: SegmentName
  measures: readonly MeasureName[]
  format: Format
  currency: string
}): Column<Segment>[] {
  const { by, measures, format, currency } = given
  const first: Column<Segment> = {
    id: 'segment',
    header: segmentWords(by),
    value: ({ labels }) => labels[0] ?? '',
    grow: true,
    phone: 'title',
  }
  return [
    first,
    ...measures.map((name, at): Column<Segment> => {
      const { name: header, formula, unit } = definitions[name]
      return {
        id: name,
        header,
        definition: formula,
        kind: 'number',
        value: ({ values }) => values[name] ?? null,
        cell: ({ values }) => (values[name] == null ? '' : shown(values[name], unit, { format, currency })),
        ...(unit === 'money' && { currency: () => currency, width: 130 }),
        ...(at > 4 && { ifRoom: true }),
        ...(at === 0 && { phone: 'aside' as const }),
      }
    }),
  ]
}

function shown(value: number, unit: string, { format, currency }: { format: Format; currency: string }): string {
  if (unit === 'money' || unit === 'money per day') return format.money(Math.round(value), currency)
  if (unit === 'share') return format.percent(value, 1)
  return format.number(value, unit === 'days' || unit === 'ratio' ? 1 : 0)
}
