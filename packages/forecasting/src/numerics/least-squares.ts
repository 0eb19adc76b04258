/** A sum of squares to make small: `residuals` fills `out` at point p and returns sum out^2, or Infinity where p is impossible. */
export interface LeastSquares {
  readonly size: number
  readonly start: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  residuals(p: Float64Array, out: Float64Array): number
}

/** The point found, and its sum of squares. */
export interface Minimum {
  readonly point: Float64Array
  readonly cost: number
}

const nudge = 1e-7

/**
 * Levenberg-Marquardt with bounds: Gauss-Newton steps from forward differences, damped until the sum falls; a parameter
 * pressed against its bound is held there for the step. Stops when a step gains less than `tolerance` of the sum.
 */
export function minimise(problem: LeastSquares, { tolerance = 1e-5, iterations = 30 } = {}): Minimum {
  const { size, lower, upper } = problem
  const k = problem.start.length
  let point = problem.start.slice()
  let candidate = new Float64Array(k)
  let residual = new Float64Array(size)
  let next = new Float64Array(size)
  const columns = Array.from({ length: k }, () => new Float64Array(size))
  const normal = new Float64Array(k * k)
  const gradient = new Float64Array(k)
  const work = new Float64Array(k * k)
  const step = new Float64Array(k)
  const held = new Uint8Array(k)
  let cost = problem.residuals(point, residual)
  let damping = 1e-3
  for (let iteration = 0; iteration < iterations && cost > 0 && cost < Number.POSITIVE_INFINITY; iteration++) {
    differentiate(problem, point, residual, columns, next)
    squareUp(columns, residual, normal, gradient)
    for (let j = 0; j < k; j++) {
      held[j] = (point[j]! <= lower[j]! && gradient[j]! > 0) || (point[j]! >= upper[j]! && gradient[j]! < 0) ? 1 : 0
    }
    let gain = 0
    for (let attempt = 0; attempt < 6; attempt++) {
      if (solveDamped({ k, normal, gradient, damping, held, work, step })) {
        for (let j = 0; j < k; j++) candidate[j] = Math.min(upper[j]!, Math.max(lower[j]!, point[j]! + step[j]!))
        const value = problem.residuals(candidate, next)
        if (value < cost) {
          gain = (cost - value) / cost
          cost = value
          ;[point, candidate] = [candidate, point]
          ;[residual, next] = [next, residual]
          damping *= 0.2
          break
        }
      }
      damping = Math.min(1e9, damping * 5)
    }
    if (gain < tolerance) break
  }
  return { point, cost }
}

/** Fills the columns of the Jacobian by one-sided differences, backwards where forwards is impossible. */
function differentiate(
  problem: LeastSquares,
  point: Float64Array,
  residual: Float64Array,
  columns: Float64Array[],
  next: Float64Array,
): void {
  for (let j = 0; j < point.length; j++) {
    const column = columns[j]!
    const at = point[j]!
    const forward = at + nudge <= problem.upper[j]!
    point[j] = forward ? at + nudge : at - nudge
    let value = problem.residuals(point, next)
    if (value === Number.POSITIVE_INFINITY) {
      point[j] = 2 * at - point[j]!
      value = problem.residuals(point, next)
    }
    const run = 1 / (point[j]! - at)
    point[j] = at
    if (value === Number.POSITIVE_INFINITY) column.fill(0)
    else for (let t = 0; t < column.length; t++) column[t] = (next[t]! - residual[t]!) * run
  }
}

/** normal = J'J and gradient = J'r. */
function squareUp(columns: Float64Array[], residual: Float64Array, normal: Float64Array, gradient: Float64Array): void {
  squareColumns({ columns, k: columns.length, size: residual.length, normal })
  for (let i = 0; i < columns.length; i++) gradient[i] = dot(columns[i]!, residual)
}

/** normal = J'J from the first `size` values of the first k columns, two rows by two columns at a time. */
export function squareColumns(given: {
  columns: readonly Float64Array[]
  k: number
  size: number
  normal: Float64Array
}): void {
  const { columns, k, size, normal } = given
  for (let i = 0; i < k; i += 2) {
    const a = columns[i]!
    const b = columns[Math.min(i + 1, k - 1)]!
    for (let j = 0; j <= i; j += 2) {
      const c = columns[j]!
      const d = columns[Math.min(j + 1, k - 1)]!
      let ac = 0
      let ad = 0
      let bc = 0
      let bd = 0
      for (let t = 0; t < size; t++) {
        const at = a[t]!
        const bt = b[t]!
        const ct = c[t]!
        const dt = d[t]!
        ac += at * ct
        ad += at * dt
        bc += bt * ct
        bd += bt * dt
      }
      put(normal, k, i, j, ac)
      if (j + 1 < k) put(normal, k, i, j + 1, ad)
      if (i + 1 < k) put(normal, k, i + 1, j, bc)
      if (i + 1 < k && j + 1 < k) put(normal, k, i + 1, j + 1, bd)
    }
  }
}

function put(normal: Float64Array, k: number, i: number, j: number, value: number): void {
  normal[i * k + j] = value
  normal[j * k + i] = value
}

function dot(a: Float64Array, b: Float64Array): number {
  let even = 0
  let odd = 0
  let t = 0
  for (; t + 1 < a.length; t += 2) {
    even += a[t]! * b[t]!
    odd += a[t + 1]! * b[t + 1]!
  }
  return t < a.length ? even + odd + a[t]! * b[t]! : even + odd
}

/** step = -(normal + damping diag)^-1 gradient by Cholesky, held parameters left alone; false when not positive definite. */
export function solveDamped(given: {
  k: number
  normal: Float64Array
  gradient: Float64Array
  damping: number
  held: Uint8Array
  work: Float64Array
  step: Float64Array
}): boolean {
  const { k, normal, gradient, damping, held, work, step } = given
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      const free = held[i] === 0 && held[j] === 0
      let sum = free ? normal[i * k + j]! : 0
      if (i === j) sum = free ? sum * (1 + damping) + 1e-14 : 1
      for (let l = 0; l < j; l++) sum -= work[i * k + l]! * work[j * k + l]!
      if (i === j) {
        if (!(sum > 0)) return false
        work[i * k + i] = Math.sqrt(sum)
      } else work[i * k + j] = sum / work[j * k + j]!
    }
  }
  for (let i = 0; i < k; i++) {
    let sum = held[i] === 0 ? -gradient[i]! : 0
    for (let l = 0; l < i; l++) sum -= work[i * k + l]! * step[l]!
    step[i] = sum / work[i * k + i]!
  }
  for (let i = k - 1; i >= 0; i--) {
    let sum = step[i]!
    for (let l = i + 1; l < k; l++) sum -= work[l * k + i]! * step[l]!
    step[i] = sum / work[i * k + i]!
  }
  return true
}

/** The inverse of a positive definite matrix by its Cholesky factor, written to `out`; false when it is not one. */
export function invert(matrix: Float64Array, k: number, out: Float64Array): boolean {
  const gradient = new Float64Array(k)
  const step = new Float64Array(k)
  const [held, work] = [new Uint8Array(k), new Float64Array(k * k)]
  for (let i = 0; i < k; i++) {
    gradient[i] = -1
    if (!solveDamped({ k, normal: matrix, gradient, damping: 0, held, work, step })) return false
    gradient[i] = 0
    for (let j = 0; j < k; j++) out[j * k + i] = step[j]!
  }
  return out.every(Number.isFinite)
}
