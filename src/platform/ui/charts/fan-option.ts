import type { EChartsCoreOption } from 'echarts/core'
import { axes, tip } from './axes.ts'
import { type FanData, levelsOf } from './fan.ts'
import { faded, type Palette } from './palette.ts'

type Write = { format: (value: number) => string; short: (value: number) => string; unit: string }

/** The fan as an ECharts option: history solid, the forecast opening from the last actual, widest range lightest. */
export function fanOption(data: FanData, write: Write, palette: Palette): EChartsCoreOption {
  const { history, running, forecast } = data
  const labels = [...history, ...(running ? [running] : []), ...forecast].map((point) => point.label)
  const joint = jointOf(data)
  const ahead = history.length + (running ? 1 : 0)
  const at = (values: (number | null)[]) => [...Array.from({ length: ahead }, () => null), ...values]
  const withJoint = (values: (number | null)[]) => {
    const line: (number | null)[] = at(values)
    if (joint && forecast.length > 0) line[joint.at] = joint.value
    return line
  }
  const quiet = { type: 'line', symbol: 'none', silent: true, emphasis: { disabled: true } } as const
  const mean = withJoint(forecast.map((point) => point.mean))
  if (running?.nowcast != null) mean[ahead - 1] = running.nowcast
  return {
    ...axes({ labels, short: write.short, palette }),
    tooltip: tip(palette, (index) => hover(data, write, index)),
    series: [
      ...levelsOf(forecast).flatMap((level, order) => bandSeries({ level, order, data, withJoint, palette })),
      {
        ...quiet,
        data: at(forecast.map((point) => point.previous ?? null)),
        lineStyle: { width: 1, color: palette.faint },
        z: 3,
      },
      { ...quiet, data: mean, lineStyle: { width: 2, type: [5, 4], color: palette.accent }, z: 4 },
      {
        ...quiet,
        data: history.map((point) => point.value),
        lineStyle: { width: 2, color: palette.ink },
        connectNulls: false,
        z: 5,
        ...(running && { markArea: runningArea(running.label, palette) }),
      },
      {
        type: 'scatter',
        silent: true,
        symbol: 'diamond',
        symbolSize: 11,
        itemStyle: { color: palette.edited, borderColor: palette.page, borderWidth: 1.5 },
        data: at(forecast.map((point) => point.override ?? null)),
        z: 6,
      },
      {
        type: 'scatter',
        silent: true,
        symbolSize: 7,
        itemStyle: { color: palette.page, borderColor: palette.ink, borderWidth: 2 },
        data: running ? [[ahead - 1, running.soFar]] : [],
        z: 6,
      },
    ],
  }
}

/** Where the fan opens: the last actual before the forecast. */
function jointOf({ history }: FanData): { at: number; value: number } | null {
  const at = history.findLastIndex((point) => point.value !== null)
  const value = history[at]?.value
  return value === null || value === undefined ? null : { at, value }
}

function bandSeries(input: {
  level: number
  order: number
  data: FanData
  withJoint: (values: (number | null)[]) => (number | null)[]
  palette: Palette
}) {
  const { level, order, data, withJoint, palette } = input
  const bands = data.forecast.map((point) => point.bands.find((band) => band.level === level))
  const low = withJoint(bands.map((band) => band?.lo ?? null))
  const joint = jointOf(data)
  const width = withJoint(bands.map((band) => (band ? band.hi - band.lo : null)))
  if (joint && data.forecast.length > 0) width[joint.at] = 0
  bridge(low, data, joint?.at)
  bridge(width, data, joint?.at)
  const shared = {
    type: 'line',
    stack: `range ${level}`,
    stackStrategy: 'all',
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    connectNulls: true,
    z: 1,
  }
  return [
    { ...shared, data: low },
    { ...shared, data: width, areaStyle: { color: faded(palette.accent, 0.12 + order * 0.1), origin: 'auto' } },
  ]
}

/** Fills the running period between joint and forecast on a straight line, so that stacked areas keep together. */
function bridge(line: (number | null)[], data: FanData, from: number | undefined): void {
  if (from === undefined || data.forecast.length === 0) return
  const to = data.history.length + (data.running ? 1 : 0)
  const start = line[from] ?? 0
  const end = line[to] ?? start
  for (let at = from + 1; at < to; at++) line[at] = start + ((end - start) * (at - from)) / (to - from)
}

function runningArea(label: string, palette: Palette) {
  return {
    silent: true,
    itemStyle: { color: hatch(palette['line-strong']), opacity: 0.9 },
    data: [[{ xAxis: label }, { xAxis: label }]],
  }
}

/** A fine diagonal hatch for the period that is not over. */
function hatch(colour: string) {
  const image = document.createElement('canvas')
  image.width = 6
  image.height = 6
  const pen = image.getContext('2d')
  if (pen) {
    pen.strokeStyle = colour
    pen.lineWidth = 1
    pen.beginPath()
    pen.moveTo(-1, 7)
    pen.lineTo(7, -1)
    pen.stroke()
  }
  return { image, repeat: 'repeat' }
}

function hover(data: FanData, { format, unit }: Write, index: number): [string, string][] {
  const { history, running, forecast } = data
  const past = history[index]
  if (past) return [['Actual', past.value === null ? 'missing' : `${format(past.value)} ${unit}`]]
  if (running && index === history.length) {
    const rows: [string, string][] = [['So far', `${format(running.soFar)} ${unit}`]]
    return running.nowcast == null ? rows : [...rows, ['Expected', `${format(running.nowcast)} ${unit}`]]
  }
  const point = forecast[index - history.length - (running ? 1 : 0)]
  if (!point) return []
  const rows: [string, string][] = [['Forecast', `${format(point.mean)} ${unit}`]]
  for (const band of point.bands) rows.push([`${band.level} % range`, `${format(band.lo)} – ${format(band.hi)}`])
  if (point.override != null) rows.push(['Set by hand', `${format(point.override)} ${unit}`])
  if (point.previous != null) rows.push(['Before', `${format(point.previous)} ${unit}`])
  if (point.reason) rows.push(['Why', point.reason])
  return rows
}
