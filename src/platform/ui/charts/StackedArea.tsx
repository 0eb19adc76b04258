import { useCallback } from 'react'
import { useFormat } from '../use-format.tsx'
import { axes, tip } from './axes.ts'
import { Chart } from './Chart.tsx'
import { Legend } from './Legend.tsx'
import { faded, type Palette, seriesColours } from './palette.ts'

type AreaSeries = { id: string; label: string; values: (number | null)[] }
type StackedAreaProps = {
  label: string
  unit: string
  periods: string[]
  series: AreaSeries[]
  format?: (value: number) => string
  height?: number
}

const most = 7

/** Parts of a total over time; at most seven parts, the rest as "Other". */
export function StackedArea(props: StackedAreaProps) {
  const { number, short } = useFormat()
  const { label, unit, periods } = props
  const format = props.format ?? number
  const series = atMostSeven(props.series)
  const option = useCallback(
    (palette: Palette) => {
      const parts = atMostSeven(props.series)
      const colours = seriesColours(palette)
      return {
        ...axes({ labels: periods, short, palette }),
        tooltip: tip(palette, (at) => parts.toReversed().map((part) => [part.label, format(part.values[at] ?? 0)])),
        series: parts.map((part, order) => ({
          type: 'line',
          stack: 'total',
          symbol: 'none',
          data: part.values,
          lineStyle: { width: 1.5, color: colours[order] },
          areaStyle: { color: faded(colours[order] ?? palette.muted, 0.45) },
        })),
      }
    },
    [periods, props.series, short, format],
  )
  return (
    <Chart
      label={label}
      summary={`${label}, in ${unit}: ${series.map((part) => `${part.label} ${format(part.values.at(-1) ?? 0)}`).join(', ')} in ${periods.at(-1) ?? 'no period'}.`}
      table={{
        head: ['Period', ...series.map((part) => part.label)],
        rows: periods.map((period, at) => [period, ...series.map((part) => format(part.values[at] ?? 0))]),
      }}
      option={option}
      height={props.height ?? 300}
      legend={
        <Legend
          keys={series.map((part, at) => ({ name: part.label, colour: `var(--series-${at + 1})`, look: 'area' }))}
        />
      }
    />
  )
}

function atMostSeven(series: AreaSeries[]): AreaSeries[] {
  if (series.length <= most) return series
  const weight = (part: AreaSeries) => part.values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
  const ranked = series.toSorted((a, b) => weight(b) - weight(a))
  const rest = ranked.slice(most - 1)
  const values = (rest[0]?.values ?? []).map((_, at) => rest.reduce((sum, part) => sum + (part.values[at] ?? 0), 0))
  return [...ranked.slice(0, most - 1), { id: 'other', label: `Other (${rest.length})`, values }]
}
