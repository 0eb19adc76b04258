import type { Built } from '../program/layout.ts'
import { free, type PartialPlan, take } from './partial-plan.ts'

const dust = 1e-9

/** Disposes of expired and surplus stock: what must have left by the end of the period but finds no use. */
export function dispose(given: {
  built: Built
  partial: PartialPlan
  /** Stock that must stay. */
  floor: Float64Array
  point: number
  period: number
}): void {
  const { built, partial, floor, point: p, period: t } = given
  const { shelfLife, max } = built.instance.points[p]!
  const at = p * partial.length
  let surplus = partial.stock[at + t]! - max[t]!
  if (shelfLife !== undefined && t - shelfLife >= 0) {
    let there = partial.stock[at + t - shelfLife]!
    for (let u = t - shelfLife + 1; u <= t; u++) there -= partial.left[at + u]!
    surplus = Math.max(surplus, there)
  }
  if (surplus <= dust) return
  const gone = Math.min(surplus, Math.max(0, free(partial, floor, { point: p, period: t })))
  take(partial, p, t, gone)
  partial.disposed[at + t]! += gone
}
