import { type Backtest, backtestsOf } from '../accuracy.ts'
import { type Forecast, forecastSeries, type Task } from '../forecast.ts'
import { type Outcome, outcomesOf } from '../outcomes.ts'

/** Runs in a worker thread: forecasts a batch of series, so that the thread that serves requests stays free. */
export function forecastBatch({ tasks, measured }: { tasks: readonly Task[]; measured: boolean }): Forecast[] {
  return tasks.map((task) => forecastSeries(task, { measured }))
}

/** Runs in a worker thread: forecasts the past of series that were forecast before. */
export function measureBatch(tasks: readonly Task[]): Backtest[][] {
  return tasks.map(backtestsOf)
}

/** Runs in a worker thread once all series are forecast: makes them add up, and measures them. */
export function makeCoherent(given: { tasks: readonly Task[]; forecasts: readonly Forecast[] }): Outcome[] {
  return outcomesOf(given)
}
