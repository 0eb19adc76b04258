import type { EtsForm } from './form.ts'

/**
 * The exponential-smoothing recursion (Hyndman, Koehler, Ord & Snyder 2008, chapter 2), for all thirty forms.
 *
 *   q = l | l + phi b | l b^phi          level and trend, one step on
 *   mu = q | q + s | q s                 the one-step forecast
 *   e = y - mu,  u = e | e | e / s       the error, and the error at the level's scale
 *   l' = q + alpha u,  b' = phi b + beta u | b^phi + beta u / l,  s' = s + gamma e | s + gamma e / q
 *
 * The states move by the same rule whether the error is additive or multiplicative; only the likelihood differs.
 */
export interface Smoothing {
  alpha: number
  beta: number
  gamma: number
  phi: number
}

/** Where a recursion stands: level, trend, and the seasonal ring, whose entry `t % m` belongs to time t. */
export interface EtsState {
  level: number
  trend: number
  readonly season: Float64Array
}

/**
 * Runs the recursion over y from `state`, which is left at the end of y. Writes scaled residuals r with
 * sum r^2 = exp(-2 log likelihood / n) up to a constant: e for additive errors, (e / mu) times the geometric mean of |mu|
 * for multiplicative ones. A missing y leaves r = 0 and the state drifting. Returns sum r^2, or Infinity when a form that
 * multiplies meets a value it cannot multiply.
 */
export function runRecursion(given: {
  form: EtsForm
  smoothing: Smoothing
  state: EtsState
  y: Float64Array
  residual: Float64Array
  from?: number
}): number {
  const { form, state, y, residual, from = 0 } = given
  const { alpha, beta, gamma, phi } = given.smoothing
  const season = state.season
  const m = season.length
  const trendKind = form.trend === 'N' ? 0 : form.trend.startsWith('A') ? 1 : 2
  const seasonKind = form.season === 'N' ? 0 : form.season === 'A' ? 1 : 2
  const relative = form.error === 'M'
  const positive = relative || trendKind === 2 || seasonKind === 2
  const damped = phi !== 1
  let level = state.level
  let trend = state.trend
  let place = from % m
  let squares = 0
  let product = 1
  let logs = 0
  let count = 0
  for (let t = 0; t < y.length; t++) {
    const value = y[t]!
    const drift = trendKind === 0 ? 0 : trendKind === 1 ? phi * trend : damped ? trend ** phi : trend
    const q = trendKind === 2 ? level * drift : level + drift
    const s = seasonKind === 0 ? 0 : season[place]!
    const mu = seasonKind === 2 ? q * s : q + s
    if (positive && !(mu > 0 && q > 0)) return Number.POSITIVE_INFINITY
    if (!Number.isNaN(value)) {
      const e = value - mu
      const u = seasonKind === 2 ? e / s : e
      if (trendKind === 1) trend = drift + beta * u
      else if (trendKind === 2) trend = drift + (beta * u) / level
      level = q + alpha * u
      if (seasonKind === 1) season[place] = s + gamma * e
      else if (seasonKind === 2) season[place] = s + (gamma * e) / q
      const r = relative ? e / mu : e
      residual[t] = r
      squares += r * r
      count++
      if (relative) {
        product *= mu
        if (product > 1e200 || product < 1e-200) {
          logs += Math.log(product)
          product = 1
        }
      }
    } else {
      residual[t] = 0
      trend = trendKind === 0 ? 0 : drift
      level = q
    }
    if (trendKind === 2 && !(trend > 0)) return Number.POSITIVE_INFINITY
    place = place + 1 === m ? 0 : place + 1
  }
  state.level = level
  state.trend = trend
  if (!relative || count === 0) return squares
  const scale = Math.exp((logs + Math.log(product)) / count)
  for (let t = 0; t < y.length; t++) residual[t]! *= scale
  return squares * scale * scale
}
