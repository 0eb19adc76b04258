import type { Forecast, ForecastRequest, Interval, Running } from '../contract.ts'
import { reach } from '../numerics/normal.ts'
import { checkRequest } from '../validation.ts'

/** The forecast of a running model, in new arrays. Throws a `Refusal` where the request is wrong. */
export function forecastOf(running: Running, request: ForecastRequest): Forecast {
  const { horizon, levels } = checkRequest(request)
  const forecast = emptyForecast(horizon, levels)
  fillForecast(running, forecast, new Float64Array(horizon))
  return forecast
}

/** A forecast to be filled, all of it in one piece of memory. */
export function emptyForecast(horizon: number, levels: readonly number[]): Forecast {
  const memory = new ArrayBuffer(8 * horizon * (1 + 2 * levels.length))
  const row = (i: number) => new Float64Array(memory, 8 * i * horizon, horizon)
  return { mean: row(0), intervals: levels.map((level, k) => ({ level, lo: row(2 * k + 1), hi: row(2 * k + 2) })) }
}

/** Writes the forecast of a running model; `deviation` is room for as many steps, to work in. */
export function fillForecast(running: Running, { mean, intervals }: Forecast, deviation: Float64Array): void {
  const { nonNegative } = running
  const horizon = mean.length
  running.kernel.ahead(running.state, { horizon, mean, deviation })
  for (const { level, lo, hi } of intervals) {
    const z = reach(level)
    for (let h = 0; h < horizon; h++) {
      const width = z * deviation[h]!
      lo[h] = running.logged ? mean[h]! * Math.exp(-width) : mean[h]! - width
      hi[h] = running.logged ? mean[h]! * Math.exp(width) : mean[h]! + width
    }
  }
  sensible({ mean, intervals, nonNegative })
}

/** Turns means and standard deviations, which it leaves as they are, into a forecast with normal intervals. */
export function normalForecast(given: {
  mean: Float64Array
  deviation: Float64Array
  levels: readonly number[]
  nonNegative: boolean
}): Forecast {
  const { deviation, levels, nonNegative } = given
  const { mean, intervals } = emptyForecast(given.mean.length, levels)
  mean.set(given.mean)
  for (const { level, lo, hi } of intervals) {
    const z = reach(level)
    for (let h = 0; h < mean.length; h++) {
      lo[h] = mean[h]! - z * deviation[h]!
      hi[h] = mean[h]! + z * deviation[h]!
    }
  }
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
