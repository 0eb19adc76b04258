import type { Fitted, Forecast } from '../contract.ts'
import { explain } from '../explanation.ts'
import { sensible } from '../intervals/intervals.ts'
import { reach } from '../numerics/normal.ts'
import { checkRequest, checkUpdate } from '../validation.ts'
import { pathOf, type Regressor, type SignalPath } from './regressors.ts'
import type { Considered } from './select.ts'

/** What one influence does: `perUnit` is the change of the series, in its own units, for one more unit of the influence. */
export interface Effect {
  readonly name: string
  readonly kind: Regressor['kind']
  readonly lag: number
  readonly perUnit: number
  readonly standardError: number
}

/** A regression forecast in parts that sum to the mean at every step. */
export interface RegressionParts {
  readonly mean: Float64Array
  readonly level: Float64Array
  readonly trend: Float64Array
  readonly season: Float64Array
  /** Events and the calendar. */
  readonly events: Float64Array
  readonly signals: Float64Array
  /** The same influence by influence, in the order of `effects`. */
  readonly byInfluence: readonly Float64Array[]
}

/** A fitted regression: its effects, all that was considered, and what is left for the model of the errors. */
export interface FittedRegression extends Fitted {
  readonly effects: readonly Effect[]
  readonly considered: readonly Considered[]
  readonly notes: readonly string[]
  /** Of the whole model; undefined where effects were shrunk. */
  readonly logLikelihood?: number
  /** One period on; `signals` gives that period's values by name, else plans or forecasts stand in. */
  update(value: number, signals?: Readonly<Record<string, number>>): FittedRegression
  explain(horizon: number): RegressionParts
}

/** Where a fitted regression stands. */
export interface Position {
  readonly name: string
  readonly effects: readonly Effect[]
  readonly considered: readonly Considered[]
  readonly notes: readonly string[]
  readonly logLikelihood?: number
  /** Columns that are no influence: a constant or a drift. Their coefficients come first. */
  readonly base: readonly ((t: number) => number)[]
  readonly regressors: readonly Regressor[]
  readonly beta: Float64Array
  readonly covariance: readonly Float64Array[]
  /** Forecasts what is left, in units of `scale`. */
  readonly rest: Fitted
  readonly scale: number
  readonly time: number
  readonly d: number
  readonly D: number
  /** How much wider than the model says an interval of a level is drawn. */
  readonly doubt: (level: number) => number
  readonly seasonLength: number
  readonly nonNegative: boolean
  /** For each signal without plans the model of it, and the values it took since the history ended. */
  readonly signals: readonly { readonly name: string; readonly fitted?: Fitted; readonly since: readonly number[] }[]
  readonly historyLength: number
}

/** The position as a fitted model. */
export function fittedRegression(at: Position): FittedRegression {
  const { name, effects, considered, notes, logLikelihood } = at
  return {
    kind: 'fitted',
    ...{ name, effects, considered, notes },
    ...(logLikelihood === undefined ? {} : { logLikelihood }),
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      return forecastFrom(at, horizon, levels)
    },
    update: (value, signals = {}) => fittedRegression(advanced(at, checkUpdate(value), signals)),
    explain: (horizon) => partsOf(at, horizon),
  }
}

function pathsAhead({ signals }: Position, horizon: number): (SignalPath | undefined)[] {
  return signals.map(({ fitted }) => fitted && pathOf(fitted, horizon))
}

/** The value of a regressor h steps ahead (0 is the next period), and how uncertain it is. */
function ahead(at: Position, regressor: Regressor, h: number, paths: readonly (SignalPath | undefined)[]) {
  const { signal, lag } = regressor
  const t = at.time + h
  const path = signal === undefined ? undefined : paths[signal]
  if (!path) return { value: regressor.at(t), deviation: 0 }
  if (h >= lag) return { value: path.mean[h - lag]!, deviation: path.deviation[h - lag]! }
  return { value: knownValue(at, regressor, t), deviation: 0 }
}

/** A period that has passed: from the history, or from what came since. */
function knownValue({ signals, historyLength }: Position, regressor: Regressor, t: number): number {
  const { signal, lag } = regressor
  if (signal === undefined || t - lag < historyLength || !signals[signal]!.fitted) return regressor.at(t)
  return signals[signal]!.since[t - lag - historyLength]!
}

function forecastFrom(at: Position, horizon: number, levels: readonly number[]): Forecast {
  const { rest, scale, base, regressors, beta, nonNegative } = at
  const forecast = rest.forecast({ horizon, levels })
  const paths = pathsAhead(at, horizon)
  const extra = extraVariance(at, horizon, paths)
  const shift = Float64Array.from({ length: horizon }, (_, h) => {
    let sum = 0
    for (const [j, column] of base.entries()) sum += beta[j]! * column(at.time + h)
    for (const [j, regressor] of regressors.entries())
      sum += beta[base.length + j]! * ahead(at, regressor, h, paths).value
    return sum
  })
  const mean = forecast.mean.map((value, h) => scale * (value + shift[h]!))
  const intervals = forecast.intervals.map(({ level, lo, hi }) => {
    const z = reach(level)
    const doubt = at.doubt(level)
    const wider = (own: number, h: number) => doubt * scale * Math.sqrt(own * own + z * z * extra[h]!)
    return {
      level,
      lo: lo.map((value, h) => mean[h]! - wider(forecast.mean[h]! - value, h)),
      hi: hi.map((value, h) => mean[h]! + wider(value - forecast.mean[h]!, h)),
    }
  })
  return sensible({ mean, intervals, nonNegative })
}

/** x' Cov x for what the columns do beyond where differencing starts, and beta^2 times the variance of forecast signals. */
function extraVariance(at: Position, horizon: number, paths: readonly (SignalPath | undefined)[]): Float64Array {
  const { base, regressors, beta, covariance, time, d, D, seasonLength: m } = at
  return Float64Array.from({ length: horizon }, (_, h) => {
    const back = D > 0 ? time + h - m * (1 + Math.floor(h / m)) : time - 1
    const differenced = d + D > 0 && back >= 0
    const x = base.map((column) => column(time + h) - (differenced ? column(back) : 0))
    let sum = 0
    for (const [j, regressor] of regressors.entries()) {
      const { value, deviation } = ahead(at, regressor, h, paths)
      x.push(value - (differenced ? knownValue(at, regressor, back) : 0))
      sum += (beta[base.length + j]! * deviation) ** 2
    }
    for (const [i, a] of x.entries()) for (const [j, b] of x.entries()) sum += a * b * covariance[i]![j]!
    // No number where the errors vanish and nothing is uncertain.
    return Number.isNaN(sum) ? 0 : Math.max(0, sum)
  })
}

function advanced(at: Position, value: number, given: Readonly<Record<string, number>>): Position {
  const { base, regressors, beta, scale, time } = at
  const signals = at.signals.map(({ name, fitted, since }) => {
    if (!fitted) return { name, since }
    const now = given[name] ?? fitted.forecast({ horizon: 1, levels: [] }).mean[0]!
    return { name, fitted: fitted.update(now), since: [...since, now] }
  })
  const next = { ...at, signals, time: time + 1 }
  let rest = value / scale
  for (const [j, column] of base.entries()) rest -= beta[j]! * column(time)
  for (const [j, regressor] of regressors.entries()) rest -= beta[base.length + j]! * knownValue(next, regressor, time)
  return { ...next, rest: at.rest.update(rest) }
}

function partsOf(at: Position, horizon: number): RegressionParts {
  const { rest, scale, base, regressors, beta, seasonLength } = at
  const mean = forecastFrom(at, horizon, []).mean
  const own = explain({ fitted: rest, horizon, seasonLength })
  const paths = pathsAhead(at, horizon)
  const byInfluence = regressors.map((regressor, j) =>
    mean.map((_, h) => scale * beta[base.length + j]! * ahead(at, regressor, h, paths).value),
  )
  const total = (isOne: (regressor: Regressor) => boolean) =>
    mean.map((_, h) => byInfluence.reduce((sum, values, j) => sum + (isOne(regressors[j]!) ? values[h]! : 0), 0))
  const signals = total(({ kind }) => kind === 'signal')
  const events = total(({ kind }) => kind !== 'signal')
  const drift = (h: number) =>
    base.reduce((sum, column, j) => sum + beta[j]! * (column(at.time + h) - column(at.time)), 0)
  const trend = mean.map((_, h) => scale * (own.trend[h]! + drift(h)))
  const season = mean.map((_, h) => scale * own.season[h]!)
  const level = mean.map((value, h) => value - trend[h]! - season[h]! - events[h]! - signals[h]!)
  return { mean, level, trend, season, events, signals, byInfluence }
}
