import type { Fitted, Forecast } from '../contract.ts'
import { reach, reachT } from '../numerics/normal.ts'
import { sensible } from './intervals.ts'

/**
 * How much wider than its models say a combined interval is drawn. The models know neither that their parameters are
 * estimates nor that trends change, so their own 95 % intervals cover about 88 % of what comes. Tails are those of Student's t
 * times a scale, and widths grow with the horizon measured in histories; the three numbers were set on the M3 series
 * (see bench/forecasting/cross-fitted.ts and decisions/0004).
 */
export function widened(given: { fitted: Fitted; length: number; nonNegative: boolean; width?: Calibration }): Fitted {
  const { fitted, length, nonNegative, width = calibration } = given
  return {
    ...fitted,
    forecast: (request) => widen(fitted.forecast(request), { length, nonNegative, width }),
    update: (value) => widened({ ...given, fitted: fitted.update(value), length: length + 1 }),
  }
}

/** Widens a forecast in place; `times` is what its own past errors say of the width, 1 without any. */
export function widen(
  forecast: Forecast,
  given: { length: number; nonNegative: boolean; width?: Calibration; times?: number },
): Forecast {
  const { mean, intervals } = forecast
  const { length, nonNegative, width = calibration, times = 1 } = given
  for (const { level, lo, hi } of intervals) {
    const tails = (times * width.scale * reachT(level, width.tailDegrees)) / reach(level)
    for (let h = 0; h < mean.length; h++) {
      const factor = tails * (1 + width.growth * Math.min(1, (h + 1) / length))
      lo[h] = mean[h]! + factor * (lo[h]! - mean[h]!)
      hi[h] = mean[h]! + factor * (hi[h]! - mean[h]!)
    }
  }
  return sensible({ mean, intervals, nonNegative })
}

/** How much wider than its models say an interval is drawn at a step of 1 or more, after `length` values. */
export function timesWider(at: { level: number; step: number; length: number }): number {
  const { level, step, length } = at
  const { scale, tailDegrees, growth } = calibration
  return ((scale * reachT(level, tailDegrees)) / reach(level)) * (1 + growth * Math.min(1, step / length))
}

/** The three numbers behind a width. */
export interface Calibration {
  readonly scale: number
  readonly tailDegrees: number
  readonly growth: number
}

/** Set on the M3 series. */
export const calibration: Calibration = { scale: 0.755, tailDegrees: 5, growth: 0.3 }

/**
 * What a series adds to the calibration of its intervals: short histories and seasonal indices learned from few seasons leave more
 * doubt than their errors show, and its own backtest says whether its intervals held (as much as `patience` origins of those that
 * did). Set on M3, M3 cut short and simulated business series together (`npm run bench -- forecasting/short`, `forecasting/kinds` and `forecasting/m3` say what they cover).
 */
export function ownWidth(given: { length: number; seasonLength: number; surprises: readonly number[] }): number {
  const { length, seasonLength: m, surprises } = given
  const short = Math.sqrt((1 + doubt / length) * (1 + (m > 1 ? (seasonalDoubt * m) / length : 0)))
  const surprise = surprises.reduce((sum, each) => sum + each / usualSurprise, 0)
  const held = Math.sqrt((patience + surprise) / (patience + surprises.length))
  return spare * short * Math.min(widest, Math.max(narrowest, held))
}

const [spare, doubt, seasonalDoubt] = [1.02, 6, 0.6]
const [patience, usualSurprise, narrowest, widest] = [12, 1.3, 0.85, 3]
