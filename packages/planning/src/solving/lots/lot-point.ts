import { expressionValue } from './cut.ts'
import { type LotItem, needed } from './lot-items.ts'

/** What a point of the relaxation says of one item, period by period. */
export interface LotPoint {
  readonly starts: Float64Array
  readonly setups: Float64Array
  readonly surplus: Float64Array
  readonly relief: Float64Array
  readonly late: Float64Array | undefined
  /** reach[k]: the l for which need(k..l) - sum of need(u..l) x setup(u) - relief(k..l), the least surplus at k, is largest; k - 1 if none is above 0. */
  readonly reach: Int32Array
  readonly least: Float64Array
}

/** Reads the point once, so that the separation routines work on plain arrays. */
export function lotPoint(item: LotItem, point: Float64Array): LotPoint {
  const length = item.relief.length
  const starts = point.subarray(item.start, item.start + length)
  const setups = point.subarray(item.setup, item.setup + length)
  const surplus = Float64Array.from(item.surplus, (each) => expressionValue(each, point))
  const relief = Float64Array.from(item.relief, (each) => expressionValue(each, point))
  const late = item.late && Float64Array.from(item.late, (each) => expressionValue(each, point))
  const reach = new Int32Array(length + 1)
  const least = new Float64Array(length + 1)
  for (let k = 0; k <= length; k++) {
    reach[k] = k - 1
    if (late) continue
    let opened = 0
    let value = 0
    for (let l = k; l < length && opened < 1; l++) {
      opened += setups[l]!
      value += needed(item, l, l) * (1 - opened) - relief[l]!
      if (value <= least[k]! + 1e-9) continue
      least[k] = value
      reach[k] = l
    }
  }
  return { starts, setups, surplus, relief, late, reach, least }
}
