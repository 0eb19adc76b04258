import { minimise } from '../../numerics/least-squares.ts'
import { type ArmaState, exactErrors, stateSize } from './likelihood.ts'
import { type ArimaOrder, differenced, parameterCount } from './order.ts'
import { expand, fromPartials } from './polynomials.ts'

/** An ARIMA model with its coefficients, the filter after the last value, and how well it fits. */
export interface ArimaEstimate {
  readonly order: ArimaOrder
  /** The searched vector: partial autocorrelations of each polynomial, the mean of the differenced series, missing values. */
  readonly point: Float64Array
  readonly phi: Float64Array
  readonly theta: Float64Array
  readonly constant: number
  readonly variance: number
  readonly state: ArmaState
  readonly logLikelihood: number
  readonly aicc: number
}

/** Values scaled to about one with gaps bridged, and the places of the missing ones, which are estimated along. */
export interface ArimaData {
  readonly y: Float64Array
  readonly missing: readonly number[]
  readonly seasonLength: number
  /** From how many starting points to search; 1 by default. */
  readonly searches?: number
}

const edge = 0.999

/** Exact maximum likelihood of one order by least squares over partial autocorrelations; undefined with too few values. */
export function estimateArima(order: ArimaOrder, data: ArimaData): ArimaEstimate | undefined {
  const { y, missing, seasonLength: m } = data
  const w = differenced(y, order, m)
  const n = w.length - missing.length
  if (n < parameterCount(order) + 3) return undefined
  const { p, q, P, Q } = order
  const count = p + q + P + Q
  const shape = shapeOf(order, m)
  const filled = y.slice()
  const series = new Float64Array(w.length)
  const firstMissing = count + (order.constant ? 1 : 0)
  const lower = new Float64Array(firstMissing + missing.length).fill(-1e9)
  const upper = new Float64Array(lower.length).fill(1e9)
  lower.fill(-edge, 0, count)
  upper.fill(edge, 0, count)
  const begin = new Float64Array(lower.length)
  if (order.constant) begin[count] = w.reduce((sum, value) => sum + value, 0) / w.length
  for (const [i, t] of missing.entries()) begin[firstMissing + i] = y[t]!
  function residuals(point: Float64Array, residual: Float64Array, state?: ArmaState) {
    readPolynomials(point, order, shape)
    const mean = order.constant ? point[count]! : 0
    let base = w
    if (missing.length > 0) {
      for (const [i, t] of missing.entries()) filled[t] = point[firstMissing + i]!
      base = differenced(filled, order, m)
    }
    for (let t = 0; t < series.length; t++) series[t] = base[t]! - mean
    return exactErrors({ phi: shape.phi, theta: shape.theta, w: series, residual, ...(state && { state }) })
  }
  const size = w.length
  const scratch = new Float64Array(size)
  const cost = (at: Float64Array) => residuals(at, scratch).scaled
  const begins = bestOf(startsFrom(begin, order), cost, data.searches ?? 1)
  const problem = { size, lower, upper, residuals: (at: Float64Array, out: Float64Array) => residuals(at, out).scaled }
  const [point] = bestOf(
    begins.map((start) => minimise({ ...problem, start }).point),
    cost,
    1,
  )
  if (!point) return undefined
  const r = stateSize(shape.phi, shape.theta)
  const state = { expected: new Float64Array(r), gain: new Float64Array(r) }
  const { squares, scaled } = residuals(point, new Float64Array(size), state)
  const k = parameterCount(order)
  const logLikelihood = (-n / 2) * (Math.log((2 * Math.PI * Math.max(1e-30, scaled)) / n) + 1)
  return {
    ...{ order, point, state, logLikelihood },
    phi: shape.phi.slice(),
    theta: shape.theta.slice(),
    constant: order.constant ? point[count]! : 0,
    variance: squares / Math.max(1, n - k + 1),
    aicc: -2 * logLikelihood + 2 * k + (2 * k * (k + 1)) / Math.max(1, n - k - 1),
  }
}

/** Where the search may begin: at white noise, near a unit root, and with weak or strong moving averages of either sign. */
function startsFrom(begin: Float64Array, { p, q, P, Q }: ArimaOrder): Float64Array[] {
  const set = (places: readonly (readonly [number, number])[]) => {
    const point = begin.slice()
    for (const [place, value] of places) point[place] = value
    return point
  }
  const longMa: [number, number][] = Q > 0 ? [[p + P + q, 0.5]] : []
  const starts = [begin, set(longMa)]
  for (const ar of p > 0 ? [0.4, 0.9, 0.98] : [0]) {
    for (const ma of q > 0 ? [-0.4, 0.4, 0.85] : [0]) {
      const short: [number, number][] = []
      if (p > 0) short.push([0, ar])
      if (q > 0) short.push([p + P, ma])
      if (short.length > 0) starts.push(set([...short, ...longMa]))
    }
  }
  return starts
}

/** The `count` points of lowest cost, best first. */
function bestOf(points: readonly Float64Array[], cost: (point: Float64Array) => number, count: number): Float64Array[] {
  if (points.length === 1) return [...points]
  const ranked = points.map((point) => ({ point, cost: cost(point) })).sort((a, b) => a.cost - b.cost)
  return ranked.slice(0, count).map(({ point }) => point)
}

interface Shape {
  readonly short: Float64Array
  readonly long: Float64Array
  readonly shortMa: Float64Array
  readonly longMa: Float64Array
  readonly phi: Float64Array
  readonly theta: Float64Array
}

function shapeOf({ p, q, P, Q }: ArimaOrder, m: number): Shape {
  return {
    ...{ short: new Float64Array(p), long: new Float64Array(P) },
    ...{ shortMa: new Float64Array(q), longMa: new Float64Array(Q) },
    ...{ phi: new Float64Array(p + P * m), theta: new Float64Array(q + Q * m) },
  }
}

/** Fills phi and theta from partials; a moving average is invertible where its mirrored autoregression is stationary. */
function readPolynomials(point: Float64Array, { p, q, P, Q }: ArimaOrder, shape: Shape): void {
  const m =
    shape.long.length > 0 ? (shape.phi.length - p) / P : shape.longMa.length > 0 ? (shape.theta.length - q) / Q : 1
  fromPartials(point, 0, p, shape.short)
  fromPartials(point, p, P, shape.long)
  fromPartials(point, p + P, q, shape.shortMa)
  fromPartials(point, p + P + q, Q, shape.longMa)
  expand({ a: shape.short, b: shape.long, m, out: shape.phi })
  expand({ a: shape.shortMa, b: shape.longMa, m, out: shape.theta })
  for (let i = 0; i < shape.theta.length; i++) shape.theta[i] = -shape.theta[i]!
}
