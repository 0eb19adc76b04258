import { type Forecast, forecastSeries, type Task } from '../forecast.ts'
import { type Outcome, outcomesOf } from '../outcomes.ts'

/** Runs in a worker thread: forecasts a batch of series, so that the thread that serves requests stays free. */
export function forecastBatch(tasks: readonly Task[]): Forecast[] {
  return tasks.map(forecastSeries)
}

/** Runs in a worker thread once all series are forecast: makes them add up, and measures them. */
export function makeCoherent(given: { tasks: readonly Task[]; forecasts: readonly Forecast[] }): Outcome[] {
  return outcomesOf(given)
}
