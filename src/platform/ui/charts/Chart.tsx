import { UnstyledButton, useComputedColorScheme } from '@mantine/core'
import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { ChartTable, type TwinTable } from './ChartTable.tsx'
import classes from './charts.module.css'
import { type Palette, readPalette } from './palette.ts'

export type ChartProps = {
  label: string
  /** The picture in words, for screen readers. */
  summary: string
  /** The same numbers as a table. */
  table: TwinTable
  option: (palette: Palette) => EChartsCoreOption
  height?: number
  /** Called with the index of the point or bar that was clicked. */
  onPick?: (index: number) => void
  legend?: ReactNode
}

/** One picture by ECharts, which loads when the first one is needed; with a summary and a table twin. */
export function Chart({ height = 320, ...props }: ChartProps) {
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  return (
    <figure className={classes.figure} aria-label={props.label}>
      <div className={classes.top}>
        <div className={classes.legend}>{props.legend}</div>
        <UnstyledButton
          className={classes.twin}
          aria-pressed={asTable}
          aria-controls={id}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </UnstyledButton>
      </div>
      <div id={id} style={{ minHeight: height }}>
        {asTable ? (
          <ChartTable label={props.label} table={props.table} height={height} onPick={props.onPick} />
        ) : (
          <Picture {...props} height={height} onMissing={() => setAsTable(true)} />
        )}
      </div>
    </figure>
  )
}

/** The picture itself; when its code cannot come, the table stands in for it. */
function Picture(props: ChartProps & { height: number; onMissing: () => void }) {
  const { option, onPick, onMissing } = props
  const element = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<EChartsType | null>(null)
  const scheme = useComputedColorScheme('light')

  // biome-ignore lint/correctness/useExhaustiveDependencies: the picture is begun once
  useEffect(() => {
    let started: EChartsType | null = null
    let gone = false
    const watch = new ResizeObserver(() => started?.resize())
    void import('./echarts.ts').then(({ startChart }) => {
      if (gone || !element.current) return
      started = startChart(element.current)
      watch.observe(element.current)
      setChart(started)
    }, onMissing)
    return () => {
      gone = true
      watch.disconnect()
      started?.dispose()
    }
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette follows the colour scheme
  useEffect(() => {
    chart?.setOption({ ...base, ...option(readPalette()) }, { notMerge: true })
  }, [chart, option, scheme])

  useEffect(() => {
    chart?.off('click')
    if (onPick) chart?.on('click', (event) => onPick(event.dataIndex))
  }, [chart, onPick])

  return <div ref={element} role="img" aria-label={props.summary} style={{ height: props.height, width: '100%' }} />
}

const base = {
  animationDuration: 200,
  animationDurationUpdate: 200,
  textStyle: { fontFamily: 'Inter Variable, sans-serif' },
}
