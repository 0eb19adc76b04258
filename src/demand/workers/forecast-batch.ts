import { forecastSeries, type Outcome, type Task } from '../forecast.ts'

/** Runs in a worker thread: forecasts a batch of series, so that the thread that serves requests stays free. */
export function forecastBatch(tasks: readonly Task[]): Outcome[] {
  return tasks.map(forecastSeries)
}
