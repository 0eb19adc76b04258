import { useCallback } from 'react'
import { useFormat } from '../use-format.tsx'
import { axes, tip } from './axes.ts'
import { Chart } from './Chart.tsx'
import type { Palette } from './palette.ts'

export type Bar = { id: string; label: string; value: number; tone?: 'ahead' | 'behind' | 'uncertain' | 'edited' }
type BarChartProps = {
  label: string
  unit: string
  bars: Bar[]
  format?: (value: number) => string
  height?: number
  onOpen?: (id: string) => void
}

/** Bars from zero, signed where values are; a bar opens what is behind it. */
export function BarChart(props: BarChartProps) {
  const { number, short } = useFormat()
  const { label, unit, bars, onOpen } = props
  const format = props.format ?? number
  const option = useCallback(
    (palette: Palette) => ({
      ...axes({ labels: bars.map((bar) => bar.label), short, palette, bars: true }),
      tooltip: tip(palette, (at) => (bars[at] ? [[unit, format(bars[at].value)]] : [])),
      series: [
        {
          type: 'bar',
          barMaxWidth: 44,
          data: bars.map((bar) => ({
            value: bar.value,
            itemStyle: { color: bar.tone ? palette[bar.tone] : palette.accent, borderRadius: 2 },
          })),
        },
      ],
    }),
    [bars, short, unit, format],
  )
  const onPick = useCallback(
    (index: number) => {
      const bar = bars[index]
      if (bar) onOpen?.(bar.id)
    },
    [bars, onOpen],
  )
  return (
    <Chart
      label={label}
      summary={`${label}, in ${unit}: ${bars.map((bar) => `${bar.label} ${format(bar.value)}`).join(', ')}.`}
      table={{ head: [label, unit], rows: bars.map((bar) => [bar.label, format(bar.value)]) }}
      option={option}
      height={props.height ?? 260}
      {...(onOpen && { onPick })}
    />
  )
}
