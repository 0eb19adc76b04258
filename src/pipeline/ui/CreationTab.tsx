import type { MeasureName } from '../measures/definitions.ts'
import { MeasuresGrid } from './MeasuresGrid.tsx'
import { useWindow } from './use-window.ts'
import { WindowSwitch } from './WindowSwitch.tsx'

const shown: MeasureName[] = ['created', 'created-amount', 'win-rate-cohort', 'lost-rate-cohort', 'open-share-cohort']

/** How many deals are created, for how much, and what became of them. */
export function CreationTab() {
  const { window } = useWindow()
  return (
    <>
      <WindowSwitch />
      <MeasuresGrid name="creation" measures={shown} set="created" by="created-month" window={window} />
    </>
  )
}
