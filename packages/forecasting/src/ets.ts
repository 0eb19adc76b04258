import { normalForecast, sensible } from './bands.ts'
import {
  type Declined,
  declined,
  type FitOptions,
  type Fitted,
  type Forecast,
  type Model,
  type Values,
} from './contract.ts'
import { type Admitted, admit, checkRequest, checkUpdate } from './door.ts'
import type { EtsEstimate } from './ets/estimate.ts'
import { admissibleForms, type EtsForm, formName, isAdditive, isStable, parseForm } from './ets/form.ts'
import { type Horizon, runAhead, varianceAhead } from './ets/horizon.ts'
import { type EtsState, runRecursion } from './ets/recursion.ts'
import { select } from './ets/select.ts'
import { simulateAhead } from './ets/simulate.ts'
import { interpolate } from './missing.ts'

/** What to fit: a form such as `MAdM`, or (by default) the best of all admissible forms by AICc. */
export interface EtsChoice {
  readonly form?: string
  /** Try multiplicative trends as well when selecting. */
  readonly multiplicativeTrend?: boolean
}

/** The model as `ets` returns it: its fits know their form, likelihood and parts. */
export interface EtsModel extends Model {
  fit(series: Values, options?: FitOptions): FittedEts | Declined
}

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

/** Exponential smoothing in state-space form, with the form chosen by corrected Akaike criterion. */
export function ets(choice: EtsChoice = {}): EtsModel {
  return {
    name: choice.form ? `ETS ${choice.form}` : 'ETS',
    fit(series, options) {
      const door = admit(series, options)
      if (door.kind === 'declined') return door
      const forms = candidates(door, choice)
      if (!Array.isArray(forms)) return forms
      return fitBest(door, forms)
    },
  }
}

function candidates(door: Admitted, choice: EtsChoice): EtsForm[] | Declined {
  const { y, observed, seasonLength: m } = door
  const seasonal = m > 1 && y.length >= 2 * m + 1
  const positive = !y.some((value) => value <= 0)
  if (choice.form === undefined) {
    if (observed < 5) return declined(`ETS needs at least 5 values; got ${observed}. Use the naive or mean model.`)
    return admissibleForms({ seasonal, positive, multiplicativeTrend: choice.multiplicativeTrend ?? false }).concat(
      seasonal ? admissibleForms({ seasonal: false, positive, multiplicativeTrend: false }) : [],
    )
  }
  const form = parseForm(choice.form)
  if (!form) throw new RangeError(`Form ${choice.form} is unknown. Use letters such as ANN, AAdA or MAM.`)
  if (!isStable(form))
    throw new RangeError(`Form ${choice.form} has unbounded forecast variance. Use M errors with it.`)
  if (form.season !== 'N' && !seasonal) {
    return declined(
      `Form ${choice.form} with season length ${m} needs at least ${2 * m + 1} values and a season; got ${y.length}.`,
    )
  }
  if (!isAdditive(form) && !positive) {
    return declined(
      `Form ${choice.form} needs values above zero; got ${y.find((value) => value <= 0)}. Use an additive form.`,
    )
  }
  return [form]
}

function fitBest(door: Admitted, forms: EtsForm[]): FittedEts | Declined {
  const { observed, seasonLength } = door
  const scale = scaleOf(door.y)
  const y = door.y.map((value) => value / scale)
  const filled = interpolate(y)
  const best = select({ y, filled, seasonLength, observed }, forms)
  if (!best) return declined(`No ETS form could be fitted to ${observed} values. Use the naive or mean model.`)
  return fittedAt({ best, state: best.state, time: y.length, scale, door })
}

/** The power of two next to the mean size of the values: dividing by it loses no digit. */
function scaleOf(y: Float64Array): number {
  let sum = 0
  let count = 0
  for (const value of y) {
    if (Number.isNaN(value)) continue
    sum += Math.abs(value)
    count++
  }
  return sum > 0 ? 2 ** Math.round(Math.log2(sum / count)) : 1
}

interface Position {
  readonly best: EtsEstimate
  readonly state: EtsState
  /** Values seen so far. */
  readonly time: number
  readonly scale: number
  readonly door: Admitted
}

function fittedAt(at: Position): FittedEts {
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
      if (cost < Number.POSITIVE_INFINITY && survives(form, state)) return fittedAt({ ...at, state, time: at.time + 1 })
      const skipped = { ...at.state, season: at.state.season.slice() }
      runRecursion({
        form,
        smoothing,
        state: skipped,
        y: Float64Array.of(Number.NaN),
        residual: new Float64Array(1),
        from: at.time,
      })
      return fittedAt({ ...at, state: skipped, time: at.time + 1 })
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
  const mean = ahead.mean.map((value) => value * scale)
  const { nonNegative, seed } = door
  if (variance) {
    return normalForecast({ mean, deviation: variance.map((v) => Math.sqrt(v) * scale), levels, nonNegative })
  }
  const paths = simulateAhead({ ...best, state, time, horizon, paths: 1000, seed })
  const intervals = levels.map((level) => ({
    level,
    lo: Float64Array.from(paths, (values) => scale * quantile(values, 0.5 - level / 200)),
    hi: Float64Array.from(paths, (values) => scale * quantile(values, 0.5 + level / 200)),
  }))
  return sensible({ mean, intervals, nonNegative })
}

/** The quantile of sorted values by linear interpolation. */
function quantile(sorted: Float64Array, p: number): number {
  const position = p * (sorted.length - 1)
  const below = Math.floor(position)
  const above = Math.min(sorted.length - 1, below + 1)
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!)
}

function scaled(ahead: Horizon, scale: number): Horizon {
  const times = (values: Float64Array) => values.map((value) => value * scale)
  return { mean: times(ahead.mean), level: times(ahead.level), trend: times(ahead.trend), season: times(ahead.season) }
}
