/** Group numbers 0..n-1 for labels, in order of first appearance. */
export function grouped(labels: readonly string[]): { of: Int32Array; count: number } {
  const known = new Map<string, number>()
  const of = Int32Array.from(labels, (label) => {
    const at = known.get(label) ?? known.size
    known.set(label, at)
    return at
  })
  return { of, count: known.size }
}

export type Factor = { of: Int32Array; count: number }

const MOST_ROUNDS = 300
const CLOSE = 1e-9

/**
 * What is left of each column once the means of every factor are taken out, by alternating projections: the residuals of a
 * regression on a dummy per group. Rows with weight 0 are left out and stay 0.
 */
export function absorbed(
  columns: readonly Float64Array[],
  { factors, weight }: { factors: readonly Factor[]; weight: Float64Array },
): Float64Array[] {
  const sizes = factors.map((factor) => sumsBy(factor, weight))
  return columns.map((column) => {
    const left = column.map((value, at) => value * weight[at]!)
    for (let round = 0; round < MOST_ROUNDS; round++) {
      let most = 0
      factors.forEach((factor, nth) => {
        most = Math.max(most, takeMeans(left, { factor, sizes: sizes[nth]!, weight }))
      })
      if (most < CLOSE) break
    }
    return left
  })
}

function sumsBy({ of, count }: Factor, values: Float64Array): Float64Array {
  const sums = new Float64Array(count)
  for (let at = 0; at < values.length; at++) sums[of[at]!]! += values[at]!
  return sums
}

/** Takes each group's mean out of its rows and gives the largest of these means. */
function takeMeans(
  left: Float64Array,
  { factor, sizes, weight }: { factor: Factor; sizes: Float64Array; weight: Float64Array },
): number {
  const means = sumsBy(factor, left)
  let most = 0
  for (let group = 0; group < factor.count; group++) {
    means[group] = sizes[group]! > 0 ? means[group]! / sizes[group]! : 0
    most = Math.max(most, Math.abs(means[group]!))
  }
  for (let at = 0; at < left.length; at++) left[at]! -= means[factor.of[at]!]! * weight[at]!
  return most
}
