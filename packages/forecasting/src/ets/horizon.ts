import type { EtsForm } from './form.ts'
import type { EtsState, Smoothing } from './recursion.ts'

/** The point forecasts split into their parts; `level + trend + season` is the mean, exactly. */
export interface Horizon {
  readonly mean: Float64Array
  readonly level: Float64Array
  readonly trend: Float64Array
  readonly season: Float64Array
}

/** Runs the state on without errors. `time` is the number of values seen, which places the seasonal ring. */
export function runAhead(given: {
  form: EtsForm
  smoothing: Smoothing
  state: EtsState
  time: number
  horizon: number
}): Horizon {
  const { form, smoothing, state, time, horizon } = given
  const m = state.season.length
  const mean = new Float64Array(horizon)
  const trend = new Float64Array(horizon)
  const season = new Float64Array(horizon)
  let damping = 0
  let power = 1
  let place = time % m
  for (let h = 0; h < horizon; h++) {
    power *= smoothing.phi
    damping += power
    const q = trended(form, state, damping)
    const s = state.season[place]!
    place = place + 1 === m ? 0 : place + 1
    mean[h] = form.season === 'M' ? q * s : form.season === 'A' ? q + s : q
    trend[h] = q - state.level
    season[h] = mean[h]! - q
  }
  return { mean, level: new Float64Array(horizon).fill(state.level), trend, season }
}

function trended(form: EtsForm, state: EtsState, damping: number): number {
  if (form.trend === 'N') return state.level
  return form.trend === 'A' || form.trend === 'Ad'
    ? state.level + damping * state.trend
    : state.level * state.trend ** damping
}

/**
 * Forecast variances in closed form (Hyndman et al. 2008, chapter 6): exact for linear states with additive (class 1) or
 * multiplicative errors (class 2), the book's approximation for multiplicative seasons (class 3). Undefined for a
 * multiplicative trend, which has no closed form.
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
  ahead: Horizon
  seasonLength: number
}): Float64Array | undefined {
  const { form, smoothing, variance, ahead, seasonLength: m } = given
  if (form.trend.startsWith('M')) return undefined
  const horizon = ahead.mean.length
  const weights = errorWeights({ smoothing, horizon, additiveSeason: form.season === 'A' ? m : 0 })
  const out = new Float64Array(horizon)
  if (form.error === 'A') {
    let sum = 1
    for (let h = 0; h < horizon; h++) {
      out[h] = variance * sum
      sum += weights[h + 1]! ** 2
    }
    return out
  }
  const theta = new Float64Array(horizon)
  for (let h = 0; h < horizon; h++) {
    const base = form.season === 'M' ? ahead.level[h]! + ahead.trend[h]! : ahead.mean[h]!
    const index = form.season === 'M' && base !== 0 ? ahead.mean[h]! / base : 1
    let sum = 0
    for (let j = 1; j <= h; j++) sum += weights[j]! * weights[j]! * theta[h - j]!
    theta[h] = base * base + variance * sum
    const seasons = form.season === 'M' ? (1 + smoothing.gamma ** 2 * variance) ** Math.floor(h / m) : 1
    out[h] = Math.max(0, index * index * (theta[h]! * (1 + variance) * seasons - base * base))
  }
  return out
}

/** c_1 .. c_h at places 1 .. h. */
function errorWeights(given: { smoothing: Smoothing; horizon: number; additiveSeason: number }): Float64Array {
  const { alpha, beta, gamma, phi } = given.smoothing
  const weights = new Float64Array(given.horizon + 1)
  let damping = 0
  let power = 1
  for (let j = 1; j <= given.horizon; j++) {
    power *= phi
    damping += power
    weights[j] = alpha + beta * damping + (given.additiveSeason > 0 && j % given.additiveSeason === 0 ? gamma : 0)
  }
  return weights
}
