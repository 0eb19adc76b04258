import { meaningColour } from '#platform/ui/page/Tone.tsx'
import type { Effect } from '../../effects/contract.ts'
import classes from '../enablement.module.css'
import { toneOf } from './shown.ts'

/** The interval of an effect on a line with zero in the middle; its numbers stand in the column beside it. */
export function Interval({ effect, reach }: { effect: Effect; reach: number }) {
  const { estimate, low, high } = effect
  if (estimate === null || low === null || high === null) return null
  const at = (value: number) => 50 + 50 * Math.max(-1, Math.min(1, value / reach))
  const tone = toneOf(effect)
  return (
    <div className={classes.interval} aria-hidden {...(tone && { style: meaningColour(tone) })}>
      <div className={classes.axis} />
      <div className={classes.range} style={{ left: `${at(low)}%`, width: `${at(high) - at(low)}%` }} />
      <div className={classes.point} style={{ left: `calc(${at(estimate)}% - 1px)` }} />
    </div>
  )
}
