import { type IntermittentPrior, learnsFromOthers } from '@drumbeat/forecasting'
import { withoutPromotions } from '../accuracy.ts'
import type { Task } from '../forecast.ts'

/** Fewer items than this say more of themselves than of others. */
const fewest = 30

/** What teaches at a time: the histories of intermittent items up to then, those that were not over by then, ordered by name. */
export type Teachers = { at: number; histories: Float64Array[]; demands: number }

/** The items that teach when `at` periods are over: of everything after it they know nothing. */
export function teachersAt(tasks: readonly Task[], at: number): Teachers {
  const histories = tasks
    .filter(({ node, from, values }) => node.level === 'item' && from < at && from + values.length >= at)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((task) => withoutPromotions(task, at - task.from))
    .filter(learnsFromOthers)
  return { at, histories, demands: histories.reduce((sum, history) => sum + demandsIn(history), 0) }
}

/** Whether there are enough of them to say something. */
export function mayTeach({ histories }: Teachers): boolean {
  return histories.length >= fewest
}

/** Six figures are more than a prior knows, and less to keep and to hand on. */
export function shortPrior(prior: IntermittentPrior): IntermittentPrior {
  const { pairs, sizes, recent, hazard, hazardAhead, taught, level } = prior
  return {
    ...{ pairs: pairs.map(short), sizes: sizes.map(short), recent: recent.map(short) },
    ...{ hazard: short(hazard), hazardAhead: short(hazardAhead), taught, level: short(level) },
  }
}

function short(value: number): number {
  return Number(value.toPrecision(6))
}

/** A change of what teaches by less than this share, such as late orders, waits for the next period. */
const slight = 0.1

/** Whether so much has come in, or gone, since it was learned that it says something else: a load of old orders. */
export function isOutdated(kept: { items: number; demands: number }, now: { items: number; demands: number }): boolean {
  const moved = (before: number, after: number) => Math.abs(after - before) > slight * Math.max(before, after)
  return moved(kept.items, now.items) || moved(kept.demands, now.demands)
}

function demandsIn(history: Float64Array): number {
  let demands = 0
  for (const value of history) if (value > 0) demands++
  return demands
}
