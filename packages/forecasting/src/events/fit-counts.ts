import { invert, solveDamped } from '../numerics/least-squares.ts'

/** Coefficients, the diagonal of the inverse of the penalised information, and the fitted means. */
export interface CountFit {
  readonly beta: Float64Array
  readonly variance: Float64Array
  readonly mean: Float64Array
}

const mostSteps = 40
/** No step moves a logarithm by more than this: far from the top the quadratic lies. */
const farthest = 3

/**
 * Log-linear fit by Newton's method on the penalised quasi-likelihood sum(y log m - m) - sum(penalty b^2) / 2, m = exp(X b); missing
 * values do not count. Undefined where nothing was sold, or no solution is found.
 */
export function fitCounts(given: {
  y: Float64Array
  columns: readonly Float64Array[]
  penalties: readonly number[]
}): CountFit | undefined {
  const { y, columns, penalties } = given
  const k = columns.length
  const days = [...y.keys()].filter((t) => !Number.isNaN(y[t]!))
  const total = days.reduce((sum, t) => sum + y[t]!, 0)
  if (total <= 0) return undefined
  const beta = new Float64Array(k)
  beta[0] = Math.log(total / days.length)
  const mean = new Float64Array(y.length)
  const [normal, gradient, step] = [new Float64Array(k * k), new Float64Array(k), new Float64Array(k)]
  const [held, work] = [new Uint8Array(k), new Float64Array(k * k)]
  for (let count = 0; count < mostSteps; count++) {
    fillMeans({ columns, beta, mean })
    information({ y, columns, penalties, beta, mean, days, normal, gradient })
    if (!solveDamped({ k, normal, gradient, damping: 0, held, work, step })) return undefined
    const largest = step.reduce((most, each) => Math.max(most, Math.abs(each)), 0)
    const by = Math.min(1, farthest / Math.max(largest, 1e-300))
    for (let j = 0; j < k; j++) beta[j]! += by * step[j]!
    if (largest < 1e-8) break
  }
  fillMeans({ columns, beta, mean })
  information({ y, columns, penalties, beta, mean, days, normal, gradient })
  const inverse = new Float64Array(k * k)
  if (!invert(normal, k, inverse)) return undefined
  return { beta, mean, variance: Float64Array.from({ length: k }, (_, j) => inverse[j * k + j]!) }
}

function fillMeans({
  columns,
  beta,
  mean,
}: {
  columns: readonly Float64Array[]
  beta: Float64Array
  mean: Float64Array
}) {
  for (let t = 0; t < mean.length; t++) {
    let log = 0
    for (let j = 0; j < beta.length; j++) log += beta[j]! * columns[j]![t]!
    mean[t] = Math.exp(Math.min(40, log))
  }
}

/** The penalised information X'MX + P, and the gradient of the negative quasi-likelihood. */
function information(given: {
  y: Float64Array
  columns: readonly Float64Array[]
  penalties: readonly number[]
  beta: Float64Array
  mean: Float64Array
  days: readonly number[]
  normal: Float64Array
  gradient: Float64Array
}): void {
  const { y, columns, penalties, beta, mean, days, normal, gradient } = given
  const k = columns.length
  for (let i = 0; i < k; i++) {
    const a = columns[i]!
    gradient[i] = days.reduce((sum, t) => sum + a[t]! * (mean[t]! - y[t]!), penalties[i]! * beta[i]!)
    for (let j = 0; j <= i; j++) {
      const b = columns[j]!
      let sum = i === j ? penalties[i]! : 0
      for (const t of days) if (a[t] !== 0) sum += a[t]! * b[t]! * mean[t]!
      normal[i * k + j] = sum
      normal[j * k + i] = sum
    }
  }
}
