import type { MeasureName } from '../measures/definitions.ts'
import { MeasuresGrid } from './MeasuresGrid.tsx'
import classes from './pipeline.module.css'
import { useWindow } from './use-window.ts'
import { WindowSwitch } from './WindowSwitch.tsx'

const shown: MeasureName[] = [
  'closed',
  'won',
  'won-amount',
  'win-rate',
  'win-rate-value',
  'win-rate-cohort',
  'open-share-cohort',
  'won-average',
  'won-cycle-median',
  'velocity',
]

/** Win rates three ways, by anything a deal has. */
export function RatesTab() {
  const { window } = useWindow()
  return (
    <>
      <WindowSwitch />
      <MeasuresGrid name="rates" measures={shown} set="closed" window={window} />
      <p className={classes.note}>
        Win rate by count and by value look at deals by their close day, and are too high where losers linger as open
        deals. The cohort rate looks at all deals created in the window; its open share has yet to be decided.
      </p>
    </>
  )
}
