/** The power of two next to the mean size of the values: dividing by it loses no digit. */
export function meanSize(y: Float64Array): number {
  let sum = 0
  let count = 0
  for (const value of y) {
    if (Number.isNaN(value)) continue
    sum += Math.abs(value)
    count++
  }
  return sum > 0 ? 2 ** Math.round(Math.log2(sum / count)) : 1
}
