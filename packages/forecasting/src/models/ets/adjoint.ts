import type { Trace } from './trace.ts'

/** Half the slope of the sum in every smoothing parameter and starting state. */
export interface Slopes {
  alpha: number
  beta: number
  gamma: number
  phi: number
  level: number
  trend: number
  readonly season: Float64Array
}

/**
 * The gradient of half the sum returned by the last `passForward`, by one pass backwards (the adjoint recursion): its cost does
 * not depend on how many parameters there are. With w the slope in mu and bars for slopes in the later state,
 *
 *   u~ = alpha l' + beta b' + gamma s' [season A],  q~ = l' - u~ + w dmu/dq - gamma s' y/q^2 [season M]
 *   s~ = s' - u~ + w [season A] | (1 - gamma) s' - u~ y/s^2 + w q [season M],  b~ = phi (b' + q~)
 */
export function passBackward(trace: Trace, slopes: Slopes): void {
  slopes.season.fill(0)
  if (trace.form.season === 'M') backwardMultiplied(trace, slopes)
  else backwardAdded(trace, slopes)
}

function backwardAdded(trace: Trace, slopes: Slopes): void {
  const { y, u, b, overMean, factor } = trace
  const { alpha, beta, gamma, phi } = trace.smoothing
  const { season } = slopes
  const relative = trace.form.error === 'M'
  const seasonal = trace.form.season === 'A'
  const mean = trace.squares / trace.observed
  let level = 0
  let trend = 0
  let toAlpha = 0
  let toBeta = 0
  let toGamma = 0
  let toPhi = 0
  let place = y.length % season.length
  for (let t = y.length - 1; t >= 0; t--) {
    place = place === 0 ? season.length - 1 : place - 1
    const value = y[t]!
    let inLevel = level
    if (!Number.isNaN(value)) {
      const error = u[t]!
      let w = -error
      if (relative) {
        const over = overMean[t]!
        const r = error * over
        w = factor * over * (mean - r * (1 + r))
      }
      const s = season[place]!
      const inError = alpha * level + beta * trend + gamma * s
      toAlpha += level * error
      toBeta += trend * error
      if (seasonal) {
        toGamma += s * error
        season[place] = s - inError + w
      }
      inLevel = level - inError + w
    }
    const both = trend + inLevel
    toPhi += b[t]! * both
    trend = phi * both
    level = inLevel
  }
  slopes.level = level
  slopes.trend = trend
  slopes.alpha = toAlpha
  slopes.beta = toBeta
  slopes.gamma = toGamma
  slopes.phi = toPhi
}

function backwardMultiplied(trace: Trace, slopes: Slopes): void {
  const { y, u, v, b, overLevel, overSeason, factor } = trace
  const { alpha, beta, gamma, phi } = trace.smoothing
  const { season } = slopes
  const mean = trace.squares / trace.observed
  let level = 0
  let trend = 0
  let toAlpha = 0
  let toBeta = 0
  let toGamma = 0
  let toPhi = 0
  let place = y.length % season.length
  for (let t = y.length - 1; t >= 0; t--) {
    place = place === 0 ? season.length - 1 : place - 1
    const value = y[t]!
    let inLevel = level
    if (!Number.isNaN(value)) {
      const is = overSeason[t]!
      const iq = overLevel[t]!
      const error = u[t]!
      const ratio = value * is * iq
      const w = factor * (mean - (ratio - 1) * ratio)
      const s = season[place]!
      const inError = alpha * level + beta * trend
      toAlpha += level * error
      toBeta += trend * error
      toGamma += s * v[t]!
      inLevel = level - inError + (w - gamma * s * value * iq) * iq
      season[place] = s - gamma * s + (w - inError * value * is) * is
    }
    const both = trend + inLevel
    toPhi += b[t]! * both
    trend = phi * both
    level = inLevel
  }
  slopes.level = level
  slopes.trend = trend
  slopes.alpha = toAlpha
  slopes.beta = toBeta
  slopes.gamma = toGamma
  slopes.phi = toPhi
}
