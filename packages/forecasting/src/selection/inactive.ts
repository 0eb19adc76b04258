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
