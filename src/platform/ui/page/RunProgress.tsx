import { Button, Progress } from '@mantine/core'
import { useFormat } from '../use-format.tsx'
import classes from './states.module.css'

type RunProgressProps = {
  label: string
  done: number
  /** Null while the total is not known yet. */
  total: number | null
  unit?: string
  /** How far the whole run is, 0 to 1, where that is not done / total. */
  share?: number
  perSecond?: number | null
  secondsLeft?: number | null
  onCancel?: () => void
}

/** How far a long run is: rows, rows per second, time left, and Cancel. */
export function RunProgress(props: RunProgressProps) {
  const { number, percent } = useFormat()
  const { label, done, total, unit = 'rows', perSecond, secondsLeft } = props
  const share = props.share === undefined ? (total ? Math.min(100, (done / total) * 100) : 0) : 100 * props.share
  const figures = [
    total ? `${number(done)} of ${number(total)} ${unit}` : `${number(done)} ${unit}`,
    perSecond ? `${number(perSecond)} ${unit}/s` : null,
    secondsLeft === null || secondsLeft === undefined ? null : `${timeLeft(secondsLeft)} left`,
  ].filter(Boolean)
  return (
    <div className={classes.progress} data-explained>
      <span>{label}</span>
      {props.onCancel ? (
        <Button className={classes.cancel} variant="subtle" color="gray" size="compact-sm" onClick={props.onCancel}>
          Cancel
        </Button>
      ) : (
        <span />
      )}
      <Progress.Root className={classes.bar} size="sm">
        <Progress.Section value={total ? share : 100} animated={!total} striped={!total} aria-label={label} />
      </Progress.Root>
      <span className={classes.figures}>{figures.join(' · ')}</span>
      {total ? (
        <span className={`${classes.figures} ${classes.cancel}`}>{percent(Math.floor(share) / 100)}</span>
      ) : null}
    </div>
  )
}

/** Seconds as people say them: `8 s`, `3 min`, `1 h 20 min`. */
export function timeLeft(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
