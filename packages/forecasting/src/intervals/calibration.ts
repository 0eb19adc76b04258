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

/**
 * Widens a forecast in place; `times` is what its own past errors say of the width, 1 without any. Where all values were above zero,
 * errors are partly shares of the level: with `skew` the upper side is longer than the lower, by that share of their relative width.
 */
export function widen(
  forecast: Forecast,
  given: { length: number; nonNegative: boolean; width?: Calibration; times?: number; skew?: number },
): Forecast {
  const { mean, intervals } = forecast
  const { length, nonNegative, width = calibration, times = 1, skew = 0 } = given
  for (const { level, lo, hi } of intervals) {
    const tails = (times * width.scale * reachT(level, width.tailDegrees)) / reach(level)
    for (let h = 0; h < mean.length; h++) {
      const factor = tails * (1 + width.growth * Math.min(1, (h + 1) / length))
      const [below, above] = [factor * (mean[h]! - lo[h]!), factor * (hi[h]! - mean[h]!)]
      const longer = mean[h]! > 0 ? Math.min(longest, (skew * (below + above)) / 2 / mean[h]!) : 0
      lo[h] = mean[h]! - (1 - longer) * below
      hi[h] = mean[h]! + (1 + longer) * above
    }
  }
  return sensible({ mean, intervals, nonNegative })
}

/** Beyond this a lower bound would come nearer as the level rises. */
const longest = 0.5

/** The skew of intervals by season length, set on M3 from four origins (`npm run bench -- forecasting/origins`). */
export function skewOf(seasonLength: number): number {
  return skews[seasonLength] ?? 0
}

const skews: { readonly [seasonLength: number]: number } = { 1: 0.25, 4: 0.25 }

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
  return spare * short * ofAge(length, m) * Math.min(widest, Math.max(narrowest, held))
}

/**
 * What histories of this length and season need beside: years turn more often than a history of 25 to 45 of them shows, and so
 * do quarters and months a little; longer histories without a season are seldom of years. On lines between the points, in logarithms.
 */
function ofAge(length: number, m: number): number {
  const points = ages[m]
  if (!points) return 1
  let [before, factor] = points[0]!
  for (const [at, next] of points) {
    if (length <= at) {
      return length <= before ? factor : factor + ((next - factor) * Math.log(length / before)) / Math.log(at / before)
    }
    before = at
    factor = next
  }
  return factor
}

/** Lengths and factors, set on M3 from four origins (`npm run bench -- forecasting/origins`). */
const ages: { readonly [seasonLength: number]: readonly (readonly [length: number, factor: number])[] } = {
  1: [
    [14, 0.98],
    [28, 1.27],
    [42, 1.27],
    [70, 1],
  ],
  4: [
    [8, 1.08],
    [12, 1.03],
    [18, 1],
    [30, 1.12],
  ],
  12: [
    [12, 0.82],
    [20, 0.92],
    [23, 0.95],
    [24, 1.17],
    [30, 1.1],
    [36, 1.04],
  ],
}

const [spare, doubt, seasonalDoubt] = [1.02, 6, 0.6]
const [patience, usualSurprise, narrowest, widest] = [12, 1.3, 0.85, 3]
