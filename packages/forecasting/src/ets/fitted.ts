import { normalForecast, sensible } from '../bands.ts'
import type { Fitted, Forecast } from '../contract.ts'
import { type Admitted, checkRequest, checkUpdate } from '../door.ts'
import { sortedQuantile } from '../sorted-quantile.ts'
import type { EtsEstimate } from './estimate.ts'
import { type EtsForm, formName, isAdditive } from './form.ts'
import { type Horizon, runAhead, varianceAhead } from './horizon.ts'
import { type EtsState, runRecursion } from './recursion.ts'
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
export interface Position {
  readonly best: EtsEstimate
  readonly state: EtsState
  /** Values seen so far. */
  readonly time: number
  readonly scale: number
  readonly door: Admitted
}

/** The estimate as a fitted model. */
export function fittedEts(at: Position): FittedEts {
  const { best, scale, door } = at
  return {
    kind: 'fitted',
    name: formName(best.form),
    form: best.form,
    smoothing: best.smoothing,
    logLikelihood: best.logLikelihood - shiftOf(door, scale),
    aicc: best.aicc + 2 * shiftOf(door, scale),
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      return forecastFrom(at, horizon, levels)
    },
    update(value) {
      const state = { ...at.state, season: at.state.season.slice() }
      const y = Float64Array.of(checkUpdate(value) / scale)
      const { form, smoothing } = best
      const cost = runRecursion({ form, smoothing, state, y, residual: new Float64Array(1), from: at.time })
      if (cost < Number.POSITIVE_INFINITY && survives(form, state))
        return fittedEts({ ...at, state, time: at.time + 1 })
      const skipped = { ...at.state, season: at.state.season.slice() }
      runRecursion({
        form,
        smoothing,
        state: skipped,
        y: Float64Array.of(Number.NaN),
        residual: new Float64Array(1),
        from: at.time,
      })
      return fittedEts({ ...at, state: skipped, time: at.time + 1 })
    },
    explain: (horizon) => scaled(runAhead({ ...best, state: at.state, time: at.time, horizon }), scale),
  }
}

/** The likelihood of the data as given differs from that of the scaled data by n log(scale). */
function shiftOf(door: Admitted, scale: number): number {
  return door.observed * Math.log(scale)
}

/** A form that multiplies cannot go on from a level or season at or below zero. */
function survives(form: EtsForm, state: EtsState): boolean {
  if (isAdditive(form)) return true
  return state.level > 0 && (form.season !== 'M' || state.season.every((index) => index > 0))
}

function forecastFrom(at: Position, horizon: number, levels: readonly number[]): Forecast {
  const { best, state, time, scale, door } = at
  const ahead = runAhead({ ...best, state, time, horizon })
  const variance = varianceAhead({ ...best, ahead, seasonLength: door.seasonLength })
  const { mean } = ahead
  for (let h = 0; h < horizon; h++) mean[h]! *= scale
  const { nonNegative, seed } = door
  if (variance) {
    for (let h = 0; h < horizon; h++) variance[h] = Math.sqrt(variance[h]!) * scale
    return normalForecast({ mean, deviation: variance, levels, nonNegative })
  }
  const paths = simulateAhead({ ...best, state, time, horizon, paths: 1000, seed })
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
