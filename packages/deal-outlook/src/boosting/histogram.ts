import type { Binned } from './binned.ts'

/** Sums a bin holds: gradient, curvature, rows. */
export const sums = 3

/** Where each column's bins begin in a histogram, and its whole length. */
export function histogramPlaces(binned: Binned): { starts: Int32Array; length: number } {
  const starts = new Int32Array(binned.binCounts.length)
  let length = 0
  for (const [c, count] of binned.binCounts.entries()) {
    starts[c] = length
    length += count * sums
  }
  return { starts, length }
}

/** Sums gradient, curvature and rows by bin over the rows of a node, for the columns asked for. */
export function fillHistogram(given: {
  histogram: Float64Array
  binned: Binned
  starts: Int32Array
  columns: readonly number[]
  rows: Uint32Array
  gradient: Float64Array
  curvature: Float64Array
  scratch: { gradient: Float64Array; curvature: Float64Array }
}): void {
  const { histogram, binned, starts, columns, rows, gradient, curvature, scratch } = given
  histogram.fill(0)
  const count = rows.length
  const [g, h] = [scratch.gradient, scratch.curvature]
  for (let i = 0; i < count; i++) {
    const row = rows[i]!
    g[i] = gradient[row]!
    h[i] = curvature[row]!
  }
  for (const c of columns) {
    const bins = binned.bins[c]!
    const start = starts[c]!
    for (let i = 0; i < count; i++) {
      const at = start + bins[rows[i]!]! * sums
      histogram[at] = histogram[at]! + g[i]!
      histogram[at + 1] = histogram[at + 1]! + h[i]!
      histogram[at + 2] = histogram[at + 2]! + 1
    }
  }
}

/** The sibling's histogram: the parent's less the other child's, written over the parent's. */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let i = 0; i < parent.length; i++) parent[i] = parent[i]! - child[i]!
}
