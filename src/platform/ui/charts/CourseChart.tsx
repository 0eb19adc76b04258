import { useCallback } from 'react'
import { axes, tip } from './axes.ts'
import { Chart } from './Chart.tsx'
import { Legend } from './Legend.tsx'
import type { Palette } from './palette.ts'

type CourseLine = { id: string; label: string; values: readonly (number | null)[]; look: 'solid' | 'dashed' | 'area' }
type CourseChartProps = {
  label: string
  days: readonly string[]
  lines: readonly CourseLine[]
  /** A level that the course is held against, such as a goal. */
  goal?: { label: string; value: number } | null
  /** A range around one of the lines, day by day. */
  band?: { label: string; lo: readonly (number | null)[]; hi: readonly (number | null)[] } | null
  format: (value: number) => string
  /** What stands at a day holds for that day alone: points with lines between them, no steps. */
  points?: boolean
  height?: number
}

const colours = ['accent', 'series-2', 'ahead', 'series-3'] as const
const bandColour = 'series-3'

/** How some figures moved day by day through a period: lines that step when something is said, beside a goal. */
export function CourseChart(props: CourseChartProps) {
  const { label, days, lines, goal, band, format, points = false } = props
  const option = useCallback(
    (palette: Palette) => ({
      ...axes({ labels: [...days], short: format, palette }),
      tooltip: tip(palette, (at) => lines.map((line) => [line.label, saidOf(line.values[at], format)])),
      series: [
        ...bandSeries(band, palette),
        ...lines.map((line, order) => ({
          type: 'line',
          step: points ? false : 'end',
          symbol: points && line.look === 'solid' ? 'circle' : 'none',
          symbolSize: 7,
          itemStyle: { color: palette[colours[order]!] },
          data: line.values,
          lineStyle: { width: 2, color: palette[colours[order]!], type: line.look === 'dashed' ? 'dashed' : 'solid' },
          ...(line.look === 'area' && { areaStyle: { color: palette[colours[order]!], opacity: 0.12 } }),
          ...(order === 0 && goal && { markLine: goalLine(goal, palette) }),
        })),
      ],
    }),
    [days, lines, goal, band, format, points],
  )
  const last = lines.map((line) => `${line.label} ${saidOf(line.values.at(-1), format)}`).join(', ')
  return (
    <Chart
      label={label}
      summary={`${label}: ${last} on ${days.at(-1) ?? 'no day'}${goal ? `; ${goal.label} ${format(goal.value)}` : ''}.`}
      table={{
        head: ['Day', ...lines.map((line) => line.label)],
        rows: days.map((day, at) => [day, ...lines.map((line) => saidOf(line.values[at], format))]),
      }}
      option={option}
      height={props.height ?? 260}
      legend={
        <Legend
          keys={[
            ...lines.map((line, at) => ({ name: line.label, colour: `var(--${colours[at]})`, look: line.look })),
            ...(band ? [{ name: band.label, colour: `var(--${bandColour})`, look: 'area' as const }] : []),
          ]}
        />
      }
    />
  )
}

function saidOf(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? 'nothing said' : format(value)
}

/** The range as two stacked lines: the lower one unseen, the width above it filled. */
function bandSeries(band: CourseChartProps['band'], palette: Palette) {
  if (!band) return []
  const part = { type: 'line', step: 'end', symbol: 'none', stack: 'band', lineStyle: { opacity: 0 }, silent: true }
  const width = band.hi.map((hi, at) => (hi === null || band.lo[at] == null ? null : hi - band.lo[at]!))
  return [
    { ...part, data: band.lo, tooltip: { show: false } },
    { ...part, data: width, areaStyle: { color: palette[bandColour], opacity: 0.14 }, tooltip: { show: false } },
  ]
}

function goalLine({ label, value }: { label: string; value: number }, palette: Palette) {
  return {
    silent: true,
    symbol: 'none',
    data: [{ yAxis: value }],
    lineStyle: { color: palette.ink, type: 'dotted', width: 1.5 },
    label: { formatter: label, color: palette.muted, position: 'insideEndTop' },
  }
}
