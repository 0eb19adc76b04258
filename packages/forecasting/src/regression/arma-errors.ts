import type { ArimaEstimate } from '../models/arima/estimate.ts'
import { exactErrors, stateSize } from '../models/arima/likelihood.ts'
import { type ArimaOrder, differenced } from '../models/arima/order.ts'
import { expand, fromPartials } from '../models/arima/polynomials.ts'
import { minimise } from '../numerics/least-squares.ts'
import { type LinearFit, leastSquares } from './solve.ts'

/** y = X beta + n with n an ARIMA process without constant: the coefficients, and the process as `arima` would have found it. */
export interface ErrorsFit {
  readonly linear: LinearFit
  /** The error variance; beta's covariance is this times `linear.inverse`. */
  readonly variance: number
  readonly noise: ArimaEstimate
  /** y - X beta, where the process goes on from. */
  readonly rest: Float64Array
}

/** Values without gaps, columns of the same length, and the order of the errors (its `constant` is ignored: give a column). */
export interface ErrorsRequest {
  readonly y: Float64Array
  readonly columns: readonly Float64Array[]
  readonly order: ArimaOrder
  readonly seasonLength: number
  /** Partial autocorrelations to be kept instead of searched. */
  readonly point?: Float64Array
}

/**
 * Exact maximum likelihood of a regression with ARIMA errors (Harvey & Phillips 1979): for given ARMA coefficients the
 * filter makes y and every column white and beta follows by least squares, so that only the ARMA part is searched. Undefined
 * with too few values.
 */
export function fitArmaErrors(request: ErrorsRequest): ErrorsFit | undefined {
  const { y, columns, order, seasonLength: m } = request
  const w = differenced(y, order, m)
  const z = columns.map((column) => differenced(column, order, m))
  const { p, q, P, Q } = order
  const count = p + q + P + Q
  const n = w.length
  const k = columns.length
  if (n < count + k + 3) return undefined
  const filter = { w: new Float64Array(n), z: z.map(() => new Float64Array(n)) }
  function whitened(point: Float64Array): LinearFit | undefined {
    const { phi, theta } = polynomials(point, order, m)
    if (exactErrors({ phi, theta, w, residual: filter.w }).squares === Number.POSITIVE_INFINITY) return undefined
    for (const [j, column] of z.entries()) exactErrors({ phi, theta, w: column, residual: filter.z[j]! })
    return leastSquares({ w: filter.w, columns: filter.z })
  }
  function residuals(point: Float64Array, out: Float64Array): number {
    const fit = whitened(point)
    if (!fit) return Number.POSITIVE_INFINITY
    out.set(fit.residual)
    return squaresOf(fit.residual)
  }
  const point = request.point ?? search(order, n, residuals)
  const linear = whitened(point)
  if (!linear) return undefined
  const { phi, theta } = polynomials(point, order, m)
  const scaled = squaresOf(linear.residual)
  const used = k - linear.dependent.length + count + 1
  const logLikelihood = (-n / 2) * (Math.log((2 * Math.PI * Math.max(1e-30, scaled)) / n) + 1)
  const rest = y.map((value, t) => columns.reduce((sum, column, j) => sum - linear.beta[j]! * column[t]!, value))
  const r = stateSize(phi, theta)
  const state = { expected: new Float64Array(r), gain: new Float64Array(r) }
  const { squares } = exactErrors({ phi, theta, w: differenced(rest, order, m), residual: filter.w, state })
  const variance = squares / Math.max(1, n - used + 1)
  return {
    linear: { ...linear, inverse: linear.inverse.map((row) => row.map((value) => (value * scaled) / squares)) },
    ...{ variance, rest },
    noise: {
      ...{ order: { ...order, constant: false }, point, phi, theta, constant: 0, variance, state, logLikelihood },
      aicc: -2 * logLikelihood + 2 * used + (2 * used * (used + 1)) / Math.max(1, n - used - 1),
    },
  }
}

const edge = 0.999

/** From white noise, from a strong autoregression and from a strong moving average; the best end is taken. */
function search(
  { p, q, P, Q }: ArimaOrder,
  size: number,
  residuals: (point: Float64Array, out: Float64Array) => number,
): Float64Array {
  const count = p + q + P + Q
  if (count === 0) return new Float64Array(0)
  const lower = new Float64Array(count).fill(-edge)
  const upper = new Float64Array(count).fill(edge)
  const starts = [
    [0.1, 0.1],
    [0.7, 0.1],
    [0.1, 0.6],
    [0.7, 0.5],
  ].map(([ar = 0, ma = 0]) =>
    Float64Array.from({ length: count }, (_, i) => (i === 0 && p > 0 ? ar : i === p + P || i === p + P + q ? ma : 0)),
  )
  let best: Float64Array = starts[0]!
  let lowest = Number.POSITIVE_INFINITY
  for (const start of starts) {
    const { point, cost } = minimise({ size, start, lower, upper, residuals }, { tolerance: 1e-8 })
    if (!(cost < lowest)) continue
    lowest = cost
    best = point
  }
  return best
}

/** Phi and theta of the partials, in the order of `arima`. */
function polynomials(point: Float64Array, { p, q, P, Q }: ArimaOrder, m: number) {
  const part = (from: number, count: number) => {
    const out = new Float64Array(count)
    fromPartials(point, from, count, out)
    return out
  }
  const phi = new Float64Array(p + P * m)
  const theta = new Float64Array(q + Q * m)
  expand({ a: part(0, p), b: part(p, P), m, out: phi })
  expand({ a: part(p + P, q), b: part(p + P + q, Q), m, out: theta })
  return { phi, theta: theta.map((value) => -value) }
}

function squaresOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}
