import type { Declined, FitOptions, Fitted, Model } from '../contract.ts'
import { validate } from '../validation.ts'
import { sensible } from './intervals.ts'

/** How intervals are corrected. */
export interface ConformalChoice {
  /** The longest horizon with a correction of its own; later steps take the last. 18 by default. */
  readonly horizon?: number
  /** How many past forecasts count as evidence; at most 40 by default. */
  readonly origins?: number
}

/**
 * Intervals corrected by what the model's own past forecasts missed (split conformal prediction, Vovk et al. 2005, per step):
 * the model is fitted to the first part of the history, updated through the rest without refits, and each step's width is
 * multiplied so that its past errors would have been covered as often as promised. Few past errors are drawn towards
 * the model's own width. Each update adds the newest errors.
 */
export function conformal(model: Model, choice: ConformalChoice = {}): Model {
  const { horizon = 18, origins = 40 } = choice
  return {
    name: `conformal ${model.name}`,
    fit(series, options): Fitted | Declined {
      const valid = validate(series, options)
      if (valid.kind === 'declined') return valid
      const fitted = model.fit(series, options)
      if (fitted.kind === 'declined') return fitted
      const evidence = pastScores({ model, y: valid.y, options, horizon, origins })
      const nonNegative = options?.nonNegative ?? false
      return correctedAt({ fitted, ...evidence, origins, horizon, nonNegative })
    },
  }
}

interface At {
  readonly fitted: Fitted
  /** Per step, the errors of past forecasts in half-widths of their own 80 % intervals, oldest first. */
  readonly scores: readonly (readonly number[])[]
  /** Forecasts whose periods are still to come, newest first. */
  readonly open: readonly OpenForecast[]
  readonly origins: number
  readonly horizon: number
  readonly nonNegative: boolean
}

interface OpenForecast {
  readonly mean: Float64Array
  readonly half: Float64Array
}

function pastScores(given: {
  model: Model
  y: Float64Array
  options: FitOptions | undefined
  horizon: number
  origins: number
}): Pick<At, 'scores' | 'open'> {
  const { model, y, options, horizon, origins } = given
  const m = options?.seasonLength ?? 1
  const first = Math.max(2 * m + 4, Math.floor(y.length / 2), y.length - origins - horizon)
  const nothing = { scores: Array.from({ length: horizon }, () => []), open: [] }
  if (first >= y.length) return nothing
  let fitted = model.fit(y.subarray(0, first), options)
  if (fitted.kind === 'declined') return nothing
  let state: Pick<At, 'scores' | 'open'> = nothing
  for (let t = first; t < y.length; t++) {
    state = scored({ ...state, fitted, value: y[t]!, horizon, origins })
    fitted = fitted.update(y[t]!)
  }
  return state
}

/** Opens the forecast of now, and scores every open forecast on the value that came. */
function scored(given: Pick<At, 'scores' | 'open' | 'horizon' | 'origins'> & { fitted: Fitted; value: number }) {
  const { fitted, value, horizon, origins } = given
  const { mean, intervals } = fitted.forecast({ horizon, levels: [80] })
  const half = intervals[0]!.hi.map((hi, h) => (hi - intervals[0]!.lo[h]!) / 2)
  const open = [{ mean, half }, ...given.open].slice(0, horizon)
  if (Number.isNaN(value)) return { open, scores: given.scores }
  const scores = given.scores.map((known, h) => {
    const forecast = open[h]
    if (!forecast || !(forecast.half[h]! > 0)) return known
    return [...known, Math.abs(value - forecast.mean[h]!) / forecast.half[h]!].slice(-origins)
  })
  return { open, scores }
}

function correctedAt(at: At): Fitted {
  const { fitted, scores, nonNegative } = at
  return {
    kind: 'fitted',
    name: `conformal ${fitted.name}`,
    forecast(request) {
      const { mean, intervals } = fitted.forecast(request)
      const [own] = fitted.forecast({ ...request, levels: [80] }).intervals
      const corrected = intervals.map(({ level, lo, hi }) => {
        const [below, above] = [lo.slice(), hi.slice()]
        for (let h = 0; h < mean.length; h++) {
          const usual = (hi[h]! - lo[h]!) / (own!.hi[h]! - own!.lo[h]!)
          const factor = factorOf(scores[Math.min(h, scores.length - 1)]!, level, usual)
          below[h] = mean[h]! + factor * (lo[h]! - mean[h]!)
          above[h] = mean[h]! + factor * (hi[h]! - mean[h]!)
        }
        return { level, lo: below, hi: above }
      })
      return sensible({ mean, intervals: nested(corrected), nonNegative })
    },
    update(value) {
      return correctedAt({ ...at, ...scored({ ...at, value }), fitted: fitted.update(value) })
    },
  }
}

/** Evidence worth this many forecasts stands behind the model's own width. */
const prior = 15

/** The factor on a half-width: the conformal quantile of past scores over the usual one, drawn to 1 where scores are few. */
function factorOf(scores: readonly number[], level: number, usual: number): number {
  const n = scores.length
  const place = Math.ceil((n + 1) * (level / 100)) - 1
  if (n === 0 || !(usual > 0) || !Number.isFinite(usual)) return 1
  const sorted = scores.toSorted((a, b) => a - b)
  const found = sorted[Math.min(n - 1, place)]! / usual
  const weight = n / (n + prior)
  return Math.min(4, Math.max(0.25, 1 + weight * (found - 1)))
}

type Bounds = { level: number; lo: Float64Array; hi: Float64Array }

/** A wider level never lies inside a narrower one. */
function nested(intervals: readonly Bounds[]): Bounds[] {
  const rising = intervals.toSorted((a, b) => a.level - b.level)
  for (let i = 1; i < rising.length; i++) {
    for (let h = 0; h < rising[i]!.lo.length; h++) {
      rising[i]!.lo[h] = Math.min(rising[i]!.lo[h]!, rising[i - 1]!.lo[h]!)
      rising[i]!.hi[h] = Math.max(rising[i]!.hi[h]!, rising[i - 1]!.hi[h]!)
    }
  }
  return [...intervals]
}
