import { Skeleton } from '@mantine/core'
import classes from './states.module.css'

/** Waiting lines, as tall as the rows that will come. */
export function LoadingLines({ rows = 5, height = 14 }: { rows?: number; height?: number }) {
  return (
    <div className={classes.lines} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, at) => 96 - ((at * 17) % 38) - at / 100).map((width) => (
        <Skeleton key={width} height={height} width={`${width}%`} radius="sm" />
      ))}
    </div>
  )
}

/** One waiting block, as tall as the picture that will come, so that nothing jumps. */
export function LoadingBlock({ height }: { height: number | string }) {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton height={height} radius="md" />
    </div>
  )
}
