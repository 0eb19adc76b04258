import { room } from '../lending.ts'
import type { EtsForm } from './form.ts'
import type { EtsState, Smoothing } from './recursion.ts'

/** The point forecasts split into their parts; `level + trend + season` is the mean, exactly. */
export interface Horizon {
  readonly mean: Float64Array
  readonly level: Float64Array
  readonly trend: Float64Array
  readonly season: Float64Array
}

/** The point forecasts, and `base` what they are before the season enters. */
export interface Ahead {
  readonly mean: Float64Array
  readonly base: Float64Array
}

/** Where a recursion stands; `time` is the number of values seen, which places the seasonal ring. */
interface Standing {
  form: EtsForm
  smoothing: Smoothing
  state: EtsState
  time: number
  horizon: number
}

/** The parts of the coming means. */
export function runAhead(given: Standing): Horizon {
  const { mean, base } = meanAhead(given)
  const { level } = given.state
  return {
    mean,
    level: new Float64Array(given.horizon).fill(level),
    trend: base.map((value) => value - level),
    season: mean.map((value, h) => value - base[h]!),
  }
}

/** Runs the state on without errors. */
export function meanAhead({ form, smoothing, state, time, horizon }: Standing): Ahead {
  const { season, level, trend } = state
  const { phi } = smoothing
  const m = season.length
  const mean = room(horizon)
  const multiplied = form.trend.startsWith('M')
  const base = form.season === 'N' ? mean : room(horizon)
  let damping = 0
  let power = 1
  let place = time % m
  for (let h = 0; h < horizon; h++) {
    power *= phi
    damping += power
    const q = multiplied ? level * trend ** damping : level + damping * trend
    base[h] = q
    if (form.season === 'N') continue
    const s = season[place]!
    place = place + 1 === m ? 0 : place + 1
    mean[h] = form.season === 'M' ? q * s : q + s
  }
  return { mean, base }
}

/**
 * Forecast variances in closed form (Hyndman et al. 2008, chapter 6): exact for linear states with additive (class 1) or
 * multiplicative errors (class 2), the book's approximation for multiplicative seasons (class 3). A multiplicative trend has
 * no closed form and must not be asked for.
 *
 *   c_j = alpha + beta (phi + ... + phi^j) + gamma [season, j a multiple of m]
 *   class 1: v_h = sigma^2 (1 + c_1^2 + ... + c_{h-1}^2)
 *   class 2: v_h = (1 + sigma^2) theta_h - mu_h^2,  theta_h = mu_h^2 + sigma^2 (c_1^2 theta_{h-1} + ... + c_{h-1}^2 theta_1)
 *   class 3: as class 2 on the trend part, times s^2 and (1 + gamma^2 sigma^2)^k with k whole seasons ahead
 */
export function varianceAhead(given: {
  form: EtsForm
  smoothing: Smoothing
  variance: number
  ahead: Ahead
  seasonLength: number
}): Float64Array {
  const { form, smoothing, variance, ahead, seasonLength: m } = given
  const horizon = ahead.mean.length
  const squares = squaredWeights({ smoothing, horizon, additiveSeason: form.season === 'A' ? m : 0 })
  const out = room(horizon)
  if (form.error === 'A') {
    let sum = 1
    for (let h = 0; h < horizon; h++) {
      out[h] = variance * sum
      sum += squares[h + 1]!
    }
    return out
  }
  if (rooms.theta.length < horizon) rooms.theta = new Float64Array(2 * horizon)
  const { theta } = rooms
  const multiplied = form.season === 'M'
  const growth = 1 + smoothing.gamma ** 2 * variance
  let seasons = 1
  for (let h = 0; h < horizon; h++) {
    if (multiplied && h > 0 && h % m === 0) seasons *= growth
    const base = multiplied ? ahead.base[h]! : ahead.mean[h]!
    const index = multiplied && base !== 0 ? ahead.mean[h]! / base : 1
    let sum = 0
    for (let j = 1; j <= h; j++) sum += squares[j]! * theta[h - j]!
    theta[h] = base * base + variance * sum
    out[h] = Math.max(0, index * index * (theta[h]! * (1 + variance) * seasons - base * base))
  }
  return out
}

/** Memory kept from forecast to forecast. */
const rooms = { theta: new Float64Array(64), squares: new Float64Array(64) }

/** c_1^2 .. c_h^2 at places 1 .. h; only good until the next call. */
function squaredWeights(given: { smoothing: Smoothing; horizon: number; additiveSeason: number }): Float64Array {
  const { horizon, additiveSeason } = given
  const { alpha, beta, gamma, phi } = given.smoothing
  if (rooms.squares.length <= horizon) rooms.squares = new Float64Array(2 * horizon)
  const { squares } = rooms
  let damping = 0
  let power = 1
  let left = additiveSeason
  for (let j = 1; j <= horizon; j++) {
    power *= phi
    damping += power
    let weight = alpha + beta * damping
    if (additiveSeason > 0 && --left === 0) {
      weight += gamma
      left = additiveSeason
    }
    squares[j] = weight * weight
  }
  return squares
}
