import type { Fitted } from './contract.ts'

/** A forecast split by step; `level + trend + season` is the mean at every step. */
export interface Explanation {
  readonly mean: Float64Array
  readonly level: Float64Array
  readonly trend: Float64Array
  readonly season: Float64Array
}

/**
 * Splits the forecast of any model: the trend is what a centred mean over one season of the forecast does from its first
 * step on, the level is where that mean stands at the first step, and the season is the rest.
 */
export function explain(given: { fitted: Fitted; horizon: number; seasonLength?: number }): Explanation {
  const { fitted, horizon, seasonLength: m = 1 } = given
  const path = fitted.forecast({ horizon: horizon + 2 * m, levels: [] }).mean
  const mean = path.slice(0, horizon)
  const smooth = smoothed(path, m)
  const level = new Float64Array(horizon).fill(smooth[0]!)
  const trend = mean.map((_, h) => smooth[h]! - smooth[0]!)
  const season = mean.map((value, h) => value - level[h]! - trend[h]!)
  return { mean, level, trend, season }
}

/** The centred mean over one season; the first half season goes back along the slope of the first two whole seasons. */
function smoothed(path: Float64Array, m: number): Float64Array {
  if (m === 1) return path
  const seasonMean = (from: number) => path.subarray(from, from + m).reduce((sum, value) => sum + value, 0) / m
  const out = new Float64Array(path.length)
  const center = (m - 1) / 2
  const [first, second] = [seasonMean(0), seasonMean(m)]
  for (let h = 0; h < path.length - m; h++) {
    const from = h - center
    const below = Math.floor(from)
    if (from < 0) out[h] = first + ((second - first) * from) / m
    else
      out[h] =
        seasonMean(below) + (from - below) * (seasonMean(Math.min(path.length - m, below + 1)) - seasonMean(below))
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
  /** What people's overrides add to the difference. */
  readonly override: Float64Array
}

/**
 * Attributes the change between two forecasts: the old model takes the new values by `update`, which shows the effect of the
 * data; the step from there to the new model is the effect of the model; the rest is overrides (NaN where there is none).
 * Step 0 of every part is the first period after the new values.
 */
export function explainChange(given: {
  before: Fitted
  newValues: ArrayLike<number>
  after: Fitted
  horizon: number
  /** Overrides by period of the common horizon, replacing the model's mean; NaN or absent for none. */
  overrides?: { readonly before: ArrayLike<number>; readonly after: ArrayLike<number> }
}): ChangeExplanation {
  const { newValues, horizon, overrides } = given
  const skip = newValues.length
  const old = given.before.forecast({ horizon: skip + horizon, levels: [] }).mean.slice(skip)
  const informed = Array.from(newValues).reduce<Fitted>((fitted, value) => fitted.update(value), given.before)
  const same = informed.forecast({ horizon, levels: [] }).mean
  const anew = given.after.forecast({ horizon, levels: [] }).mean
  const before = overridden(old, overrides?.before)
  const after = overridden(anew, overrides?.after)
  const newData = old.map((value, h) => same[h]! - value)
  const model = anew.map((value, h) => value - same[h]!)
  const override = after.map((value, h) => value - before[h]! - newData[h]! - model[h]!)
  return { before, after, newData, model, override }
}

function overridden(mean: Float64Array, overrides: ArrayLike<number> | undefined): Float64Array {
  return mean.map((value, h) => (Number.isFinite(overrides?.[h]) ? overrides![h]! : value))
}
