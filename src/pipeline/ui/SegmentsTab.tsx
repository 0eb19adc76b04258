import type { MeasureName } from '../measures/definitions.ts'
import { MeasuresGrid } from './MeasuresGrid.tsx'

const shown: MeasureName[] = [
  'open-amount',
  'open',
  'open-weighted',
  'overdue',
  'undated',
  'open-age-median',
  'pushes-per-deal',
]

/** What is open, told apart by anything a deal has. */
export function SegmentsTab() {
  return <MeasuresGrid name="segments" measures={shown} set="open" ofPeriod />
}
