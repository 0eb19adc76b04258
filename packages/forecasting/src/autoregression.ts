import { type Autoregression, burg } from './autoregression/burg.ts'
import { sensible } from './bands.ts'
import { loggedFrom } from './changes.ts'
import { type Declined, declined, type Fitted, type Forecast, type ForecastRequest, type Model } from './contract.ts'
import { type Admitted, admit, checkRequest, checkUpdate } from './door.ts'
import { interpolate } from './missing.ts'
import { reach } from './normal.ts'
import { meanSize } from './scale.ts'

/**
 * An autoregression by Burg's method, its order by AICc: on the values around their mean, or (`changes`) on the changes around
 * a drift, in logarithms where all values are above zero. Reaches back over a season and two periods, so it needs no seasonal
 * adjustment. Missing values are bridged; a missing update counts as expected. Needs 6 values.
 */
export function autoregression({ changes = false } = {}): Model {
  const name = changes ? 'AR of changes' : 'AR'
  return {
    name,
    fit(series, options) {
      const door = admit(series, options)
      return door.kind === 'declined' ? door : fitAutoregression(door, changes)
    },
  }
}

interface State {
  readonly changes: boolean
  readonly logged: boolean
  /** What values are divided by before logarithms are taken. */
  readonly scale: number
  readonly model: Autoregression
  readonly mean: number
  /** The last value, in logarithms where these are used. */
  readonly level: number
  /** The last values (or changes) less their mean, as many as the order, newest first. */
  readonly recent: Float64Array
  readonly length: number
  readonly nonNegative: boolean
}

const shortest = 14
const longest = 200

function fitAutoregression(door: Admitted, changes: boolean): Fitted | Declined {
  const { observed, nonNegative, seasonLength } = door
  if (observed < 6) return declined(`AR needs at least 6 values; got ${observed}. Use the naive model.`)
  const filled = interpolate(door.y)
  const logged = changes && !filled.some((value) => !(value > 0))
  const scale = logged ? meanSize(filled) : 1
  const z = logged ? filled.map((value) => Math.log(value / scale)) : filled
  const w = changes ? z.subarray(1).map((value, t) => value - z[t]!) : z
  const mean = w.reduce((sum, value) => sum + value / w.length, 0)
  const x = w.map((value) => value - mean)
  const most = Math.min(longest, Math.max(shortest, seasonLength + 2), Math.floor(x.length / 4))
  const model = burg(x, most)
  const recent = model.phi.map((_, j) => x[x.length - 1 - j]!)
  const level = z[z.length - 1]!
  return fittedAt({ ...{ changes, logged, scale, model, mean, level, recent, nonNegative }, length: x.length })
}

function fittedAt(state: State): Fitted {
  const { changes, logged, scale, model, mean, level, recent } = state
  return {
    kind: 'fitted',
    name: `AR(${model.phi.length})${changes ? ' of changes' : ''}`,
    forecast: (request) => forecastFrom(state, request),
    update(value) {
      const expected = dot(model.phi, recent)
      const seen = logged ? loggedFrom(value / scale, level) : value
      const next = Number.isNaN(checkUpdate(value)) ? expected : seen - (changes ? level : 0) - mean
      const moved = new Float64Array(recent.length)
      moved.set(recent.subarray(0, -1), Math.min(1, recent.length))
      if (moved.length > 0) moved[0] = next
      return fittedAt({ ...state, recent: moved, level: changes ? level + mean + next : mean + next })
    },
  }
}

function forecastFrom(state: State, request: ForecastRequest): Forecast {
  const { changes, logged, scale, mean, level, nonNegative } = state
  const { horizon, levels } = checkRequest(request)
  const center = new Float64Array(horizon)
  const ahead = pathAhead(state, horizon)
  let at = changes ? level : mean
  for (let h = 0; h < horizon; h++) {
    if (changes) at += mean + ahead[h]!
    center[h] = changes ? at : mean + ahead[h]!
  }
  const deviation = deviationsAhead(state, horizon)
  const back = (value: number) => (logged ? scale * Math.exp(value) : value)
  const intervals = levels.map((share) => {
    const z = reach(share)
    const bound = (side: number) => center.map((value, h) => back(value + side * z * deviation[h]!))
    return { level: share, lo: bound(-1), hi: bound(1) }
  })
  return sensible({ mean: center.map(back), intervals, nonNegative })
}

function pathAhead({ model: { phi }, recent }: State, horizon: number): Float64Array {
  const p = phi.length
  const path = new Float64Array(p + horizon)
  for (let j = 0; j < p; j++) path[p - 1 - j] = recent[j]!
  for (let h = 0; h < horizon; h++) {
    let sum = 0
    for (let j = 0; j < p; j++) sum += phi[j]! * path[p + h - 1 - j]!
    path[p + h] = sum
  }
  return path.subarray(p)
}

/** Square roots of variance (1 + psi_1^2 + ...), psi summed up for changes, and the square of h times the drift's error. */
function deviationsAhead({ model: { phi, variance }, changes, length }: State, horizon: number): Float64Array {
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

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
