import type { Built } from '../program/layout.ts'
import type { UnitValues } from './unit-values.ts'

/** What demand and stock are worth, in money per unit. */
export interface ServiceValues {
  /** What a unit of demand costs at least when it is not served now; [demand * periods + t]. */
  readonly unserved: Float64Array
  /** What a unit left in stock after the period is worth to somebody later; [point * periods + t]. */
  readonly kept: Float64Array
}

/** Values demand at what being late or losing it costs, and a unit kept at the dearest later want, but not above a new one. */
export function serviceValues({ instance, program, layout }: Built, { unit }: UnitValues): ServiceValues {
  const length = instance.periods.length
  const { cost } = program
  const unserved = new Float64Array(instance.demand.length * length)
  const wanted = new Float64Array(instance.points.length * length)
  for (const source of instance.sources)
    for (const use of source.uses) wanted.fill(Number.POSITIVE_INFINITY, use.point * length, (use.point + 1) * length)
  instance.demand.forEach((each, d) => {
    let later = Number.POSITIVE_INFINITY
    for (let t = length - 1; t >= 0; t--) {
      let best = Number.POSITIVE_INFINITY
      if (layout.lost[d]! >= 0) best = cost[layout.lost[d]! + t]!
      if (layout.backlog[d]! >= 0 && each.maxBacklog[t]! > 0) {
        const then = t + 1 < length ? Math.min(later, unit[each.point * length + t + 1]!) : 0
        best = Math.min(best, cost[layout.backlog[d]! + t]! + then)
      }
      unserved[d * length + t] = later = best
      const k = each.point * length + t
      wanted[k] = Math.max(wanted[k]!, best)
    }
  })
  const kept = new Float64Array(wanted.length)
  instance.points.forEach((_, p) => {
    for (let t = length - 2; t >= 0; t--) {
      const k = p * length + t
      const next = Math.min(unit[k + 1]!, wanted[k + 1]!)
      kept[k] = Math.max(next, kept[k + 1]! - cost[layout.stock[p]! + t + 1]!)
    }
  })
  return { unserved, kept }
}
