import { mainStarts } from '../instance/arrivals.ts'
import type { Instance } from '../instance/instance-parts.ts'
import type { Built } from '../program/layout.ts'

/** Money that a unit costs at least, by point and period and by source and period: [thing * periods + t]. */
export interface UnitValues {
  /** Per unit in stock at the point in the period; 0 where nothing can ever supply it. */
  readonly unit: Float64Array
  /** Per unit started by the source in the period: its cost and the values of its parts; Infinity where it cannot arrive. */
  readonly started: Float64Array
  /** Sources of each point. */
  readonly suppliers: readonly (readonly number[])[]
}

const infinity = Number.POSITIVE_INFINITY
/** Rounds for lanes that run in circles: one for each stop a unit makes; more add nothing sensible. */
const mostRounds = 8

/**
 * Values without limits on capacity: v(p,t) = min(cost of a source and of its parts, v(p,t-1) + holding). They do not
 * exceed what a unit really costs, so that they steer the first plan and the first basis. Given prices of hours ([capacity * periods
 * + t]) count as costs.
 */
export function unitValues({ instance, program, layout }: Built, hourPrices?: Float64Array): UnitValues {
  const length = instance.periods.length
  const { points, sources } = instance
  const { cost } = program
  const unit = new Float64Array(points.length * length).fill(infinity)
  const started = new Float64Array(sources.length * length).fill(infinity)
  const suppliers = suppliersOf(instance)
  const { order, circles } = partsFirst(instance, suppliers)
  for (let round = 0; round < (circles ? mostRounds : 1); round++) if (!settle(false)) break
  if (points.some((_, p) => unit[p * length] === infinity)) settle(true)
  return { unit, started, suppliers }

  function settle(rest: boolean): boolean {
    let changed = false
    for (const p of order) {
      const at = p * length
      const stock = layout.stock[p]!
      const none = suppliers[p]!.length === 0 || (rest && unit[at] === infinity)
      let before = none ? 0 : infinity
      let first = none ? 0 : length
      for (let t = 0; t < length && !none; t++) {
        const direct = cheapest(p, t)
        if (direct < infinity && first === length) first = t
        before = Math.min(direct, t > 0 ? before + cost[stock + t - 1]! : infinity)
        if (before !== unit[at + t] && t >= first) {
          unit[at + t] = before
          changed = true
        }
      }
      if (none) unit.fill(0, at, at + length)
      else if (first < length) for (let t = first - 1; t >= 0; t--) unit[at + t] = unit[at + t + 1]! - cost[stock + t]!
    }
    return changed
  }

  function cheapest(p: number, t: number): number {
    let best = infinity
    for (const s of suppliers[p]!) {
      const source = sources[s]!
      for (const start of mainStarts(source, t)) {
        if (start < 0 || source.max[start] === 0) continue
        let sum = cost[layout.start[s]! + start]!
        if (hourPrices) for (const use of source.hours) sum += use.hours * hourPrices[use.capacity * length + start]!
        for (const use of source.uses) sum += use.quantity * unit[use.point * length + start]!
        started[s * length + start] = sum
        if (sum / source.yield < best) best = sum / source.yield
      }
    }
    return best
  }
}

/** The sources of each point, by number. */
export function suppliersOf({ points, sources }: Instance): number[][] {
  const suppliers = points.map(() => [] as number[])
  sources.forEach((source, s) => {
    suppliers[source.point]!.push(s)
  })
  return suppliers
}

/** Points in an order in which what a source uses comes before what it makes, and whether lanes run in circles. */
function partsFirst({ points, sources }: Instance, suppliers: readonly (readonly number[])[]) {
  const order: number[] = []
  const state = new Uint8Array(points.length)
  let circles = false
  const visit = (p: number): void => {
    if (state[p] === 1) circles = true
    if (state[p] !== 0) return
    state[p] = 1
    for (const s of suppliers[p]!) for (const use of sources[s]!.uses) visit(use.point)
    state[p] = 2
    order.push(p)
  }
  points.forEach((_, p) => {
    visit(p)
  })
  return { order, circles }
}
