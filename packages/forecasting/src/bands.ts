import type { Forecast, Interval, Spread } from './contract.ts'
import { rows } from './lending.ts'
import { reach } from './normal.ts'

/** Draws the intervals of a spread. Its mean is used up. */
export function drawn(given: { spread: Spread; levels: readonly number[]; nonNegative: boolean }): Forecast {
  const { spread, levels, nonNegative } = given
  const { mean, deviation, logged } = spread
  if (!logged) return normalForecast({ mean, deviation, levels, nonNegative })
  const intervals = levels.map((level) => {
    const z = reach(level)
    return {
      level,
      lo: mean.map((value, h) => value * Math.exp(-z * deviation[h]!)),
      hi: mean.map((value, h) => value * Math.exp(z * deviation[h]!)),
    }
  })
  return sensible({ mean, intervals, nonNegative })
}

/** Turns means and standard deviations, which it leaves as they are, into a forecast with normal intervals. */
export function normalForecast(given: {
  mean: Float64Array
  deviation: Float64Array
  levels: readonly number[]
  nonNegative: boolean
}): Forecast {
  const { deviation, levels, nonNegative } = given
  const [mean = given.mean, ...bounds] = rows(1 + 2 * levels.length, given.mean.length)
  mean.set(given.mean)
  const intervals = levels.map((level, k) => {
    const z = reach(level)
    const lo = bounds[2 * k]!
    const hi = bounds[2 * k + 1]!
    for (let h = 0; h < mean.length; h++) {
      lo[h] = mean[h]! - z * deviation[h]!
      hi[h] = mean[h]! + z * deviation[h]!
    }
    return { level, lo, hi }
  })
  return sensible({ mean, intervals, nonNegative })
}

/** Keeps a forecast sensible: finite, `lo <= mean <= hi`, and at or above zero where asked. Changes the arrays in place. */
export function sensible(given: {
  mean: Float64Array
  intervals: readonly Interval[]
  nonNegative: boolean
}): Forecast {
  const { mean, intervals, nonNegative } = given
  const floor = nonNegative ? 0 : -Number.MAX_VALUE
  for (let h = 0; h < mean.length; h++) mean[h] = within(mean[h]!, floor)
  for (const { lo, hi } of intervals) {
    for (let h = 0; h < mean.length; h++) {
      lo[h] = Math.min(mean[h]!, within(lo[h]!, floor))
      hi[h] = Math.max(mean[h]!, within(hi[h]!, floor))
    }
  }
  return { mean, intervals }
}

/** Infinite bounds stop at the largest number, so that sums and files stay usable; -0 becomes 0. */
function within(value: number, floor: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(floor, value)) + 0
}
