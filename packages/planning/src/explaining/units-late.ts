import type { DemandLine } from '../model/plan.ts'

/**
 * Units of a line that wait at least one period, served first come, first served; backlog of the start counts among them. A unit that waits
 * for three periods is one unit here, and three unit-periods in the sum of `backlog`.
 */
export function unitsLate({ demand, sold, lost, backlog }: DemandLine): number {
  const opening = Math.max(0, sold[0]! + lost[0]! + backlog[0]! - demand[0]!)
  return backlog.reduce((total, late, t) => total + Math.min(late, demand[t]! + (t === 0 ? opening : 0)), 0)
}
