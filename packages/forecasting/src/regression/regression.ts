import { type Declined, declined, type FitOptions, type Model, type Values } from '../contract.ts'
import { ordinaryDifferences, seasonalDifferences } from '../models/arima/differences.ts'
import { type ArimaOrder, differenced } from '../models/arima/order.ts'
import { selectOrder } from '../models/arima/select.ts'
import { meanSize } from '../numerics/scale.ts'
import { interpolate } from '../treatment/missing.ts'
import { type Validated, validate } from '../validation.ts'
import { armaEngine, type Engine, ridgeEngine } from './engine.ts'
import { type Effect, type FittedRegression, fittedRegression } from './fitted.ts'
import {
  type Candidate,
  candidatesOf,
  eventRegressors,
  type Influences,
  type Regressor,
  settleSignals,
  signalModel,
} from './regressors.ts'
import { type Considered, selectRegressors } from './select.ts'
import { leastSquares } from './solve.ts'

/** What may move a series, and how its errors are modelled. */
export interface RegressionChoice extends Influences {
  /** The order of the errors; chosen by AICc where none is given, which widens the intervals. A constant is a mean, or with differences a drift. */
  readonly order?: Partial<ArimaOrder>
  /** How many steps ahead a signal must help; half a season by default, at least 3 and at most 6. */
  readonly horizon?: number
  /** True to keep every signal (at lag 0) and every fact of the calendar, without asking whether it helps. */
  readonly keepAll?: boolean
}

/** The model as `regression` returns it: its fits know effects, standard errors and what was considered. */
export interface RegressionModel extends Model {
  fit(series: Values, options?: FitOptions): FittedRegression | Declined
}

/** Gaps up to this share are estimated along; more are bridged on straight lines. */
const estimable = 0.1

/**
 * Regression on market signals, events and the calendar with ARIMA errors by exact likelihood; on short histories with shrunk
 * effects and `auto` on the rest. Signals (each at several lags) and calendar facts stay only where they lower the error of
 * rolling-origin forecasts: that nothing helps is an answer, in `considered` and `notes`. Events that occurred always stay.
 */
export function regression(choice: RegressionChoice): RegressionModel {
  return {
    name: 'regression',
    fit(series, options) {
      const valid = validate(series, options)
      return valid.kind === 'declined' ? valid : fitRegression(valid, choice)
    },
  }
}

function fitRegression(validated: Validated, choice: RegressionChoice): FittedRegression | Declined {
  // A season of which there is no second one cannot be seen.
  const valid = 2 * validated.seasonLength > validated.y.length ? { ...validated, seasonLength: 1 } : validated
  const { observed, seasonLength } = valid
  if (observed < 8) return declined(`A regression needs at least 8 values; got ${observed}. Use auto.`)
  const length = valid.y.length
  const signals = settleSignals(choice.signals ?? [], length)
  const scale = meanSize(valid.y)
  const y = interpolate(valid.y).map((value) => value / scale)
  const always = eventRegressors(choice.events ?? [], length)
  const all = candidatesOf({ ...choice, signals })
  const forced = choice.keepAll ? all.filter(({ lag }) => lag === 0) : []
  const horizon = choice.horizon ?? Math.max(3, Math.min(6, Math.floor(seasonLength / 2)))
  const whole = engineFor({ valid, y, choice, columns: all.filter(({ lag }) => lag === 0).length + always.length })
  const chosen = choice.keepAll
    ? { kept: forced, considered: [] }
    : selectRegressors({ y, ...whole, seasonLength, signals, always, candidates: all, horizon })
  const regressors = [...always, ...chosen.kept.flatMap((each) => each.regressors)]
  const { engine, base } = whole.short || choice.order ? whole : engineFor({ valid, y, choice, columns: 0, regressors })
  const columns = [...base, ...regressors.map(({ at }) => at)].map((at) =>
    Float64Array.from({ length }, (_, t) => at(t)),
  )
  const fit = engine.fit(y, columns)
  if (!fit) {
    return declined(
      `${length} values are too few for ${columns.length} columns and the errors. Use fewer influences, or auto.`,
    )
  }
  const { d, D } = engine
  const effects = regressors.map(({ name, kind, lag }, j): Effect => {
    const place = base.length + j
    const standardError = scale * Math.sqrt(Math.max(0, fit.covariance[place]![place]!))
    return { name, kind, lag, perUnit: scale * fit.beta[place]!, standardError }
  })
  return fittedRegression({
    ...{ name: nameOf(engine, fit.rest.name, regressors), effects, considered: chosen.considered },
    notes: notesOn(choice, chosen, always),
    ...(fit.logLikelihood === undefined
      ? {}
      : { logLikelihood: fit.logLikelihood - (length - d - D * seasonLength) * Math.log(scale) }),
    ...{ base, regressors, beta: fit.beta, covariance: fit.covariance, rest: fit.rest, scale, d, D },
    doubt: (level) => (choice.order ? 1 : engine.doubt(level, observed)),
    ...{ time: length, historyLength: length, seasonLength, nonNegative: valid.nonNegative },
    signals: signals.map((signal, place) => {
      const used = regressors.some((regressor) => regressor.signal === place)
      const fitted = used ? signalModel(signal, length, seasonLength) : undefined
      return { name: signal.name, since: [], ...(fitted && { fitted }) }
    }),
  })
}

/** ARIMA errors where the history carries them, else shrinkage; and the columns that are no influence. */
interface Footing {
  readonly engine: Engine
  /** Columns that are no influence: a constant or a drift, and gaps. */
  readonly base: readonly ((t: number) => number)[]
  readonly short: boolean
}

/** The errors to reckon with: for trying influences out those of a wandering level and season, for the regressors kept their own. */
function engineFor(given: {
  valid: Validated
  y: Float64Array
  choice: RegressionChoice
  columns: number
  regressors?: readonly Regressor[]
}): Footing {
  const { valid, y, choice, columns, regressors } = given
  const m = valid.seasonLength
  if (!choice.order && y.length < Math.max(24, 2 * m + columns + 6)) {
    return { engine: ridgeEngine(m), base: [], short: true }
  }
  const gaps = Array.from(valid.y.keys()).filter((t) => Number.isNaN(valid.y[t]!))
  const blanks = gaps.length <= estimable * y.length ? gaps.map((gap) => (t: number) => (t === gap ? 1 : 0)) : []
  const order = choice.order
    ? { ...nothing, ...choice.order }
    : regressors
      ? chosenOrder(y, m, regressors)
      : wandering(y, m)
  const constant = !order.constant ? [] : order.d + order.D === 0 ? [() => 1] : [(t: number) => t + 1]
  return { engine: armaEngine(order, m), base: [...constant, ...blanks], short: false }
}

/** A level that wanders, and a season that does or that fades. */
function wandering(y: Float64Array, m: number): ArimaOrder {
  const D = seasonalDifferences(y, m)
  return { ...nothing, d: 1, q: 1, D, Q: D, P: m > 1 && D === 0 && y.length >= 3 * m ? 1 : 0 }
}

const nothing: ArimaOrder = { p: 0, d: 0, q: 0, P: 0, D: 0, Q: 0, constant: false }

/** The order of what a plain regression on changes leaves, by the stepwise search of `arima`. */
function chosenOrder(y: Float64Array, m: number, regressors: readonly Regressor[]): ArimaOrder {
  const columns = regressors.map(({ at }) => y.map((_, t) => at(t)))
  const D = seasonalDifferences(y, m)
  const d = Math.max(ordinaryDifferences(differenced(y, { d: 0, D }, m)), D > 0 ? 0 : 1)
  const { beta } = leastSquares({
    w: differenced(y, { d, D }, m),
    columns: columns.map((column) => differenced(column, { d, D }, m)),
  })
  const rest = y.map((value, t) => columns.reduce((sum, column, j) => sum - beta[j]! * column[t]!, value))
  return selectOrder({ y: rest, missing: [], seasonLength: m })?.order ?? { ...nothing, p: 1, constant: true }
}

function nameOf(engine: Engine, rest: string, regressors: readonly Regressor[]): string {
  const names = [...new Set(regressors.map(({ name, lag }) => (lag > 0 ? `${name} (lag ${lag})` : name)))]
  const on = names.length > 0 ? `regression on ${names.join(', ')}` : 'no influence'
  return `${on} with ${engine.name === 'ARIMA errors' ? `${rest} errors` : rest}`
}

function notesOn(
  choice: RegressionChoice,
  { kept, considered }: { kept: readonly Candidate[]; considered: readonly Considered[] },
  always: readonly Regressor[],
): string[] {
  const notes: string[] = []
  const silent = (choice.events ?? []).filter(({ name }) => !always.some((regressor) => regressor.name === name))
  for (const { name } of silent)
    notes.push(`${name} has not happened in the history: its effect is not known and taken as none.`)
  if (choice.keepAll) return notes
  if (considered.length === 0 && (choice.signals?.length || choice.calendar)) {
    return [...notes, 'The history is too short to try signals out: none is used.']
  }
  const [best] = considered.toSorted((a, b) => b.gain - a.gain)
  if (kept.length === 0 && best) {
    notes.push(
      `No signal or fact of the calendar helps: the best, ${best.name} at lag ${best.lag}, changes the error out of sample by ${(-100 * best.gain).toFixed(1)} %.`,
    )
  }
  return notes
}
