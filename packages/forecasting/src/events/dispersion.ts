/** Values and fitted means of which those of free days tell how far a stretch of days errs. */
export interface DispersionAt {
  readonly y: Float64Array
  readonly mean: Float64Array
  readonly isFree: Uint8Array
  /** How many parameters the free days were fitted with. */
  readonly parameters: number
}

/** Fewer stretches than this tell less than shorter ones do. */
const fewestStretches = 8

/**
 * The variance of the sum of so many days over its mean, from all stretches of free days of that length: 1 for independent counts of
 * one, more where orders are large or days err together. Where there are too few such stretches, shorter ones tell.
 */
export function dispersionOf(at: DispersionAt, days: number): number {
  const { y, mean, isFree, parameters } = at
  const free = isFree.reduce((sum, each) => sum + each, 0)
  let [squares, expected, count, length, miss, sum] = [0, 0, 0, 0, 0, 0]
  for (let t = 0; t < y.length; t++) {
    if (!isFree[t]) {
      length = 0
      miss = 0
      sum = 0
      continue
    }
    miss += y[t]! - mean[t]!
    sum += mean[t]!
    if (++length > days) {
      miss -= y[t - days]! - mean[t - days]!
      sum -= mean[t - days]!
    }
    if (length < days) continue
    squares += miss * miss
    expected += sum
    count++
  }
  if (count < fewestStretches * days && days > 1) return dispersionOf(at, Math.max(1, Math.floor(days / 2)))
  const stretches = free / days
  return (squares / Math.max(expected, 1e-12)) * (stretches / Math.max(stretches - parameters, stretches / 2))
}
