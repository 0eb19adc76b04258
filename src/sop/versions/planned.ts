import { consensusOf } from '../consensus/cells.ts'
import { cellKey, monthsBetween } from '../cycle/state.ts'
import type { LoadedCycle } from '../log/cycles.sql.ts'

/** What a cycle planned for a family in a month that lies `lag` months after it. */
export type Planned = {
  cycleId: string
  cycleMonth: string
  familyId: string
  month: string
  lag: number
  units: number
  revenueMinor: number | null
}

/** Every figure that cycles planned. */
export function plannedIn(cycles: readonly LoadedCycle[]): Planned[] {
  return cycles.flatMap(({ id, state }) =>
    consensusOf(state).flatMap(({ familyId, month, units, revenueMinor }) =>
      units === null
        ? []
        : [
            {
              ...{ cycleId: id, cycleMonth: state.month, familyId, month, units, revenueMinor },
              lag: monthsBetween({ from: state.month, to: month }),
            },
          ],
    ),
  )
}

/** 1 - sum |actual - plan| / sum plan; null where nothing was planned. */
export function adherenceOf(pairs: readonly { planned: number; actual: number }[]): number | null {
  const planned = pairs.reduce((sum, pair) => sum + pair.planned, 0)
  if (planned <= 0) return null
  return 1 - pairs.reduce((sum, pair) => sum + Math.abs(pair.actual - pair.planned), 0) / planned
}

/** Sum of errors over their mean absolute value; null without errors. */
export function trackingSignalOf(errors: readonly number[]): number | null {
  const mad = errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length
  return errors.length > 0 && mad > 0 ? errors.reduce((sum, error) => sum + error, 0) / mad : null
}

/** The cells of one cycle by key. */
export function cellsOf({ state }: LoadedCycle) {
  return new Map(consensusOf(state).map((cell) => [cellKey(cell), cell]))
}
