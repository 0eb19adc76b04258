/** At most so many equally likely values with the same mean: means of even groups in order. */
export function fewPoints(values: ArrayLike<number>, most: number): number[] {
  const sorted = Float64Array.from(values).sort()
  if (sorted.length <= most) return [...sorted]
  const groups = Array.from({ length: most }, (_, k) =>
    meanOf(sorted.subarray(Math.floor((k * sorted.length) / most), Math.floor(((k + 1) * sorted.length) / most))),
  )
  const shift = meanOf(sorted) / meanOf(groups)
  return groups.map((value) => value * shift)
}

/** The mean of some numbers. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}
