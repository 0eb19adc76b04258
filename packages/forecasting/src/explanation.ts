import type { Fitted, Parts } from './contract.ts'

/** A forecast split by step; `level + trend + season + events + signals + override` is the mean at every step. */
export interface Explanation {
  readonly mean: Float64Array
  readonly level: Float64Array
  readonly trend: Float64Array
  readonly season: Float64Array
  /** Events and the calendar. */
  readonly events: Float64Array
  /** Market signals. */
  readonly signals: Float64Array
  /** What people put in the model's place, less what it said. */
  readonly override: Float64Array
}

/**
 * Splits the forecast of any model, overrides included (by step, NaN for none). A model that knows its parts names them; those
 * of a weighted mean are the weighted sums of its members'. For other models the trend is what a centred mean over one
 * season of the forecast does from its first step on, the level where that mean stands at the first step, and the season
 * the rest. What clipping takes off goes to the level.
 */
export function explain(given: {
  fitted: Fitted
  horizon: number
  seasonLength?: number
  overrides?: ArrayLike<number>
}): Explanation {
  const { fitted, horizon, seasonLength = 1, overrides } = given
  const own = fitted.forecast({ horizon, levels: [] }).mean
  const parts = partsOf(fitted, horizon, seasonLength)
  const nothing = new Float64Array(horizon)
  const [trend, season] = [numbers(parts.trend), numbers(parts.season)]
  const [events, signals] = [numbers(parts.events ?? nothing), numbers(parts.signals ?? nothing)]
  const mean = overridden(own, overrides)
  const override = mean.map((value, h) => value - own[h]!)
  const level = own.map((value, h) => value - trend[h]! - season[h]! - events[h]! - signals[h]!)
  return { mean, level, trend, season, events, signals, override }
}

/** A part beyond all numbers, as of explosive growth far ahead, is left to the level. */
function numbers(part: Float64Array): Float64Array {
  return part.every(Number.isFinite) ? part : part.map((value) => (Number.isFinite(value) ? value : 0))
}

function partsOf(fitted: Fitted, horizon: number, m: number): Parts {
  if (fitted.explain) return fitted.explain(horizon)
  if (fitted.members) return weightedParts(fitted.members, horizon, m)
  const path = fitted.forecast({ horizon: horizon + 2 * m, levels: [] }).mean
  const smooth = smoothed(path, m, horizon)
  const level = new Float64Array(horizon).fill(smooth[0]!)
  const trend = level.map((start, h) => smooth[h]! - start)
  const season = level.map((start, h) => path[h]! - start - trend[h]!)
  return { level, trend, season }
}

function weightedParts(members: NonNullable<Fitted['members']>, horizon: number, m: number): Parts {
  const total = members.reduce((sum, { weight }) => sum + weight, 0)
  const parts = members.map(({ fitted, weight }) => ({ share: weight / total, ...partsOf(fitted, horizon, m) }))
  const sum = (key: keyof Parts) =>
    Float64Array.from({ length: horizon }, (_, h) =>
      parts.reduce((so, part) => so + part.share * (part[key]?.[h] ?? 0), 0),
    )
  return {
    ...{ level: sum('level'), trend: sum('trend'), season: sum('season') },
    ...{ events: sum('events'), signals: sum('signals') },
  }
}

/** The centred mean over one season for so many steps; the first half season goes back along the slope of the first two whole seasons. */
function smoothed(path: Float64Array, m: number, steps: number): Float64Array {
  if (m === 1) return path
  const seasonMean = (from: number) => {
    let sum = 0
    for (let h = from; h < from + m; h++) sum += path[h]!
    return sum / m
  }
  const center = (m - 1) / 2
  const [first, second] = [seasonMean(0), seasonMean(m)]
  const means = Float64Array.from({ length: Math.max(0, Math.ceil(steps - center)) + 1 }, (_, from) => seasonMean(from))
  const out = new Float64Array(steps)
  for (let h = 0; h < steps; h++) {
    const from = h - center
    const below = Math.floor(from)
    if (from < 0) out[h] = first + ((second - first) * from) / m
    else out[h] = means[below]! + (from - below) * (means[below + 1]! - means[below]!)
  }
  return out
}

/** Why a forecast changed, by the periods both forecasts cover; the parts sum to the change. */
export interface ChangeExplanation {
  readonly before: Float64Array
  readonly after: Float64Array
  /** What the new values alone did to the old model. */
  readonly newData: Float64Array
  /** What fitting or choosing the model anew did on top. */
  readonly model: Float64Array
  /** What treating the history otherwise did on top. */
  readonly treatment: Float64Array
  /** What other plans or values of signals and events did on top. */
  readonly signals: Float64Array
  /** What people's overrides add to the difference. */
  readonly override: Float64Array
}

/** Two forecasts of one series, the second some values later, and what stands between them. */
export interface ChangeRequest {
  readonly before: Fitted
  readonly newValues: ArrayLike<number>
  readonly after: Fitted
  readonly horizon: number
  /** As `after`, but with the signals and events as they were known before; without it they count as unchanged. */
  readonly withOldSignals?: Fitted
  /** As `withOldSignals` (or `after`), but with the history treated as before; without it the treatment counts as unchanged. */
  readonly withOldTreatment?: Fitted
  /** Overrides by period of the common horizon, replacing the model's mean; NaN or absent for none. */
  readonly overrides?: { readonly before: ArrayLike<number>; readonly after: ArrayLike<number> }
}

/**
 * Attributes the change between two forecasts, one step after the other: the old model takes the new values by `update` (new
 * data), is made anew (model), on the history as treated now (treatment), with the signals as known now (signals); the rest is
 * overrides. Step 0 of every part is the first period after the new values.
 */
export function explainChange(given: ChangeRequest): ChangeExplanation {
  const { newValues, horizon, overrides, after: last, withOldSignals = last, withOldTreatment = withOldSignals } = given
  const skip = newValues.length
  const meanOf = (fitted: Fitted) => fitted.forecast({ horizon, levels: [] }).mean
  const old = given.before.forecast({ horizon: skip + horizon, levels: [] }).mean.slice(skip)
  const informed = meanOf(Array.from(newValues).reduce<Fitted>((fitted, value) => fitted.update(value), given.before))
  const made = meanOf(withOldTreatment)
  const treated = meanOf(withOldSignals)
  const now = meanOf(last)
  const before = overridden(old, overrides?.before)
  const after = overridden(now, overrides?.after)
  const minus = (a: Float64Array, b: Float64Array) => a.map((value, h) => value - b[h]!)
  return {
    ...{ before, after },
    newData: minus(informed, old),
    model: minus(made, informed),
    treatment: minus(treated, made),
    signals: minus(now, treated),
    override: minus(minus(after, now), minus(before, old)),
  }
}

function overridden(mean: Float64Array, overrides: ArrayLike<number> | undefined): Float64Array {
  return mean.map((value, h) => (Number.isFinite(overrides?.[h]) ? overrides![h]! : value))
}
