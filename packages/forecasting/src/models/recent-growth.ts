import { type Coming, type Declined, declined, type Fitted, type Kernel, type Model } from '../contract.ts'
import { deviationsOf, type FixedDeviations, fixedDeviations } from '../intervals/fixed-deviations.ts'
import { forecastOf } from '../intervals/intervals.ts'
import { meanSize } from '../numerics/scale.ts'
import { interpolate } from '../treatment/missing.ts'
import { checkUpdate, type Validated, validate } from '../validation.ts'
import { loggedFrom } from './arima-111/arima-111.ts'

/**
 * The growth of late goes on, a tenth less each period: from the last value by the mean of past changes, each counting a fifth less than
 * the one after it; in per cent where all values are above zero. Nothing is estimated but that mean, so that it follows a new
 * trend of years which models of all the history are late to see. A partner for combinations. Needs 6 values; missing ones are bridged.
 */
export function recentGrowth(): Model {
  return {
    name,
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitGrowth(valid)
    },
  }
}

const name = 'recent growth'
/** What a change counts of the one after it, and what is left of the growth a period later. */
const [fade, damping] = [0.8, 0.9]

interface State {
  readonly logged: boolean
  /** What values are divided by before logarithms are taken. */
  readonly scale: number
  /** The last value, in logarithms where these are used. */
  level: number
  /** Faded sum of changes, and of what each counts. */
  changes: number
  count: number
  readonly widths: FixedDeviations
  readonly nonNegative: boolean
}

function fitGrowth({ y, observed, nonNegative }: Validated): Fitted | Declined {
  if (observed < 6) return declined(`${name} needs at least 6 values; got ${observed}. Use the naive model.`)
  const filled = interpolate(y)
  const logged = !filled.some((value) => !(value > 0))
  const scale = logged ? meanSize(filled) : 1
  const z = logged ? filled.map((value) => Math.log(value / scale)) : filled
  let [changes, count, squares] = [0, 0, 0]
  for (let t = 1; t < z.length; t++) {
    const change = z[t]! - z[t - 1]!
    squares += (change - (count > 0 ? (damping * changes) / count : 0)) ** 2
    changes = fade * changes + change
    count = fade * count + 1
  }
  const variance = squares / (z.length - 1)
  const widths = fixedDeviations((horizon) => deviationsAhead(variance, horizon))
  return fittedAt({ logged, scale, changes, count, widths, nonNegative, level: z[z.length - 1]! })
}

/**
 * How far changes go on rather than being undone by the next one, from 0 (noise around a level or a line, whose changes have an
 * autocorrelation of minus one half) to 1.
 */
export function goingOn(y: Float64Array): number {
  const count = y.length - 1
  const mean = (y[count]! - y[0]!) / count
  let [product, power, before] = [0, 0, 0]
  for (let t = 1; t <= count; t++) {
    const change = y[t]! - y[t - 1]! - mean
    product += change * before
    power += change * change
    before = change
  }
  return power > 0 ? Math.min(1, Math.max(0, (product / power + undone) / (undone - least))) : 1
}

const [undone, least] = [0.5, 0.1]

/** An error moves the level by itself and the growth by a fifth of it, which then goes on damped. */
function deviationsAhead(variance: number, horizon: number): Float64Array {
  const deviation = new Float64Array(horizon)
  let [weight, growth, sum] = [1, 1 - fade, 0]
  for (let h = 0; h < horizon; h++) {
    sum += weight * weight
    growth *= damping
    weight += growth
    deviation[h] = Math.sqrt(variance * sum)
  }
  return deviation
}

function fittedAt(state: State): Fitted {
  const running = { kernel, state, logged: state.logged ? state.widths : undefined, nonNegative: state.nonNegative }
  return {
    kind: 'fitted',
    name,
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
  return { ...state }
}

function taken(state: State, value: number): void {
  const { logged, scale, level, changes, count } = state
  if (Number.isNaN(value)) {
    state.level = level + (damping * changes) / count
    state.changes = damping * changes
    return
  }
  const seen = logged ? loggedFrom(value / scale, level) : value
  state.changes = fade * changes + seen - level
  state.count = fade * count + 1
  state.level = seen
}

function written({ logged, scale, level, changes, count, widths }: State, { horizon, mean, deviation }: Coming): void {
  const deviations = deviationsOf(widths, horizon)
  let at = level
  let growth = changes / count
  for (let h = 0; h < horizon; h++) {
    growth *= damping
    at += growth
    mean[h] = logged ? Math.min(Number.MAX_VALUE, scale * Math.exp(at)) : at
    deviation[h] = deviations[h]!
  }
}
