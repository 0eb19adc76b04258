const NOTHING_LEFT = 1e-7

/**
 * Ordinary least squares of `y` on columns that are residuals already. A column that others explain (what is left of it is
 * next to nothing) has no coefficient of its own: null.
 */
export function leastSquares(columns: readonly Float64Array[], y: Float64Array): (number | null)[] {
  const size = columns.length
  const left = columns.map((a) => [...columns.map((b) => dot(a, b)), dot(a, y)])
  const scale = left.map((row, at) => row[at]!)
  const isFree = scale.map(() => false)
  for (let pivot = 0; pivot < size; pivot++) {
    if (left[pivot]![pivot]! <= NOTHING_LEFT * Math.max(1, scale[pivot]!)) continue
    isFree[pivot] = true
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue
      const factor = left[row]![pivot]! / left[pivot]![pivot]!
      for (let at = 0; at <= size; at++) left[row]![at]! -= factor * left[pivot]![at]!
    }
  }
  return left.map((row, at) => (isFree[at] ? row[size]! / row[at]! : null))
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}
