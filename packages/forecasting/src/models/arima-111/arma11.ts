import { minimise } from '../../numerics/least-squares.ts'

/** A fitted ARMA(1,1): w - mu = phi (w' - mu) + e + theta e', and where it stands after the last value. */
export interface Arma11 {
  readonly phi: number
  readonly theta: number
  mu: number
  /** The variance of e. */
  readonly variance: number
  /** The last w - mu, and the last error. */
  last: number
  error: number
  /** How the last error answers to mu, and the sum of squares of such answers: none (0) where there is no mu. */
  slope: number
  weight: number
}

const edge = 0.98

/**
 * ARMA(1,1) by exact maximum likelihood: the innovations algorithm (Brockwell & Davis 1991, example 5.3.3) has a closed form
 * for one lag, so a pass is O(n) with a few operations, and least squares finds phi, theta and (where asked) mu.
 */
export function estimateArma11(w: Float64Array, { centred }: { centred: boolean }): Arma11 {
  const size = w.length
  const mean = centred ? w.reduce((sum, value) => sum + value, 0) / size : 0
  const spread = Math.sqrt(w.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size)
  if (!(spread > 0)) return { phi: 0, theta: 0, mu: mean, variance: 0, last: 0, error: 0, slope: 0, weight: 0 }
  const x = w.map((value) => (value - mean) / spread)
  const residuals = (p: Float64Array, out: Float64Array) => exactErrors(x, p, out).scaled
  const out = new Float64Array(size)
  let start = new Float64Array(centred ? 3 : 2)
  let lowest = residuals(start, out)
  for (const phi of [-0.3, 0.2, 0.6, 0.9]) {
    for (const theta of [-0.8, -0.4, 0.4]) {
      const point = Float64Array.of(phi, theta, ...(centred ? [0] : []))
      const cost = residuals(point, out)
      if (!(cost < lowest)) continue
      lowest = cost
      start = point
    }
  }
  const upper = Float64Array.of(edge, edge, ...(centred ? [1e3] : []))
  const lower = upper.map((value) => -value)
  const { point } = minimise({ size, start, lower, upper, residuals })
  const { squares, last, error } = exactErrors(x, point, out)
  const parameters = point.length + 1
  return {
    ...{ phi: point[0]!, theta: point[1]!, mu: mean + spread * (point[2] ?? 0) },
    variance: (spread * spread * squares) / Math.max(1, size - parameters + 1),
    ...{ last: spread * last, error: spread * error },
    ...(centred ? answersToMu(point[0]!, point[1]!, size) : { slope: 0, weight: 0 }),
  }
}

/**
 * Takes the next value in, missing (NaN) as expected. Its error also corrects mu, by recursive least squares: an update then
 * follows the drift as a refit would; phi and theta stay, for a few values say too little of them.
 */
export function takeArma11(arma: Arma11, w: number): void {
  const { phi, theta, mu, last, error } = arma
  const expected = phi * last + theta * error
  const miss = w - mu - expected
  if (Number.isNaN(w)) {
    arma.last = expected
    arma.error = 0
  } else if (arma.weight === 0) {
    arma.last = w - mu
    arma.error = miss
  } else {
    const slope = phi - 1 - theta * arma.slope
    const weight = arma.weight + slope * slope
    arma.mu = mu - (slope * miss) / weight
    arma.last = w - arma.mu
    arma.error = miss * (1 - (slope * slope) / weight)
    arma.slope = slope
    arma.weight = weight
  }
}

/** From e = w - mu - phi (w' - mu) - theta e': de/dmu = phi - 1 - theta de'/dmu. */
function answersToMu(phi: number, theta: number, size: number): { slope: number; weight: number } {
  let slope = 0
  let weight = 0
  for (let t = 1; t < size; t++) {
    slope = phi - 1 - theta * slope
    weight += slope * slope
  }
  return { slope, weight }
}

/** Below this the error variance has settled. */
const settled = 1e-9

/**
 * Errors over their standard deviations, times the geometric mean of these: their sum of squares is the likelihood's. With
 * r_1 = (1 + 2 phi theta + theta^2) / (1 - phi^2), each prediction is phi x + (theta / r) v and r' = 1 + theta^2 - theta^2 / r.
 */
function exactErrors(x: Float64Array, p: Float64Array, out: Float64Array) {
  const [phi, theta, mu] = [p[0]!, p[1]!, p[2] ?? 0]
  let r = (1 + 2 * phi * theta + theta * theta) / (1 - phi * phi)
  let product = 1
  let expected = 0
  let squares = 0
  let at = 0
  let error = 0
  let t = 0
  for (; t < x.length && Math.abs(r - 1) > settled; t++) {
    at = x[t]! - mu
    error = at - expected
    out[t] = error / Math.sqrt(r)
    squares += (error * error) / r
    product *= r
    expected = phi * at + (theta / r) * error
    r = 1 + theta * theta - (theta * theta) / r
  }
  for (; t < x.length; t++) {
    at = x[t]! - mu
    error = at - expected
    out[t] = error
    squares += error * error
    expected = phi * at + theta * error
  }
  const scale = product ** (0.5 / x.length)
  for (let i = 0; i < out.length; i++) out[i]! *= scale
  return { squares, scaled: squares * scale * scale, last: at, error }
}
