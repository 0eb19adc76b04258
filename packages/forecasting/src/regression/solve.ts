/** Coefficients of a least-squares fit, (Z'Z)^-1, what is left over, and which columns had to be left out as copies of others. */
export interface LinearFit {
  readonly beta: Float64Array
  readonly inverse: readonly Float64Array[]
  readonly residual: Float64Array
  readonly dependent: readonly number[]
}

/** A column whose part that others do not explain is smaller than this share of it counts as their copy. */
const copy = 1e-7

/**
 * Least squares of w on the columns Z by Gram-Schmidt, orthogonalised twice. `ridge[j]` adds ridge[j] beta_j^2 to the sum of
 * squares. Columns that others explain get the coefficient zero.
 */
export function leastSquares(given: {
  w: Float64Array
  columns: readonly Float64Array[]
  ridge?: readonly number[]
}): LinearFit {
  const { w, columns, ridge } = given
  const k = columns.length
  const rows = w.length + (ridge ? k : 0)
  const q: (Float64Array | undefined)[] = []
  const r = Array.from({ length: k }, () => new Float64Array(k))
  const dependent: number[] = []
  for (const [j, column] of columns.entries()) {
    const v = new Float64Array(rows)
    v.set(column)
    if (ridge) v[w.length + j] = Math.sqrt(ridge[j]!)
    const size = Math.sqrt(dot(v, v))
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i < j; i++) {
        if (!q[i]) continue
        const share = dot(q[i]!, v)
        r[i]![j]! += share
        for (let t = 0; t < rows; t++) v[t]! -= share * q[i]![t]!
      }
    }
    const left = Math.sqrt(dot(v, v))
    if (!(left > copy * size)) {
      dependent.push(j)
      q.push(undefined)
      continue
    }
    r[j]![j] = left
    q.push(v.map((value) => value / left))
  }
  const residual = new Float64Array(rows)
  residual.set(w)
  const shares = q.map((direction) => {
    if (!direction) return 0
    const share = dot(direction, residual)
    for (let t = 0; t < rows; t++) residual[t]! -= share * direction[t]!
    return share
  })
  const beta = backwards(r, shares)
  const unit = (i: number) => Array.from({ length: k }, (_, j) => (i === j && q[i] ? 1 : 0))
  const rInverse = Array.from({ length: k }, (_, i) => backwards(r, unit(i)))
  const inverse = Array.from({ length: k }, (_, a) =>
    Float64Array.from({ length: k }, (_, b) => rInverse.reduce((sum, column) => sum + column[a]! * column[b]!, 0)),
  )
  return { beta, inverse, residual: residual.subarray(0, w.length), dependent }
}

/** Solves r x = b for an upper triangle; places without a diagonal get zero. */
function backwards(r: readonly Float64Array[], b: readonly number[]): Float64Array {
  const k = b.length
  const x = new Float64Array(k)
  for (let i = k - 1; i >= 0; i--) {
    if (r[i]![i] === 0) continue
    let sum = b[i]!
    for (let j = i + 1; j < k; j++) sum -= r[i]![j]! * x[j]!
    x[i] = sum / r[i]![i]!
  }
  return x
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!
  return sum
}
