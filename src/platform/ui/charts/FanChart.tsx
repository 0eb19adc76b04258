import { useCallback, useMemo } from 'react'
import { useFormat } from '../use-format.tsx'
import { Chart } from './Chart.tsx'
import { type FanData, fanSummary, fanTable, levelsOf } from './fan.ts'
import { fanOption } from './fan-option.ts'
import { Legend, type LegendKey } from './Legend.tsx'

/** History and forecast in one line: actuals solid, the forecast as a fan, the running period hatched, overrides as marks. */
export function FanChart(
  props: FanData & { label: string; unit: string; format?: (value: number) => string; height?: number },
) {
  const { number, short, percent } = useFormat()
  const { label, unit, history, forecast, running = null } = props
  const format = props.format ?? number
  const data = useMemo(() => ({ history, running, forecast }), [history, running, forecast])
  const option = useCallback(
    (palette: Parameters<typeof fanOption>[2]) => fanOption(data, { format, short, percent, unit }, palette),
    [data, format, short, percent, unit],
  )
  return (
    <Chart
      label={label}
      summary={fanSummary({ ...data, label, unit, format, percent })}
      table={fanTable({ ...data, unit, format, percent })}
      option={option}
      height={props.height ?? 340}
      legend={<Legend keys={keysOf(data, percent)} />}
    />
  )
}

function keysOf({ history, running, forecast }: FanData, percent: (share: number) => string): LegendKey[] {
  const levels = levelsOf(forecast)
  return [
    { name: 'Actual', colour: 'var(--ink)', look: 'solid' },
    { name: 'Forecast', colour: 'var(--accent)', look: 'dashed' },
    ...levels.toReversed().map((level, at): LegendKey => {
      const strength = 12 + (levels.length - 1 - at) * 14
      return {
        name: `${percent(level / 100)} range`,
        colour: `color-mix(in srgb, var(--accent) ${strength}%, transparent)`,
        look: 'area',
      }
    }),
    ...(history.some((point) => point.counted != null)
      ? [{ name: 'Counted as', colour: 'var(--edited)', look: 'ring' } as const]
      : []),
    ...(running ? [{ name: 'Running period', colour: 'var(--line-strong)', look: 'hatch' } as const] : []),
    ...(forecast.some((point) => point.previous != null)
      ? [{ name: 'Forecast before', colour: 'var(--faint)', look: 'thin' } as const]
      : []),
    ...(forecast.some((point) => point.override != null)
      ? [{ name: 'Set by hand', colour: 'var(--edited)', look: 'mark' } as const]
      : []),
  ]
}
