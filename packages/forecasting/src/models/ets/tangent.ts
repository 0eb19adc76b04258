import type { Slopes } from './adjoint.ts'
import type { Trace } from './trace.ts'

/**
 * How the errors of the last `passForward` move when parameters and starting state move in a direction: one column of the
 * Jacobian, up to sign and the common factor of multiplicative errors (whose own movement is left out: it is small). The
 * direction's state is moved to the end of the history.
 */
export function passTangent(trace: Trace, direction: Slopes, out: Float64Array): void {
  if (trace.form.season === 'M') tangentMultiplied(trace, direction, out)
  else tangentAdded(trace, direction, out)
}

function tangentAdded(trace: Trace, direction: Slopes, out: Float64Array): void {
  const { y, u, b, overMean } = trace
  const { alpha, beta, gamma, phi } = trace.smoothing
  const { alpha: toAlpha, beta: toBeta, gamma: toGamma, phi: toPhi, season } = direction
  const relative = trace.form.error === 'M'
  const m = season.length
  let { level, trend } = direction
  let place = 0
  for (let t = 0; t < y.length; t++) {
    const q = level + phi * trend + toPhi * b[t]!
    const drift = q - level
    if (!Number.isNaN(y[t]!)) {
      const s = season[place]!
      const error = u[t]!
      const mean = q + s
      level = q - alpha * mean + toAlpha * error
      trend = drift - beta * mean + toBeta * error
      season[place] = s - gamma * mean + toGamma * error
      const over = overMean[t]!
      out[t] = relative ? mean * over * (1 + error * over) : mean
    } else {
      level = q
      trend = drift
      out[t] = 0
    }
    place = place + 1 === m ? 0 : place + 1
  }
  direction.level = level
  direction.trend = trend
}

function tangentMultiplied(trace: Trace, direction: Slopes, out: Float64Array): void {
  const { y, u, v, b, overLevel, overSeason } = trace
  const { alpha, beta, gamma, phi } = trace.smoothing
  const { alpha: toAlpha, beta: toBeta, gamma: toGamma, phi: toPhi, season } = direction
  const m = season.length
  let { level, trend } = direction
  let place = 0
  for (let t = 0; t < y.length; t++) {
    const value = y[t]!
    const q = level + phi * trend + toPhi * b[t]!
    const drift = q - level
    if (!Number.isNaN(value)) {
      const s = season[place]!
      const byLevel = q * overLevel[t]!
      const bySeason = s * overSeason[t]!
      const adjusted = value * overSeason[t]!
      const seasonal = value * overLevel[t]!
      const error = q + adjusted * bySeason
      level = q - alpha * error + toAlpha * u[t]!
      trend = drift - beta * error + toBeta * u[t]!
      season[place] = s - gamma * (s + seasonal * byLevel) + toGamma * v[t]!
      out[t] = (byLevel + bySeason) * adjusted * overLevel[t]!
    } else {
      level = q
      trend = drift
      out[t] = 0
    }
    place = place + 1 === m ? 0 : place + 1
  }
  direction.level = level
  direction.trend = trend
}
