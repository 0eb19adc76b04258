import { explain, type Fitted } from '@drumbeat/forecasting'
import { type Backtest, backtestsOf, type Measured, type Ranges, rangesOf, withoutPromotions } from './accuracy.ts'
import { type Response, responseOf } from './moving/response.ts'
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
  backtests: Backtest[]
  /** Whether the past was tried: where not, the backtests are still to come. */
  isMeasured: boolean
  /** How the periods after the first one answer to what that brings; null where they do not. */
  response: Response | null
  /** What the mean is made of, period by period; null where there is no forecast. The three add up to it. */
  parts: { level: number[]; trend: number[]; season: number[] } | null
}

/** How many periods ahead are forecast. */
export const horizons = { month: 18, week: 26 } as const

/** Forecasts one series by itself, now and from earlier periods. Never below zero; nothing beyond its end. */
export function forecastSeries(task: Task, { measured = true }: { measured?: boolean } = {}): Forecast {
  const horizon = Math.min(task.horizon, task.lastsFor ?? task.horizon)
  const backtests = measured ? backtestsOf(task) : []
  const without = (reason: string) => ({ ...nothingOf(task, reason), backtests, isMeasured: measured })
  if (horizon === 0) return without('It is no longer sold.')
  if (task.values.length === 0) return without(`No ${task.grain} of it is closed yet.`)
  const { fitted, findings, learned } = fitTreated(task, withoutPromotions(task, task.values.length))
  if (fitted.kind === 'declined') return without(fitted.reason)
  const { mean, lo80, hi80, lo95, hi95 } = rangesOf(fitted, horizon)
  const ending = horizon < task.horizon ? [`Sold for ${horizon} more ${plural(task.grain, horizon)}, then zero.`] : []
  return {
    name: task.name,
    model: fitted.name,
    reason: [...fitted.notes, ...learned, ...ending].join(' ') || null,
    mean: padded(mean, task.horizon),
    lo80: padded(lo80, task.horizon),
    hi80: padded(hi80, task.horizon),
    lo95: padded(lo95, task.horizon),
    hi95: padded(hi95, task.horizon),
    findings,
    backtests,
    isMeasured: measured,
    parts: partsOf(fitted, task),
    response: paddedResponse(responseOf(fitted, horizon), task.horizon),
  }
}

function nothingOf(task: Task, reason: string): Omit<Forecast, 'backtests' | 'isMeasured'> {
  return {
    name: task.name,
    model: 'none',
    reason,
    ...nothing(),
    findings: [],
    response: null,
    parts: null,
  }
}

function nothing(): Ranges {
  return { mean: [], lo80: [], hi80: [], lo95: [], hi95: [] }
}

/** After the last period of sale, demand is zero for certain. */
function padded(values: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, step) => values[step] ?? 0)
}

/** Level, trend and season of each period ahead; after the last period of sale all are zero. */
function partsOf(fitted: Fitted, { horizon, lastsFor, seasonLength }: Task): Forecast['parts'] {
  const sold = Math.min(horizon, lastsFor ?? horizon)
  const { level, trend, season } = explain({ fitted, horizon: sold, seasonLength })
  const kept = (part: Float64Array) => padded([...part], horizon).map((value) => Number(value.toPrecision(9)))
  return { level: kept(level), trend: kept(trend), season: kept(season) }
}

function paddedResponse(response: Response | null, length: number): Response | null {
  return response && { ...response, answers: response.answers.map((each) => padded(each, length)) }
}

function plural(noun: string, count: number): string {
  return count === 1 ? noun : `${noun}s`
}
