import { auto } from '@drumbeat/forecasting'
import { measureAccuracy } from './accuracy.ts'
import type { Accuracy, Grain } from './schema.ts'

/** A series as the worker threads receive it: plain values only. */
export type Task = {
  name: string
  grain: Grain
  seasonLength: number
  horizon: number
  values: Float64Array
  /** Periods ahead for which the node is still sold; null for no end known. */
  lastsFor: number | null
}

/** What came out for one series. */
export type Outcome = {
  name: string
  model: string
  reason: string | null
  mean: number[]
  lo80: number[]
  hi80: number[]
  lo95: number[]
  hi95: number[]
  accuracy: Accuracy | null
  /** Why accuracy could not be measured, in words. */
  cannotTell: string | null
}

/** How many periods ahead are forecast. */
export const horizons = { month: 18, week: 26 } as const

/** Forecasts one series and measures how well its past would have been forecast. Never below zero; nothing beyond its end. */
export function forecastSeries(task: Task): Outcome {
  const horizon = Math.min(task.horizon, task.lastsFor ?? task.horizon)
  if (horizon === 0) return without(task, 'none', 'It is no longer sold.')
  if (task.values.length === 0) return without(task, 'none', `No ${task.grain} of it is closed yet.`)
  const fitted = auto({ series: task.values, seasonLength: task.seasonLength, nonNegative: true })
  if (fitted.kind === 'declined') return without(task, 'none', fitted.reason)
  const forecast = fitted.forecast({ horizon, levels: [80, 95] })
  const [inner, outer] = forecast.intervals
  const ahead = (values: Float64Array | undefined) => padded(values!, task.horizon)
  const ending = horizon < task.horizon ? [`Sold for ${horizon} more ${plural(task.grain, horizon)}, then zero.`] : []
  return {
    name: task.name,
    model: fitted.name,
    reason: [...fitted.notes, ...ending].join(' ') || null,
    mean: ahead(forecast.mean),
    lo80: ahead(inner?.lo),
    hi80: ahead(inner?.hi),
    lo95: ahead(outer?.lo),
    hi95: ahead(outer?.hi),
    ...measureAccuracy(task),
  }
}

function without(task: Task, model: string, reason: string): Outcome {
  const nothing: number[] = []
  const bounds = { lo80: nothing, hi80: nothing, lo95: nothing, hi95: nothing }
  return { name: task.name, model, reason, mean: nothing, ...bounds, ...measureAccuracy(task) }
}

/** After the last period of sale, demand is zero for certain. */
function padded(values: Float64Array, length: number): number[] {
  return Array.from({ length }, (_, step) => values[step] ?? 0)
}

function plural(noun: string, count: number): string {
  return count === 1 ? noun : `${noun}s`
}
