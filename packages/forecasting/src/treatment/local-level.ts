import { middle } from './middle.ts'

/**
 * What a local level (x_t = level_t + e_t, level_t = level_{t-1} + n_t, var n = ratio * var e) says of every value given all
 * the others, by the Kalman filter and the disturbance smoother (Durbin & Koopman 2012, chapters 2 and 4).
 */
export interface Smoothed {
  /** E[x_t | all values but x_t]: what would have been expected there; for a missing value, its best estimate. */
  readonly expected: Float64Array
  /** (x_t - expected_t) in its own standard deviations (de Jong & Penzer 1998); NaN where x is missing. */
  readonly irregular: Float64Array
  /** How far the level jumped from t - 1 to t, if it did only there. */
  readonly jump: Float64Array
  /** That jump in its own standard deviations. */
  readonly jumpStrength: Float64Array
  /** The standard deviation of e. */
  readonly deviation: number
  /** The standard deviation of x_t - expected_t. */
  readonly spread: Float64Array
}

/** Ratios tried: from a level that never moves to one that is nearly a random walk. */
const ratios = [0, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]
/** An unknown first level, in units of the variance of e. */
const diffuse = 1e7

/**
 * Smooths x (NaN for missing, at least four values) with the ratio of highest robust likelihood: errors are taken as Student's t
 * with five degrees of freedom, so that a few wild values do not choose. `lost` is how many degrees of freedom went before, `least` the smallest deviation
 * worth the name. Values should lie around zero.
 */
export function smoothLevel(x: Float64Array, { lost, least }: { lost: number; least: number }): Smoothed {
  const run = filterOf(x.length)
  forward(x, bestRatio(x, run), run)
  const errors = standardErrors(run)
  const free = Math.max(1, errors.length - lost)
  const deviation = Math.max(least, robustScale(errors, run.sizes) * Math.sqrt(errors.length / free))
  return backward(x, run, deviation)
}

/** The best of every other ratio, then of its neighbours. */
function bestRatio(x: Float64Array, run: Run): number {
  let best = 0
  let highest = Number.NEGATIVE_INFINITY
  function attempt(place: number): void {
    if (place < 0 || place >= ratios.length) return
    forward(x, ratios[place]!, run)
    const likelihood = robustLikelihood(run)
    if (!(likelihood > highest)) return
    highest = likelihood
    best = place
  }
  for (let place = 0; place < ratios.length; place += 2) attempt(place)
  const coarse = best
  attempt(coarse - 1)
  attempt(coarse + 1)
  return ratios[best]!
}

interface Run {
  readonly error: Float64Array
  readonly variance: Float64Array
  readonly gain: Float64Array
  /** Room for errors and their sizes. */
  readonly scratch: Float64Array
  readonly sizes: Float64Array
}

function filterOf(n: number): Run {
  const room = () => new Float64Array(n)
  return { error: room(), variance: room(), gain: room(), scratch: room(), sizes: room() }
}

/** v = x - a, F = P + 1, K = P / F; a' = a + K v, P' = P (1 - K) + ratio; a missing value has v = NaN. */
function forward(x: Float64Array, ratio: number, { error, variance, gain }: Run): void {
  let level = 0
  let spread = diffuse
  for (let t = 0; t < x.length; t++) {
    const v = x[t]! - level
    error[t] = v
    variance[t] = spread + 1
    gain[t] = spread / (spread + 1)
    if (Number.isNaN(v)) spread += ratio
    else {
      level += gain[t]! * v
      spread = spread * (1 - gain[t]!) + ratio
    }
  }
}

/** v / sqrt(F) of every observed value but the first, which only sets the level. */
function standardErrors({ error, variance, scratch: out }: Run): Float64Array {
  let count = 0
  let first = true
  for (let t = 0; t < error.length; t++) {
    if (Number.isNaN(error[t]!)) continue
    if (!first) out[count++] = error[t]! / Math.sqrt(variance[t]!)
    first = false
  }
  return out.subarray(0, count)
}

function robustLikelihood(run: Run): number {
  const errors = standardErrors(run)
  const scale = robustScale(errors, run.sizes) || 1e-12
  let product = 1
  let logs = 0
  let first = true
  let count = 0
  for (let t = 0; t < run.error.length; t++) {
    if (Number.isNaN(run.error[t]!)) continue
    if (!first) {
      const size = errors[count++]! / scale
      const density = 1 + (size * size) / 5
      const cube = density * density * density
      product *= cube * cube * run.variance[t]!
      if (product > 1e100) {
        logs += Math.log(product)
        product = 1
      }
    }
    first = false
  }
  return -errors.length * Math.log(scale) - (logs + Math.log(product)) / 2
}

/** A standard deviation that a few wild values cannot move: begun at the median of sizes, then the root mean square of what is cut at 2.5 of it. */
export function robustScale(errors: Float64Array, room: Float64Array = new Float64Array(errors.length)): number {
  const n = errors.length
  if (n === 0) return 0
  for (let i = 0; i < n; i++) room[i] = Math.abs(errors[i]!)
  let scale = 1.4826 * middle(room.subarray(0, n))
  for (let round = 0; round < 3 && scale > 0; round++) {
    const cut = 2.5 * scale
    let squares = 0
    for (let i = 0; i < n; i++) {
      const size = Math.min(cut, Math.abs(errors[i]!))
      squares += size * size
    }
    scale = Math.sqrt(squares / n) * correction
  }
  return scale
}

/** Cutting normal errors at 2.5 deviations takes this much off their root mean square. */
const correction = 1.0114

/** r and N run backwards; u = v / F - K r and D = 1 / F + K^2 N give what the others say of x_t. */
function backward(x: Float64Array, { error, variance, gain }: Run, deviation: number): Smoothed {
  const n = x.length
  const expected = new Float64Array(n)
  const irregular = new Float64Array(n).fill(Number.NaN)
  const jump = new Float64Array(n)
  const jumpStrength = new Float64Array(n)
  const spread = new Float64Array(n)
  let r = 0
  let N = 0
  let level = 0
  const levels = new Float64Array(n)
  for (let t = 0; t < n; t++) {
    levels[t] = level
    if (!Number.isNaN(error[t]!)) level += gain[t]! * error[t]!
  }
  for (let t = n - 1; t >= 0; t--) {
    if (t + 1 < n && N > 0) {
      jump[t + 1] = r / N
      jumpStrength[t + 1] = deviation > 0 ? r / Math.sqrt(N) / deviation : 0
    }
    const [F, K, v] = [variance[t]!, gain[t]!, error[t]!]
    const P = F - 1
    if (Number.isNaN(v)) {
      expected[t] = levels[t]! + P * r
      spread[t] = deviation * Math.sqrt(Math.max(0, 1 + P - P * P * N))
      continue
    }
    const u = v / F - K * r
    const D = 1 / F + K * K * N
    expected[t] = x[t]! - u / D
    spread[t] = deviation / Math.sqrt(D)
    irregular[t] = deviation > 0 ? u / Math.sqrt(D) / deviation : 0
    r = v / F + (1 - K) * r
    N = 1 / F + (1 - K) ** 2 * N
  }
  return { expected, irregular, jump, jumpStrength, deviation, spread }
}
