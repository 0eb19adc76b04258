/**
 * How many periods a series has been inactive, if that is unlike its past: more than twice its longest gap, and three. Missing periods
 * say nothing; a series that never sold is not inactive.
 */
export function inactiveFor(y: Float64Array): number {
  let gap = 0
  let longest = 0
  let begun = false
  for (const value of y) {
    if (value < 0) return 0
    if (value > 0) {
      if (begun) longest = Math.max(longest, gap)
      begun = true
      gap = 0
    } else if (value === 0) gap++
  }
  return begun && gap > 2 * longest + 3 ? gap : 0
}

/** Fewer sales than this since the first do not say how often an item sells. */
const fewestSales = 3
/** So improbable must the wait for the first sale be for an item that was there, by how often it has sold since. */
const tooRare = 1e-4

/**
 * Where an item that was probably not there yet began to sell: before it nothing was sold for longer than twice the longest gap since,
 * and three periods, which chance does not explain. 0 where the whole history counts.
 */
export function beginsAt(y: Float64Array): number {
  const first = y.findIndex((value) => value > 0)
  if (first <= 3 || y.some((value) => value < 0)) return 0
  let [gap, longest, sales] = [0, 0, 0]
  for (const value of y.subarray(first)) {
    if (value > 0) {
      gap = 0
      sales++
    } else if (value === 0) longest = Math.max(longest, ++gap)
  }
  if (sales < fewestSales || first <= 2 * longest + 3) return 0
  const chance = sales / (y.length - first + 1)
  return (1 - chance) ** first < tooRare ? first : 0
}
