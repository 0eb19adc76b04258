import { type Coming, type Declined, declined, type Fitted, type Kernel, type Model } from '../../contract.ts'
import { deviationsOf, type FixedDeviations, fixedDeviations } from '../../intervals/fixed-deviations.ts'
import { forecastOf } from '../../intervals/intervals.ts'
import { meanSize } from '../../numerics/scale.ts'
import { interpolate } from '../../treatment/missing.ts'
import { checkUpdate, type Validated, validate } from '../../validation.ts'
import { type Arma11, estimateArma11, takeArma11 } from './arma11.ts'

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
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitChanges({ valid, growth, name })
    },
  }
}

interface State {
  readonly name: string
  readonly logged: boolean
  /** What values are divided by before logarithms are taken. */
  readonly scale: number
  /** The last value, in logarithms where these are used. */
  level: number
  readonly arma: Arma11
  readonly widths: FixedDeviations
  readonly nonNegative: boolean
}

function fitChanges({ valid, growth, name }: { valid: Validated; growth: boolean; name: string }): Fitted | Declined {
  const { observed, nonNegative } = valid
  if (observed < 6) return declined(`${name} needs at least 6 values; got ${observed}. Use the naive model.`)
  const filled = interpolate(valid.y)
  const logged = growth && !filled.some((value) => !(value > 0))
  const scale = logged ? meanSize(filled) : 1
  const z = logged ? filled.map((value) => Math.log(value / scale)) : filled
  const w = new Float64Array(z.length - 1)
  for (let t = 0; t < w.length; t++) w[t] = z[t + 1]! - z[t]!
  const arma = estimateArma11(w, { centred: growth })
  const long = (1 + arma.theta) / (1 - arma.phi)
  const driftVariance = growth ? (arma.variance * long * long) / w.length : 0
  const widths = fixedDeviations((horizon) => deviationsAhead({ arma, driftVariance, horizon }))
  return fittedAt({ ...{ name, logged, scale, arma, widths, nonNegative }, level: z[z.length - 1]! })
}

function fittedAt(state: State): Fitted {
  const running = { kernel, state, logged: state.logged ? state.widths : undefined, nonNegative: state.nonNegative }
  return {
    kind: 'fitted',
    name: state.name,
    running,
    forecast: (request) => forecastOf(running, request),
    update(value) {
      const next = copied(state)
      taken(next, checkUpdate(value))
      return fittedAt(next)
    },
  }
}

const kernel: Kernel<State> = { copy: copied, take: taken, ahead: written, fitted: fittedAt }

function copied(state: State): State {
  return { ...state, arma: { ...state.arma } }
}

function taken(state: State, value: number): void {
  const { logged, scale, level, arma } = state
  const seen = logged && !Number.isNaN(value) ? loggedFrom(value / scale, level) : value
  takeArma11(arma, seen - level)
  state.level = level + arma.mu + arma.last
}

/** A logarithm that falls by no more than a hundredfold at once: none could go on from a zero. */
export function loggedFrom(value: number, level: number): number {
  const lowest = level - Math.log(100)
  return value > 0 ? Math.max(lowest, Math.log(value)) : lowest
}

function written({ logged, scale, level, arma, widths }: State, { horizon, mean, deviation }: Coming): void {
  const { phi, theta, mu, last, error } = arma
  const deviations = deviationsOf(widths, horizon)
  let at = level
  let change = phi * last + theta * error
  for (let h = 0; h < horizon; h++) {
    at += mu + change
    change *= phi
    mean[h] = logged ? Math.min(Number.MAX_VALUE, scale * Math.exp(at)) : at
    deviation[h] = deviations[h]!
  }
}

function deviationsAhead(given: { arma: Arma11; driftVariance: number; horizon: number }): Float64Array {
  const { arma, driftVariance, horizon } = given
  const { phi, theta, variance } = arma
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
}
