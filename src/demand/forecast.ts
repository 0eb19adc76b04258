import { type Measured, type Ranges, rangesOf, type Trial, trialsOf } from './accuracy.ts'
import type { Node } from './node.ts'
import { type Finding, fitTreated } from './treated.ts'

/** A series as the worker threads receive it: plain values only. */
export type Task = Measured & {
  name: string
  node: Node
  horizon: number
  /** Periods ahead for which the node is still sold; null for no end known. */
  lastsFor: number | null
  /** Whether some of it was sold in no territory. */
  unplaced: boolean
}

/** What is expected of one series by itself, and what would have been expected at earlier times. Empty where there is no forecast. */
export type Forecast = Ranges & {
  name: string
  model: string
  reason: string | null
  findings: Finding[]
  trials: Trial[]
}

/** How many periods ahead are forecast. */
export const horizons = { month: 18, week: 26 } as const

/** Forecasts one series by itself, now and from earlier periods. Never below zero; nothing beyond its end. */
export function forecastSeries(task: Task): Forecast {
  const horizon = Math.min(task.horizon, task.lastsFor ?? task.horizon)
  if (horizon === 0) return without(task, 'It is no longer sold.')
  if (task.values.length === 0) return without(task, `No ${task.grain} of it is closed yet.`)
  const { fitted, findings } = fitTreated(task, task.values)
  if (fitted.kind === 'declined') return without(task, fitted.reason)
  const { mean, lo80, hi80, lo95, hi95 } = rangesOf(fitted, horizon)
  const ending = horizon < task.horizon ? [`Sold for ${horizon} more ${plural(task.grain, horizon)}, then zero.`] : []
  return {
    name: task.name,
    model: fitted.name,
    reason: [...fitted.notes, ...ending].join(' ') || null,
    mean: padded(mean, task.horizon),
    lo80: padded(lo80, task.horizon),
    hi80: padded(hi80, task.horizon),
    lo95: padded(lo95, task.horizon),
    hi95: padded(hi95, task.horizon),
    findings,
    trials: trialsOf(task),
  }
}

function without(task: Task, reason: string): Forecast {
  return { name: task.name, model: 'none', reason, ...nothing(), findings: [], trials: trialsOf(task) }
}

function nothing(): Ranges {
  return { mean: [], lo80: [], hi80: [], lo95: [], hi95: [] }
}

/** After the last period of sale, demand is zero for certain. */
function padded(values: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, step) => values[step] ?? 0)
}

function plural(noun: string, count: number): string {
  return count === 1 ? noun : `${noun}s`
}
