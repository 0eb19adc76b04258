import { wanted } from '../../instance/demand.ts'
import type { Instance } from '../../instance/instance-parts.ts'

interface Explosion {
  readonly instance: Instance
  /** Needs that are known, by point. */
  readonly known: (Float64Array | undefined)[]
  /** Sources of each point. */
  readonly ways: readonly number[]
  /** Points whose demand may be lost or late, and those where it may be late. */
  readonly soft: ReadonlySet<number>
  readonly late: ReadonlySet<number>
  readonly open: Set<number>
  readonly falling: Set<number>
}

/**
 * Cumulated good units of each point that must have been supplied by the end of each period, from demand, least stocks
 * and the starts of items that are made of it and have no other source (echelon demand, Clark and Scarf 1960).
 * Undefined for a point with backlog whose need falls again because of arrivals: units late then say nothing about it.
 */
export function lotNeeds(instance: Instance): (Float64Array | undefined)[] {
  const { points, sources, demand } = instance
  const ways = points.map(() => 0)
  for (const source of sources) ways[source.point]!++
  const explosion: Explosion = {
    instance,
    known: points.map(() => undefined),
    ways,
    soft: new Set(demand.filter((each) => each.lostCost || each.backlogCost).map((each) => each.point)),
    late: new Set(demand.filter((each) => each.backlogCost).map((each) => each.point)),
    open: new Set(),
    falling: new Set(),
  }
  return points.map((_, p) => {
    const need = needOf(explosion, p)
    return explosion.falling.has(p) ? undefined : need
  })
}

function needOf(explosion: Explosion, p: number): Float64Array {
  const { instance, known, ways, soft, open, late, falling } = explosion
  const { points, sources, demand, periods } = instance
  const length = periods.length
  const before = known[p]
  if (before) return before
  const needs = new Float64Array(length)
  if (open.has(p)) return needs
  open.add(p)
  const point = points[p]!
  const parents = sources.flatMap((source) =>
    source.uses
      .filter((use) => use.point === p && ways[source.point] === 1 && !soft.has(source.point))
      .map((use) => ({ source, quantity: use.quantity, need: needOf(explosion, source.point) })),
  )
  let there = point.opening
  let wants = 0
  for (let t = 0; t < length; t++) {
    there += point.arrivals[t]!
    for (const each of demand) if (each.point === p) wants += wanted(each, t)
    let uses = 0
    for (const { source, quantity, need } of parents)
      uses += (quantity * need[Math.min(length - 1, t + source.leadTime)]!) / source.yield
    const least = t > 0 ? needs[t - 1]! : 0
    const raw = wants + uses + point.min[t]! - there
    if (late.has(p) && raw < least) falling.add(p)
    needs[t] = Math.max(least, raw)
  }
  open.delete(p)
  known[p] = needs
  return needs
}
