import { sensible } from './bands.ts'
import { type Arma11, estimateArma11 } from './changes/arma11.ts'
import { type Declined, declined, type Fitted, type Forecast, type ForecastRequest, type Model } from './contract.ts'
import { type Admitted, admit, checkRequest, checkUpdate } from './door.ts'
import { interpolate } from './missing.ts'
import { reach } from './normal.ts'
import { meanSize } from './scale.ts'

/**
 * ARIMA(1,1,1) without a season, by exact likelihood in a fraction of the time of `arima`: a partner for combinations, on
 * seasonally adjusted values. With `growth` it has a drift and, where all values are above zero, works on logarithms: growth
 * in per cent. Missing values are bridged; a missing update counts as expected. Needs 6 values.
 */
export function changes({ growth = false } = {}): Model {
  const name = growth ? 'ARIMA(1,1,1) with growth' : 'ARIMA(1,1,1)'
  return {
    name,
    fit(series, options) {
      const door = admit(series, options)
      return door.kind === 'declined' ? door : fitChanges({ door, growth, name })
    },
  }
}

interface State {
  readonly name: string
  readonly logged: boolean
  /** What values are divided by before logarithms are taken. */
  readonly scale: number
  /** The last value, in logarithms where these are used. */
  readonly level: number
  readonly arma: Arma11
  /** The variance of an estimated drift. */
  readonly driftVariance: number
  readonly nonNegative: boolean
}

function fitChanges({ door, growth, name }: { door: Admitted; growth: boolean; name: string }): Fitted | Declined {
  const { observed, nonNegative } = door
  if (observed < 6) return declined(`${name} needs at least 6 values; got ${observed}. Use the naive model.`)
  const filled = interpolate(door.y)
  const logged = growth && !filled.some((value) => !(value > 0))
  const scale = logged ? meanSize(filled) : 1
  const z = logged ? filled.map((value) => Math.log(value / scale)) : filled
  const w = new Float64Array(z.length - 1)
  for (let t = 0; t < w.length; t++) w[t] = z[t + 1]! - z[t]!
  const arma = estimateArma11(w, { centred: growth })
  const long = (1 + arma.theta) / (1 - arma.phi)
  const driftVariance = growth ? (arma.variance * long * long) / w.length : 0
  return fittedAt({ ...{ name, logged, scale, arma, driftVariance, nonNegative }, level: z[z.length - 1]! })
}

function fittedAt(state: State): Fitted {
  const { name, logged, scale, level, arma } = state
  return {
    kind: 'fitted',
    name,
    forecast: (request) => forecastFrom(state, request),
    update(value) {
      const { phi, theta, mu, last, error } = arma
      const expected = phi * last + theta * error
      const seen = logged ? loggedFrom(value / scale, level) : value
      const change = Number.isNaN(checkUpdate(value)) ? expected : seen - level - mu
      const moved = { ...arma, last: change, error: change - expected }
      return fittedAt({ ...state, arma: moved, level: level + mu + change })
    },
  }
}

/** A logarithm that falls by no more than a hundredfold at once: none could go on from a zero. */
export function loggedFrom(value: number, level: number): number {
  const lowest = level - Math.log(100)
  return value > 0 ? Math.max(lowest, Math.log(value)) : lowest
}

function forecastFrom(
  { logged, scale, level, arma, driftVariance, nonNegative }: State,
  request: ForecastRequest,
): Forecast {
  const { horizon, levels } = checkRequest(request)
  const { phi, theta, mu, variance, last, error } = arma
  const back = (value: number) => (logged ? scale * Math.exp(value) : value)
  const center = new Float64Array(horizon)
  const deviation = new Float64Array(horizon)
  let at = level
  let change = phi * last + theta * error
  let weight = 1
  let next = phi + theta
  let sum = 0
  for (let h = 0; h < horizon; h++) {
    at += mu + change
    change *= phi
    center[h] = at
    sum += weight * weight
    weight += next
    next *= phi
    deviation[h] = Math.sqrt(variance * sum + (h + 1) ** 2 * driftVariance)
  }
  const intervals = levels.map((share) => {
    const z = reach(share)
    const bound = (side: number) => center.map((value, h) => back(value + side * z * deviation[h]!))
    return { level: share, lo: bound(-1), hi: bound(1) }
  })
  return sensible({ mean: center.map(back), intervals, nonNegative })
}
