import { type Coming, type Declined, declined, type Fitted, type Kernel, type Model } from '../../contract.ts'
import { deviationsOf, type FixedDeviations, fixedDeviations } from '../../intervals/fixed-deviations.ts'
import { forecastOf } from '../../intervals/intervals.ts'
import { meanSize } from '../../numerics/scale.ts'
import { interpolate } from '../../treatment/missing.ts'
import { checkUpdate, type Validated, validate } from '../../validation.ts'
import { loggedFrom } from '../arima-111/arima-111.ts'
import { type Autoregression, burg } from './burg.ts'

/**
 * An autoregression by Burg's method, its order by AICc: on the values around their mean, or (`changes`) on the changes around
 * a drift, in logarithms where all values are above zero. Reaches back over a season and two periods, so it needs no seasonal
 * adjustment. Missing values are bridged; a missing update counts as expected, any other moves the mean too. Needs 6 values.
 */
export function autoregression({ changes = false } = {}): Model {
  const name = changes ? 'AR of changes' : 'AR'
  return {
    name,
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitAutoregression(valid, changes)
    },
  }
}

/** What deviations follow from: it does not change from update to update. */
interface Shape {
  readonly changes: boolean
  readonly model: Autoregression
  length: number
}

interface State extends Shape {
  readonly logged: boolean
  /** What values are divided by before logarithms are taken. */
  readonly scale: number
  mean: number
  /** The last value, in logarithms where these are used. */
  level: number
  /** The last values (or changes) less their mean, as many as the order, newest first. */
  readonly recent: number[]
  readonly widths: FixedDeviations
  readonly nonNegative: boolean
}

const shortest = 14
const longest = 200

function fitAutoregression(valid: Validated, changes: boolean): Fitted | Declined {
  const { observed, nonNegative, seasonLength } = valid
  if (observed < 6) return declined(`AR needs at least 6 values; got ${observed}. Use the naive model.`)
  const filled = interpolate(valid.y)
  const logged = changes && !filled.some((value) => !(value > 0))
  const scale = logged ? meanSize(filled) : 1
  const z = logged ? filled.map((value) => Math.log(value / scale)) : filled
  const w = changes ? z.subarray(1).map((value, t) => value - z[t]!) : z
  const mean = w.reduce((sum, value) => sum + value / w.length, 0)
  const x = w.map((value) => value - mean)
  const most = Math.min(longest, Math.max(shortest, seasonLength + 2), Math.floor(x.length / 4))
  const model = burg(x, most)
  const recent = Array.from(model.phi, (_, j) => x[x.length - 1 - j]!)
  const level = z[z.length - 1]!
  const shape = { changes, model, length: x.length }
  const widths = fixedDeviations((horizon) => deviationsAhead(shape, horizon))
  return fittedAt({ ...shape, logged, scale, mean, level, recent, widths, nonNegative })
}

function fittedAt(state: State): Fitted {
  const running = { kernel, state, logged: state.logged ? state.widths : undefined, nonNegative: state.nonNegative }
  return {
    kind: 'fitted',
    name: `AR(${state.model.phi.length})${state.changes ? ' of changes' : ''}`,
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
  return { ...state, recent: state.recent.slice() }
}

function taken(state: State, value: number): void {
  const { changes, logged, scale, model, mean, level, recent } = state
  const expected = dot(model.phi, recent)
  const lost = Number.isNaN(value)
  const seen = logged && !lost ? loggedFrom(value / scale, level) : value
  const next = lost ? expected : seen - (changes ? level : 0) - mean
  if (!lost) state.length++
  const shift = (next - expected) / (state.length * Math.max(leastPull, pull(model)))
  for (let j = recent.length - 1; j > 0; j--) recent[j] = recent[j - 1]! - shift
  if (recent.length > 0) recent[0] = next - shift
  state.mean = mean + shift
  state.level = changes ? level + mean + next : mean + next
}

function written(state: State, { horizon, mean: out, deviation }: Coming): void {
  const { changes, logged, scale, mean, level, widths } = state
  pathAhead(state, horizon, out)
  const deviations = deviationsOf(widths, horizon)
  let at = level
  for (let h = 0; h < horizon; h++) {
    at = changes ? at + mean + out[h]! : mean + out[h]!
    out[h] = logged ? Math.min(Number.MAX_VALUE, scale * Math.exp(at)) : at
    deviation[h] = deviations[h]!
  }
}

function pathAhead({ model: { phi }, recent }: State, horizon: number, path: Float64Array): void {
  const p = phi.length
  for (let h = 0; h < horizon; h++) {
    const near = Math.min(h, p)
    let sum = 0
    for (let j = 0; j < near; j++) sum += phi[j]! * path[h - 1 - j]!
    for (let j = near; j < p; j++) sum += phi[j]! * recent[j - near]!
    path[h] = sum
  }
}

/** Square roots of variance (1 + psi_1^2 + ...), psi summed up for changes, and the square of h times the drift's error. */
function deviationsAhead({ model, changes, length }: Shape, horizon: number): Float64Array {
  const { phi, variance } = model
  const psi = new Float64Array(horizon)
  const out = new Float64Array(horizon)
  let total = 1
  for (const value of phi) total -= value
  const slow = variance / Math.max(1e-4, total * total) / length
  let [weight, sum] = [0, 0]
  for (let h = 0; h < horizon; h++) {
    let next = h === 0 ? 1 : 0
    for (let j = 0; j < Math.min(h, phi.length); j++) next += phi[j]! * psi[h - 1 - j]!
    psi[h] = next
    weight = changes ? weight + next : next
    sum += weight * weight
    out[h] = Math.sqrt(variance * sum + (changes ? (h + 1) ** 2 : 0) * slow)
  }
  return out
}

/** How strongly values are drawn to the mean: by recursive least squares an error moves the mean by its share of n times this. */
function pull({ phi }: Autoregression): number {
  let total = 1
  for (const value of phi) total -= value
  return total
}

/** Where values hardly return to a mean, errors say little of it. */
const leastPull = 0.2

function dot(a: Float64Array, b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
