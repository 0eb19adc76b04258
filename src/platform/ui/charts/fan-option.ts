import type { EChartsCoreOption } from 'echarts/core'
import { axes, tip } from './axes.ts'
import { type FanData, type FanWriters, fanAhead, levelsOf } from './fan.ts'
import { faded, type Palette } from './palette.ts'

type Write = FanWriters & { short: (value: number) => string; unit: string }

/** The fan as an ECharts option: history solid, the forecast opening from the last actual, widest range lightest. */
export function fanOption(data: FanData, write: Write, palette: Palette): EChartsCoreOption {
  const { history, running, forecast } = data
  const labels = [...history, ...(running ? [running] : []), ...forecast].map((point) => point.label)
  const first = history.length + (running ? 1 : 0)
  const quiet = { type: 'line', symbol: 'none', silent: true, emphasis: { disabled: true } } as const
  return {
    ...axes({ labels, short: write.short, palette }),
    tooltip: tip(palette, (index) => hover(data, write, index)),
    series: [
      ...levelsOf(forecast).flatMap((level, order) =>
        bandSeries({ level, order, data, palette, count: labels.length }),
      ),
      {
        ...quiet,
        data: spread(
          forecast.map(({ previous }, step) => [first + step, previous ?? null]),
          labels.length,
        ),
        lineStyle: { width: 1, color: palette.faint },
        z: 3,
      },
      {
        ...quiet,
        data: meanLine(data, labels.length),
        lineStyle: { width: 2, type: [5, 4], color: palette.accent },
        connectNulls: true,
        z: 4,
      },
      { ...quiet, data: history.map((point) => point.value), lineStyle: { width: 2, color: palette.ink }, z: 5 },
      {
        type: 'scatter',
        silent: true,
        symbol: 'diamond',
        symbolSize: 11,
        itemStyle: { color: palette.edited, borderColor: palette.page, borderWidth: 1.5 },
        data: spread(
          forecast.map(({ override }, step) => [first + step, override ?? null]),
          labels.length,
        ),
        z: 6,
      },
      {
        type: 'scatter',
        silent: true,
        symbol: 'circle',
        symbolSize: 8,
        itemStyle: { color: palette.page, borderColor: palette.edited, borderWidth: 2 },
        data: spread(
          history.map(({ counted }, at) => [at, counted ?? null]),
          labels.length,
        ),
        z: 6,
      },
      {
        type: 'bar',
        silent: true,
        barWidth: '92%',
        itemStyle: { color: hatch(palette.uncertain), borderColor: palette['line-strong'], borderWidth: 1 },
        data: spread(running ? [[history.length, running.soFar]] : [], labels.length),
        z: 2,
      },
    ],
  }
}

/** The dashed line: from the last actual over the nowcast into the forecast. */
function meanLine(data: FanData, count: number): (number | null)[] {
  const at = data.history.findLastIndex((point) => point.value !== null)
  const { joint, points } = fanAhead(data)
  if (points.length === 0) return []
  const line = spread(
    points.map((point) => [point.at, point.mean]),
    count,
  )
  if (at >= 0) line[at] = data.history[at]?.value ?? null
  if (joint) line[joint.at] = joint.value
  return line
}

/** One range as two stacked lines, the lower unseen: ECharts fills what is between them. */
function bandSeries(input: { level: number; order: number; data: FanData; palette: Palette; count: number }) {
  const { level, order, data, palette, count } = input
  const { joint, points } = fanAhead(data)
  const edges = points.flatMap(({ at, bands }) => {
    const band = bands.find((one) => one.level === level)
    return band ? [{ at, lo: band.lo, hi: band.hi }] : []
  })
  if (joint) edges.unshift({ at: joint.at, lo: joint.value, hi: joint.value })
  const shared = {
    type: 'line',
    stack: `range ${level}`,
    stackStrategy: 'all',
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    z: 1,
  }
  const whole = withoutGaps(edges)
  return [
    {
      ...shared,
      data: spread(
        whole.map(({ at, lo }) => [at, lo]),
        count,
      ),
    },
    {
      ...shared,
      data: spread(
        whole.map(({ at, lo, hi }) => [at, hi - lo]),
        count,
      ),
      areaStyle: { color: faded(palette.accent, 0.12 + order * 0.1), origin: 'auto' },
    },
  ]
}

type Edge = { at: number; lo: number; hi: number }

/** Fills missing steps between edges on a straight line, so that stacked areas keep together. */
function withoutGaps(edges: Edge[]): Edge[] {
  return edges.flatMap((edge, order) => {
    const next = edges[order + 1]
    if (!next) return [edge]
    const steps = next.at - edge.at
    return Array.from({ length: steps }, (_, step) => ({
      at: edge.at + step,
      lo: edge.lo + ((next.lo - edge.lo) * step) / steps,
      hi: edge.hi + ((next.hi - edge.hi) * step) / steps,
    }))
  })
}

/** Values at their places on the axis, nothing elsewhere. */
function spread(values: [number, number | null][], count: number): (number | null)[] {
  const line: (number | null)[] = Array.from({ length: count }, () => null)
  for (const [at, value] of values) line[at] = value
  return line
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

function hover(data: FanData, { format, percent, unit }: Write, index: number): [string, string][] {
  const { history, running, forecast } = data
  const past = history[index]
  if (past) {
    const rows: [string, string][] = [['Actual', past.value === null ? 'missing' : `${format(past.value)} ${unit}`]]
    return past.counted == null ? rows : [...rows, ['Counted as', `${format(past.counted)} ${unit}`]]
  }
  if (running && index === history.length) {
    const rows: [string, string][] = [['So far', `${format(running.soFar)} ${unit}`]]
    return running.nowcast == null ? rows : [...rows, ['Expected', `${format(running.nowcast)} ${unit}`]]
  }
  const point = forecast[index - history.length - (running ? 1 : 0)]
  if (!point) return []
  const rows: [string, string][] = [['Forecast', `${format(point.mean)} ${unit}`]]
  for (const band of point.bands)
    rows.push([`${percent(band.level / 100)} range`, `${format(band.lo)} – ${format(band.hi)}`])
  if (point.override != null) rows.push(['Set by hand', `${format(point.override)} ${unit}`])
  if (point.previous != null) rows.push(['Before', `${format(point.previous)} ${unit}`])
  if (point.reason) rows.push(['Why', point.reason])
  return rows
}
