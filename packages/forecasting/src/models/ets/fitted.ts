import type { Coming, Fitted, Forecast, ForecastRequest, Kernel, Running } from '../../contract.ts'
import { forecastOf, sensible } from '../../intervals/intervals.ts'
import { sortedQuantile } from '../../numerics/sorted-quantile.ts'
import { checkRequest, checkUpdate, type Validated } from '../../validation.ts'
import type { EtsEstimate } from './estimate.ts'
import { type EtsForm, formName, isAdditive, parameterCount } from './form.ts'
import { type Horizon, meanAhead, runAhead, varianceAhead } from './horizon.ts'
import type { Region } from './layout.ts'
import { beginLearning, copyLearning, type Learning, learn, learnNothing, smoothingInto } from './learning.ts'
import { RunMemory } from './memory.ts'
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
  time: number
  readonly scale: number
  readonly valid: Validated
  /** Where the parameters may go on to move. */
  readonly region: Region | undefined
  /** What is needed to learn on; worked out once for a fit, when the first value comes. */
  readonly memory: RunMemory
  learning?: Learning | 'none' | undefined
}

interface Errors {
  count: number
  squares: number
  logs: number
}

/** The estimate as a fitted model. `region` is where its parameters may go on to move. */
export function fittedEts(given: { best: EtsEstimate; scale: number; valid: Validated; region?: Region }): FittedEts {
  const { best, scale, valid, region } = given
  const count = valid.observed
  const squares = best.variance * degreesOf(best, valid, count)
  const logs = best.form.error === 'A' ? 0 : -best.logLikelihood - (count / 2) * Math.log(squares)
  const { smoothing, state } = best
  return fittedAt({
    best,
    smoothing,
    state,
    scale,
    valid,
    region,
    memory: new RunMemory(),
    errors: { count, squares, logs },
    time: valid.y.length,
  })
}

function fittedAt(at: Position): FittedEts {
  const { best, smoothing, scale, valid } = at
  // The variance of a multiplicative trend has no closed form: it is simulated.
  const multiplied = best.form.trend === 'M' || best.form.trend === 'Md'
  const running: Running | undefined = multiplied ? undefined : { kernel, state: at, nonNegative: valid.nonNegative }
  return {
    kind: 'fitted',
    get name() {
      return formName(best.form)
    },
    form: best.form,
    smoothing,
    get logLikelihood() {
      return likelihoodOf(at).logLikelihood
    },
    get aicc() {
      return likelihoodOf(at).aicc
    },
    running,
    forecast: (request) => (running ? forecastOf(running, request) : simulated(at, request)),
    update(value) {
      const next = copied(at)
      taken(next, checkUpdate(value))
      return fittedAt(next)
    },
    explain: (horizon) => scaled(runAhead({ ...best, smoothing, state: at.state, time: at.time, horizon }), scale),
  }
}

const kernel: Kernel<Position> = { copy: copied, take: taken, ahead: written, fitted: fittedAt }

function likelihoodOf({ best, valid, errors, scale }: Position): { logLikelihood: number; aicc: number } {
  const k = parameterCount(best.form, valid.seasonLength)
  const halves = Math.log(Math.max(1e-30, errors.squares)) / 2 + Math.log(scale)
  const logLikelihood = -errors.count * halves - errors.logs
  return { logLikelihood, aicc: -2 * logLikelihood + 2 * k + (2 * k * (k + 1)) / Math.max(1, errors.count - k - 1) }
}

/** How many errors count when the variance is estimated. */
function degreesOf({ form }: EtsEstimate, { seasonLength }: Validated, count: number): number {
  return Math.max(1, count - parameterCount(form, seasonLength) + 1)
}

function copied(at: Position): Position {
  const { scale, valid } = at
  at.learning ??=
    beginLearning(at.best, scale === 1 ? valid.y : valid.y.map((value) => value / scale), at.region) ?? 'none'
  const { alpha, beta, gamma, phi } = at.smoothing
  const { level, trend, season } = at.state
  const { count, squares, logs } = at.errors
  return {
    best: at.best,
    smoothing: { alpha, beta, gamma, phi },
    state: { level, trend, season: season.slice() },
    errors: { count, squares, logs },
    time: at.time,
    scale,
    valid,
    region: at.region,
    memory: at.memory,
    learning: at.learning === 'none' ? 'none' : copyLearning(at.learning),
  }
}

/** One value on; a value that the form cannot go on from counts as missing. */
function taken(at: Position, given: number): void {
  const value = given / at.scale
  const { smoothing, state, errors, time, best } = at
  const learning = at.learning === 'none' ? undefined : at.learning
  if (!Number.isNaN(value)) {
    keep(at.memory, state, learning)
    const { error, mu } = learning
      ? learn(learning, { state, smoothing, time, value })
      : move({ form: best.form, state, smoothing, time, value })
    if (survives(best.form, state, mu)) {
      errors.count++
      errors.squares += error * error
      errors.logs = best.form.error === 'M' ? errors.logs + Math.log(mu) : 0
      if (learning) smoothingInto(smoothing, learning)
      at.time = time + 1
      return
    }
    putBack(at.memory, state, learning)
  }
  if (learning) learnNothing(learning, { state, smoothing })
  else move({ form: best.form, state, smoothing, time, value: Number.NaN })
  at.time = time + 1
}

/** Keeps state and learning as they are before a value, should the form not be able to go on from it. */
function keep({ before }: RunMemory, { level, trend, season }: EtsState, learning: Learning | undefined): void {
  before.level = level
  before.trend = trend
  if (before.season.length < season.length) before.season = new Float64Array(season.length)
  for (let i = 0; i < season.length; i++) before.season[i] = season[i]!
  if (!learning) return
  const { memory } = learning
  if (before.memory.length < memory.length) before.memory = new Float64Array(memory.length)
  for (let i = 0; i < memory.length; i++) before.memory[i] = memory[i]!
}

function putBack({ before }: RunMemory, state: EtsState, learning: Learning | undefined): void {
  state.level = before.level
  state.trend = before.trend
  for (let i = 0; i < state.season.length; i++) state.season[i] = before.season[i]!
  if (!learning) return
  for (let i = 0; i < learning.memory.length; i++) learning.memory[i] = before.memory[i]!
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

/** What comes, in closed form; not for multiplicative trends. */
function written(at: Position, { horizon, mean, deviation }: Coming): void {
  const { best, smoothing, state, time, scale, valid } = at
  const { form } = best
  const { memory } = at
  memory.reserve(horizon)
  const { base } = memory
  meanAhead({ form, smoothing, state, time, horizon, mean, base })
  const variance = oneStepVariance(at)
  const { seasonLength } = valid
  varianceAhead({ form, smoothing, variance, horizon, mean, base, seasonLength, memory, out: deviation })
  for (let h = 0; h < horizon; h++) {
    mean[h]! *= scale
    deviation[h] = Math.sqrt(deviation[h]!) * scale
  }
}

function simulated(at: Position, request: ForecastRequest): Forecast {
  const { horizon, levels } = checkRequest(request)
  const { best, smoothing, state, time, scale, valid } = at
  const { nonNegative, seed } = valid
  const { form } = best
  const mean = runAhead({ form, smoothing, state, time, horizon }).mean.map((value) => value * scale)
  const variance = oneStepVariance(at)
  const paths = simulateAhead({ form, smoothing, state, time, variance, horizon, paths: 1000, seed })
  const intervals = levels.map((level) => ({
    level,
    lo: Float64Array.from(paths, (values) => scale * sortedQuantile(values, 0.5 - level / 200)),
    hi: Float64Array.from(paths, (values) => scale * sortedQuantile(values, 0.5 + level / 200)),
  }))
  return sensible({ mean, intervals, nonNegative })
}

function oneStepVariance({ best, valid, errors }: Position): number {
  return errors.squares / degreesOf(best, valid, errors.count)
}

function scaled(ahead: Horizon, scale: number): Horizon {
  const times = (values: Float64Array) => values.map((value) => value * scale)
  return { mean: times(ahead.mean), level: times(ahead.level), trend: times(ahead.trend), season: times(ahead.season) }
}
