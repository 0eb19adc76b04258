import { drawn } from './bands.ts'
import { type Arma11, estimateArma11, nextArma11 } from './changes/arma11.ts'
import { type Declined, declined, type Fitted, type Model, type Spread } from './contract.ts'
import { type Admitted, admit, checkRequest, checkUpdate } from './door.ts'
import { room } from './lending.ts'
import { interpolate } from './missing.ts'
import { remembered } from './remembered.ts'
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
  /** Standard deviations of the coming steps. */
  readonly deviations: (horizon: number) => Float64Array
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
  const deviations = deviationsOf(arma, driftVariance)
  return fittedAt({ ...{ name, logged, scale, arma, deviations, nonNegative }, level: z[z.length - 1]! })
}

function fittedAt(state: State): Fitted {
  const { name, logged, scale, level, arma } = state
  return {
    kind: 'fitted',
    name,
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      return drawn({ spread: spreadOf(state, horizon), levels, nonNegative: state.nonNegative })
    },
    spread: (horizon) => spreadOf(state, horizon),
    update(value) {
      const seen = logged ? loggedFrom(value / scale, level) : value
      const moved = nextArma11(arma, Number.isNaN(checkUpdate(value)) ? Number.NaN : seen - level)
      return fittedAt({ ...state, arma: moved, level: level + moved.mu + moved.last })
    },
  }
}

/** A logarithm that falls by no more than a hundredfold at once: none could go on from a zero. */
export function loggedFrom(value: number, level: number): number {
  const lowest = level - Math.log(100)
  return value > 0 ? Math.max(lowest, Math.log(value)) : lowest
}

function spreadOf({ logged, scale, level, arma, deviations }: State, horizon: number): Spread {
  const { phi, theta, mu, last, error } = arma
  const mean = room(horizon)
  let at = level
  let change = phi * last + theta * error
  for (let h = 0; h < horizon; h++) {
    at += mu + change
    change *= phi
    mean[h] = logged ? Math.min(Number.MAX_VALUE, scale * Math.exp(at)) : at
  }
  return { mean, deviation: deviations(horizon), logged }
}

/** They do not change from update to update, and are worked out once for a horizon. */
function deviationsOf(arma: Arma11, driftVariance: number): (horizon: number) => Float64Array {
  const { phi, theta, variance } = arma
  return remembered((horizon) => {
    const deviation = new Float64Array(horizon)
    let weight = 1
    let next = phi + theta
    let sum = 0
    for (let h = 0; h < horizon; h++) {
      sum += weight * weight
      weight += next
      next *= phi
      deviation[h] = Math.sqrt(variance * sum + (h + 1) ** 2 * driftVariance)
    }
    return deviation
  })
}
