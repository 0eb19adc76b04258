import type { Palette } from './palette.ts'

/** Quiet axes: hairlines, labels that never overlap, bars from zero. */
export function axes(input: {
  labels: string[]
  short: (value: number) => string
  palette: Palette
  fromZero?: boolean
  /** Labels stand under the middle of their bars, also the first and the last. */
  bars?: boolean
}) {
  const { labels, short, palette } = input
  const ends = input.bars ? {} : { alignMinLabel: 'left', alignMaxLabel: 'right' }
  const text = { color: palette.muted, fontSize: 11 }
  return {
    grid: { left: 8, right: 16, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette['line-strong'] } },
      axisLabel: { ...text, hideOverlap: true, margin: 10, ...ends },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      axisLabel: { ...text, formatter: (value: number) => short(value) },
      splitLine: { lineStyle: { color: palette.line } },
    },
  }
}

/** The hover box: the period, then names and values; text is set as text, never as markup. */
export function tip(palette: Palette, rowsAt: (index: number) => [string, string][]) {
  return {
    trigger: 'axis',
    backgroundColor: palette.raised,
    borderColor: palette.line,
    padding: [8, 12],
    textStyle: { color: palette.ink, fontSize: 12 },
    axisPointer: { type: 'line', lineStyle: { color: palette['line-strong'] } },
    formatter: (points: { dataIndex: number; axisValueLabel?: string; name?: string }[]) => {
      const first = points[0]
      return first ? box(first.axisValueLabel ?? first.name ?? '', rowsAt(first.dataIndex)) : ''
    },
  }
}

function box(title: string, rows: [string, string][]): HTMLElement {
  const element = document.createElement('div')
  const head = element.appendChild(document.createElement('div'))
  head.textContent = title
  head.style.fontWeight = '600'
  for (const [name, value] of rows) {
    const row = element.appendChild(document.createElement('div'))
    row.style.cssText =
      'display:flex;justify-content:space-between;gap:20px;margin-top:2px;font-variant-numeric:tabular-nums'
    row.appendChild(document.createElement('span')).textContent = name
    row.appendChild(document.createElement('span')).textContent = value
  }
  return element
}
