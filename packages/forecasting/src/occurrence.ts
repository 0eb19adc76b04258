/** The quantile of one period's demand: zero but for `chance`, else one of the sorted sizes seen. */
export function demandQuantile({ chance, sizes }: { chance: number; sizes: Float64Array }, p: number): number {
  if (p <= 1 - chance) return 0
  const share = (p - (1 - chance)) / chance
  return sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))]!
}

/** Sorted sizes with one more. */
export function insertSize(sorted: Float64Array, value: number): Float64Array {
  const longer = new Float64Array(sorted.length + 1)
  longer.set(sorted)
  longer[sorted.length] = value
  return longer.sort()
}
