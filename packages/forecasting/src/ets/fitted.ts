import { normalForecast, sensible } from '../bands.ts'
import type { Fitted, Forecast, Spread } from '../contract.ts'
import { type Admitted, checkRequest, checkUpdate } from '../door.ts'
import { lending } from '../lending.ts'
import { sortedQuantile } from '../sorted-quantile.ts'
import type { EtsEstimate } from './estimate.ts'
import { type EtsForm, formName, isAdditive, parameterCount } from './form.ts'
import { type Horizon, meanAhead, runAhead, varianceAhead } from './horizon.ts'
import type { Region } from './layout.ts'
import { beginLearning, type Learning, learn, learnNothing, smoothingOf } from './learning.ts'
import { type EtsState, runRecursion, type Smoothing } from './recursion.ts'
import { simulateAhead } from './simulate.ts'

/** A fitted exponential-smoothing model: it can also say what its forecast is made of. */
export interface FittedEts extends Fitted {
  readonly form: EtsForm
  readonly smoothing: { readonly alpha: number; readonly beta: number; readonly gamma: number; readonly phi: number }
  readonly logLikelihood: number
  readonly aicc: number
  update(value: number): FittedEts
  /** Level, trend and season of each coming period; they sum to the mean (before any clipping at zero). */
  explain(horizon: number): Horizon
}

/** An estimate, and where its recursion stands now. */
interface Position {
  readonly best: EtsEstimate
  readonly smoothing: Smoothing
  readonly state: EtsState
  /** The errors so far: their number, sum of squares, and the sum of logarithms of means for relative ones. */
  readonly errors: Errors
  /** Values seen so far. */
  readonly time: number
  readonly scale: number
  readonly door: Admitted
  /** What is needed to learn on; worked out when the first value comes. */
  readonly learning?: Learning | undefined
}

interface Errors {
  readonly count: number
  readonly squares: number
  readonly logs: number
}

/** The estimate as a fitted model. `region` is where its parameters may go on to move. */
export function fittedEts(given: { best: EtsEstimate; scale: number; door: Admitted; region?: Region }): FittedEts {
  const { best, scale, door, region } = given
  const count = door.observed
  const squares = best.variance * degreesOf(best, door, count)
  const logs = best.form.error === 'A' ? 0 : -best.logLikelihood - (count / 2) * Math.log(squares)
  const { smoothing, state } = best
  const at = { best, smoothing, state, scale, door, errors: { count, squares, logs }, time: door.y.length }
  let learning: Learning | undefined
  let begun = false
  return fittedAt(at, () => {
    if (!begun) learning = beginLearning(best, scale === 1 ? door.y : door.y.map((value) => value / scale), region)
    begun = true
    return learning
  })
}

function fittedAt(at: Position, begin?: () => Learning | undefined): FittedEts {
  const { best, smoothing, scale, door, errors } = at
  const k = parameterCount(best.form, door.seasonLength)
  const halves = Math.log(Math.max(1e-30, errors.squares)) / 2 + Math.log(scale)
  const logLikelihood = -errors.count * halves - errors.logs
  return {
    kind: 'fitted',
    name: formName(best.form),
    form: best.form,
    smoothing,
    logLikelihood,
    aicc: -2 * logLikelihood + 2 * k + (2 * k * (k + 1)) / Math.max(1, errors.count - k - 1),
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      return forecastFrom(at, horizon, levels)
    },
    update(value) {
      const from = begin ? { ...at, learning: begin() } : at
      return fittedAt(taken(from, checkUpdate(value) / scale))
    },
    spread: (horizon) => spreadOf(at, horizon),
    explain: (horizon) => scaled(runAhead({ ...best, smoothing, state: at.state, time: at.time, horizon }), scale),
  }
}

/** How many errors count when the variance is estimated. */
function degreesOf({ form }: EtsEstimate, { seasonLength }: Admitted, count: number): number {
  return Math.max(1, count - parameterCount(form, seasonLength) + 1)
}

/** One value on; a value that the form cannot go on from counts as missing. */
function taken(at: Position, value: number): Position {
  const state = { ...at.state, season: at.state.season.slice() }
  if (Number.isNaN(value)) return passed(at, state)
  const learning = at.learning && { layout: at.learning.layout, memory: at.learning.memory.slice() }
  const { smoothing, time } = at
  const { error, mu } = learning
    ? learn(learning, { state, smoothing, time, value })
    : move({ form: at.best.form, state, smoothing, time, value })
  if (!survives(at.best.form, state, mu)) return passed(at, { ...at.state, season: at.state.season.slice() })
  const { count, squares, logs } = at.errors
  const errors = {
    count: count + 1,
    squares: squares + error * error,
    logs: at.best.form.error === 'M' ? logs + Math.log(mu) : 0,
  }
  return { ...at, state, errors, learning, smoothing: learning ? smoothingOf(learning) : smoothing, time: time + 1 }
}

function passed(at: Position, state: EtsState): Position {
  const learning = at.learning && { layout: at.learning.layout, memory: at.learning.memory.slice() }
  if (learning) learnNothing(learning, { state, smoothing: at.smoothing })
  else move({ form: at.best.form, state, smoothing: at.smoothing, time: at.time, value: Number.NaN })
  return { ...at, state, learning, time: at.time + 1 }
}

/** One step of the recursion without learning. */
function move(at: { form: EtsForm; state: EtsState; smoothing: Smoothing; time: number; value: number }) {
  const residual = new Float64Array(1)
  const { form, state, smoothing, time, value } = at
  const mu = runAhead({ form, smoothing, state, time, horizon: 1 }).mean[0]!
  const cost = runRecursion({ form, smoothing, state, y: Float64Array.of(value), residual, from: time })
  return {
    error: form.error === 'M' ? value / mu - 1 : value - mu,
    mu: cost < Number.POSITIVE_INFINITY ? mu : Number.NaN,
  }
}

/** A form that multiplies cannot go on from a level or season at or below zero. */
function survives(form: EtsForm, state: EtsState, mu: number): boolean {
  if (!(Number.isFinite(mu) && Number.isFinite(state.level) && Number.isFinite(state.trend))) return false
  if (isAdditive(form)) return true
  return mu > 0 && state.level > 0 && (form.season !== 'M' || state.season.every((index) => index > 0))
}

function forecastFrom(at: Position, horizon: number, levels: readonly number[]): Forecast {
  const { best, smoothing, state, time, scale, door } = at
  const { nonNegative, seed } = door
  const { form } = best
  const quick = lending(() => {
    const spread = spreadOf(at, horizon)
    return spread && normalForecast({ mean: spread.mean, deviation: spread.deviation, levels, nonNegative })
  })
  if (quick) return quick
  const mean = runAhead({ form, smoothing, state, time, horizon }).mean.map((value) => value * scale)
  const paths = simulateAhead({
    form,
    smoothing,
    state,
    time,
    variance: oneStepVariance(at),
    horizon,
    paths: 1000,
    seed,
  })
  const intervals = levels.map((level) => ({
    level,
    lo: Float64Array.from(paths, (values) => scale * sortedQuantile(values, 0.5 - level / 200)),
    hi: Float64Array.from(paths, (values) => scale * sortedQuantile(values, 0.5 + level / 200)),
  }))
  return sensible({ mean, intervals, nonNegative })
}

function spreadOf(at: Position, horizon: number): Spread | undefined {
  const { best, smoothing, state, time, scale, door } = at
  if (best.form.trend.startsWith('M')) return undefined
  const { form } = best
  const ahead = meanAhead({ form, smoothing, state, time, horizon })
  const variance = oneStepVariance(at)
  const deviation = varianceAhead({ form, smoothing, variance, ahead, seasonLength: door.seasonLength })
  const { mean } = ahead
  for (let h = 0; h < horizon; h++) {
    mean[h]! *= scale
    deviation[h] = Math.sqrt(deviation[h]!) * scale
  }
  return { mean, deviation, logged: false }
}

function oneStepVariance({ best, door, errors }: Position): number {
  return errors.squares / degreesOf(best, door, errors.count)
}

function scaled(ahead: Horizon, scale: number): Horizon {
  const times = (values: Float64Array) => values.map((value) => value * scale)
  return { mean: times(ahead.mean), level: times(ahead.level), trend: times(ahead.trend), season: times(ahead.season) }
}
