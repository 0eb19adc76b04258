import { type IntermittentPrior, learnPrior } from '@drumbeat/forecasting'
import { type Backtest, backtestsOf } from '../accuracy.ts'
import { type Forecast, forecastSeries, type Task } from '../forecast.ts'
import { outcomesOf } from '../outcomes.ts'
import { shortPrior } from '../traits/teachers.ts'

/** Runs in a worker thread: forecasts a batch of series, so that the thread that serves requests stays free. */
export function forecastBatch({ tasks, measured }: { tasks: readonly Task[]; measured: boolean }): Forecast[] {
  return tasks.map((task) => forecastSeries(task, { measured }))
}

/** Runs in a worker thread: forecasts the past of series that were forecast before. */
export function measureBatch(tasks: readonly Task[]): Backtest[][] {
  return tasks.map(backtestsOf)
}

/** Runs in a worker thread once all series are forecast: makes them add up, and measures them. */
export function makeCoherent(given: Parameters<typeof outcomesOf>[0]): ReturnType<typeof outcomesOf> {
  return outcomesOf(given)
}

/** Runs in a worker thread: learns what intermittent items have in common. */
export function learnFrom(histories: readonly Float64Array[]): IntermittentPrior {
  return shortPrior(learnPrior(histories))
}
