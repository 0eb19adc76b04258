import type { EtsForm } from './form.ts'
import type { RunMemory } from './memory.ts'
import type { EtsState, Smoothing } from './recursion.ts'

/** The point forecasts split into their parts; `level + trend + season` is the mean, exactly. */
export interface Horizon {
  readonly mean: Float64Array
  readonly level: Float64Array
  readonly trend: Float64Array
  readonly season: Float64Array
}

/** Where a recursion stands; `time` is the number of values seen, which places the seasonal ring. */
interface State {
  form: EtsForm
  smoothing: Smoothing
  state: EtsState
  time: number
  horizon: number
}

/** The parts of the coming means. */
export function runAhead(given: State): Horizon {
  const { horizon } = given
  const { level } = given.state
  const [mean, base] = [new Float64Array(horizon), new Float64Array(horizon)]
  meanAhead({ ...given, mean, base })
  return {
    mean,
    level: new Float64Array(horizon).fill(level),
    trend: base.map((value) => value - level),
    season: mean.map((value, h) => value - base[h]!),
  }
}

/** Runs the state on without errors: writes the point forecasts, and into `base` what they are before the season enters. */
export function meanAhead(given: State & { mean: Float64Array; base: Float64Array }): void {
  const { form, smoothing, state, time, horizon, mean, base } = given
  const { season, level, trend } = state
  const { phi } = smoothing
  const m = season.length
  const multiplied = form.trend === 'M' || form.trend === 'Md'
  const seasonKind = form.season
  let damping = 0
  let power = 1
  let place = time % m
  for (let h = 0; h < horizon; h++) {
    power *= phi
    damping += power
    const q = multiplied ? level * trend ** damping : level + damping * trend
    base[h] = q
    const s = season[place]!
    place = place + 1 === m ? 0 : place + 1
    mean[h] = seasonKind === 'N' ? q : seasonKind === 'M' ? q * s : q + s
  }
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
  horizon: number
  mean: Float64Array
  base: Float64Array
  seasonLength: number
  memory: RunMemory
  out: Float64Array
}): void {
  const { form, smoothing, variance, horizon, mean, base, seasonLength: m, memory, out } = given
  memory.reserve(horizon)
  const { theta, squares } = memory
  writeSquaredWeights(squares, { smoothing, horizon, additiveSeason: form.season === 'A' ? m : 0 })
  if (form.error === 'A') {
    let sum = 1
    for (let h = 0; h < horizon; h++) {
      out[h] = variance * sum
      sum += squares[h + 1]!
    }
    return
  }
  const multiplied = form.season === 'M'
  const growth = 1 + smoothing.gamma ** 2 * variance
  let seasons = 1
  let left = m
  for (let h = 0; h < horizon; h++) {
    if (multiplied && left-- === 0) {
      seasons *= growth
      left = m - 1
    }
    const plain = multiplied ? base[h]! : mean[h]!
    const index = multiplied && plain !== 0 ? mean[h]! / plain : 1
    let sum = 0
    for (let j = 1; j <= h; j++) sum += squares[j]! * theta[h - j]!
    theta[h] = plain * plain + variance * sum
    out[h] = Math.max(0, index * index * (theta[h]! * (1 + variance) * seasons - plain * plain))
  }
}

/** Writes c_1^2 .. c_h^2 at places 1 .. h. */
function writeSquaredWeights(
  squares: Float64Array,
  given: { smoothing: Smoothing; horizon: number; additiveSeason: number },
): void {
  const { horizon, additiveSeason } = given
  const { alpha, beta, gamma, phi } = given.smoothing
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
}
