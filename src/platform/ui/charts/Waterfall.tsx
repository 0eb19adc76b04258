import { useCallback } from 'react'
import { useFormat } from '../use-format.tsx'
import { axes, tip } from './axes.ts'
import { Chart } from './Chart.tsx'
import { Legend } from './Legend.tsx'
import type { Palette } from './palette.ts'
import { type WaterfallBar, type WaterfallStep, waterfallBars } from './waterfall.ts'

type WaterfallProps = {
  label: string
  steps: WaterfallStep[]
  format?: (value: number) => string
  height?: number
  onOpen?: (id: string) => void
}

/** From the opening to the closing total, change by change; bars open what is behind them. */
export function Waterfall(props: WaterfallProps) {
  const { short } = useFormat()
  const { label, steps, onOpen } = props
  const format = props.format ?? short
  const option = useCallback(
    (palette: Palette) => waterfallOption(waterfallBars(steps), format, palette),
    [steps, format],
  )
  const onPick = useCallback(
    (index: number) => {
      const step = steps[index]
      if (step) onOpen?.(step.id)
    },
    [steps, onOpen],
  )
  return (
    <Chart
      label={label}
      summary={`${label}: ${steps.map((step) => `${step.label} ${format(step.value)}`).join(', ')}.`}
      table={{ head: ['Step', 'Amount'], rows: steps.map((step) => [step.label, format(step.value)]) }}
      option={option}
      height={props.height ?? 300}
      {...(onOpen && { onPick })}
      legend={
        <Legend
          keys={[
            { name: 'Total', colour: 'var(--uncertain)', look: 'area' },
            { name: 'Up', colour: 'var(--ahead)', look: 'area' },
            { name: 'Down', colour: 'var(--behind)', look: 'area' },
          ]}
        />
      }
    />
  )
}

function waterfallOption(bars: WaterfallBar[], format: (value: number) => string, palette: Palette) {
  const shared = { type: 'bar', stack: 'steps', stackStrategy: 'all', barMaxWidth: 56, barCategoryGap: '28%' }
  return {
    ...axes({ labels: bars.map((bar) => bar.label), short: format, palette, bars: true }),
    tooltip: tip(palette, (at) => (bars[at] ? [['Amount', format(bars[at].value)]] : [])),
    series: [
      {
        ...shared,
        silent: true,
        itemStyle: { color: 'transparent' },
        data: bars.map((bar) => Math.min(bar.from, bar.to)),
      },
      {
        ...shared,
        data: bars.map((bar) => ({
          value: Math.abs(bar.to - bar.from),
          itemStyle: { color: colourOf(bar, palette), borderRadius: 2 },
        })),
        labelLayout: { hideOverlap: true },
        label: {
          show: true,
          position: 'top',
          color: palette.ink,
          fontSize: 11,
          minMargin: 4,
          formatter: ({ dataIndex }: { dataIndex: number }) => signed(bars[dataIndex], format),
        },
      },
    ],
    media: [{ query: { maxWidth: 520 }, option: { xAxis: { axisLabel: everyName } } }],
  }
}

/** On a phone the names of all bars stand aslant, rather than those of a few. */
const everyName = {
  interval: 0,
  rotate: 45,
  hideOverlap: false,
  alignMinLabel: null,
  alignMaxLabel: null,
  fontSize: 10,
}

function colourOf(bar: WaterfallBar, palette: Palette): string {
  if (bar.kind === 'total') return palette.uncertain
  return bar.value < 0 ? palette.behind : palette.ahead
}

function signed(bar: WaterfallBar | undefined, format: (value: number) => string): string {
  if (!bar) return ''
  return bar.kind === 'change' && bar.value > 0 ? `+${format(bar.value)}` : format(bar.value)
}
