import { median } from '../numerics/median.ts'
import type { Life } from './family-season.ts'

/** How the level of a few values is read: the mean of all, or an exponential mean with this weight on the newest. */
export type LevelRule = number | 'mean'

/** What became of siblings that were as short as the item is now: by step ahead, the log of value over level. */
export interface Windows {
  readonly count: number
  readonly rule: LevelRule
  /** The median log ratio per step, and its spread. */
  readonly path: Float64Array
  readonly spread: Float64Array
  /** Logs of the levels at that age, and their weights. */
  readonly levels: readonly number[]
  readonly launched: boolean
}

/** Ratios below this are as good as nothing; their logarithm has no end. */
const least = 0.05
const mostWindows = 4
/** With more than this share of nothing, demand is intermittent. */
const mostNothing = 0.1
const rules: readonly LevelRule[] = ['mean', 0.3, 0.6, 1]
/** With at least this many launches in sight, new items are compared with launches only. */
const enoughLaunches = 3

/**
 * Plays the item's situation through on its siblings: each is cut to `age` values (at its launch where launches are in sight,
 * else at several places), its level is read, and what followed is compared with it. The rule for the level is the one that
 * erred least. `adjusted` are the siblings without their seasons.
 */
export function playThrough(given: {
  lives: readonly Life[]
  adjusted: readonly Float64Array[]
  age: number
  horizon: number
}): Windows | undefined {
  const { lives, adjusted, age, horizon } = given
  const launches = lives.filter((life, j) => life.launched && adjusted[j]!.length > age).length
  const launched = launches >= enoughLaunches
  const cuts = lives.flatMap((life, j) => {
    if (launched && !life.launched) return []
    return startsOf({ length: adjusted[j]!.length, age, launched }).map((start) => ({
      before: adjusted[j]!.subarray(start, start + age),
      after: adjusted[j]!.subarray(start + age, start + age + horizon),
      weight: life.weight,
    }))
  })
  const usable = cuts.filter(({ before, after }) => after.length > 0 && (age === 0 || levelOf(before, 'mean') > 0))
  if (usable.length < 3) return undefined
  let best: Windows | undefined
  let lowest = Number.POSITIVE_INFINITY
  for (const rule of age < 2 || launched ? rules.slice(0, 1) : rules) {
    const levels = usable.map(({ before, after }) => (age === 0 ? levelOf(after, 'mean') : levelOf(before, rule)))
    const { path, spread } = pathOf({ usable, levels, horizon })
    const error = spread.reduce((sum, value) => sum + value, 0)
    if (!(error < lowest)) continue
    lowest = error
    best = {
      count: usable.length,
      rule,
      path,
      spread,
      launched,
      levels: levels.filter((level) => level > 0).map(Math.log),
    }
  }
  return best
}

/** Launches begin at 0; else up to four windows, the last of which ends one horizon step before the present. */
function startsOf({ length, age, launched }: { length: number; age: number; launched: boolean }): number[] {
  const last = length - age - 1
  if (last < 0) return []
  if (launched) return [0]
  const count = Math.min(mostWindows, last + 1)
  return Array.from({ length: count }, (_, i) => Math.floor((last * (i + 1)) / count))
}

/** The level of a few values by a rule. */
export function levelOf(values: Float64Array, rule: LevelRule): number {
  if (values.length === 0) return 0
  if (rule === 'mean') return values.reduce((sum, value) => sum + value, 0) / values.length
  let level = values[0]!
  for (let t = 1; t < values.length; t++) level += Math.max(rule, 1 / (t + 1)) * (values[t]! - level)
  return level
}

function pathOf(given: {
  usable: readonly { after: Float64Array; weight: number }[]
  levels: readonly number[]
  horizon: number
}): { path: Float64Array; spread: Float64Array } {
  const { usable, levels, horizon } = given
  const path = new Float64Array(horizon)
  const spread = new Float64Array(horizon)
  for (let h = 0; h < horizon; h++) {
    const logs: number[] = []
    const weights: number[] = []
    for (const [i, { after, weight }] of usable.entries()) {
      if (h >= after.length || !(levels[i]! > 0)) continue
      logs.push(Math.log(Math.max(least, after[h]! / levels[i]!)))
      weights.push(weight)
    }
    // Where siblings are too few to look so far ahead, the last step that is known stands.
    if (logs.length < 3) {
      path[h] = h > 0 ? path[h - 1]! : 0
      spread[h] = h > 0 ? spread[h - 1]! * Math.sqrt((h + 2) / (h + 1)) : 1
      continue
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const nothing = logs.filter((log) => log <= Math.log(least)).length
    // Where demand comes now and then the middle would be nothing: the mean is meant.
    const average = logs.reduce((sum, log, i) => sum + weights[i]! * Math.exp(log), 0) / total
    const middle = nothing > mostNothing * logs.length ? Math.log(average) : weightedMedian(logs, weights)
    const square = logs.reduce((sum, log, i) => sum + weights[i]! * (log - middle) ** 2, 0) / total
    const error = square / logs.length
    // A common path no clearer than its own error is no path.
    path[h] = middle * Math.max(0, 1 - error / Math.max(1e-12, middle * middle))
    spread[h] = Math.sqrt(square * (1 + 1 / logs.length))
  }
  return { path, spread }
}

function weightedMedian(values: readonly number[], weights: readonly number[]): number {
  if (weights.every((weight) => weight === weights[0])) return median(Float64Array.from(values))
  const order = values.map((value, i) => ({ value, weight: weights[i]! })).sort((a, b) => a.value - b.value)
  const half = weights.reduce((sum, weight) => sum + weight, 0) / 2
  let sum = 0
  for (const { value, weight } of order) {
    sum += weight
    if (sum >= half) return value
  }
  return order.at(-1)!.value
}
