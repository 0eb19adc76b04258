import type { Coming, Fitted, Forecast, ForecastRequest, Kernel, Running } from '../../contract.ts'
import { forecastOf, sensible } from '../../intervals/intervals.ts'
import { sortedQuantile } from '../../numerics/sorted-quantile.ts'
import { checkRequest, checkUpdate, type Validated } from '../../validation.ts'
import type { EtsEstimate } from './estimate.ts'
import { type EtsForm, formName } from './form.ts'
import { type Horizon, meanAhead, runAhead, varianceAhead } from './horizon.ts'
import type { Region } from './layout.ts'
import { RunMemory } from './memory.ts'
import { copied, degreesOf, likelihoodOf, oneStepVariance, type Position } from './position.ts'
import { simulateAhead } from './simulate.ts'
import { taken } from './take-value.ts'

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

function scaled(ahead: Horizon, scale: number): Horizon {
  const times = (values: Float64Array) => values.map((value) => value * scale)
  return { mean: times(ahead.mean), level: times(ahead.level), trend: times(ahead.trend), season: times(ahead.season) }
}
