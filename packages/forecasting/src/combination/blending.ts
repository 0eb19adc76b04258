import type { Coming, Forecast } from '../contract.ts'
import { type FixedDeviations, sharesOf } from '../intervals/fixed-deviations.ts'
import { reach } from '../numerics/normal.ts'
import type { BlendMemory, Sides } from './blend-memory.ts'

/** What the members of a weighted mean say of the coming steps, and what each counts. */
export interface Opinions {
  readonly members: readonly Coming[]
  /** Where the deviations of a member are those of logarithms. */
  readonly logged: readonly (FixedDeviations | undefined)[]
  readonly weights: ArrayLike<number>
  /** How many usual 95 % half-widths a member may stray from the median of all. */
  readonly leash: number
  /** How many of the members, the first ones, say where the median lies and how wide an interval is: all by default. */
  readonly anchors?: number
}

/**
 * Writes the weighted mean of members into a forecast. A member that strays from the median of all beyond the leash
 * is moved back to there, so that none can carry the rest away. Each side of an interval is the median distance from
 * the mean; what the members differ by (their weighted standard deviation) is added to it as a second, independent error.
 */
export function blend(opinions: Opinions, forecast: Forecast, work: BlendMemory): void {
  const { members } = opinions
  const { mean, intervals } = forecast
  const horizon = mean.length
  work.reserve(members.length, horizon)
  // Bounds hold distances until the mean is known.
  let outer: Sides | undefined
  for (const { level, lo, hi } of intervals) {
    const sides = { below: lo, above: hi }
    distances({ work, opinions, level, horizon, sides })
    if (level === 95) outer = sides
  }
  if (!outer) distances({ work, opinions, level: 95, horizon, sides: work.outer })
  center({ work, opinions, outer: outer ?? work.outer, mean })
  const { apart } = work
  for (const { level, lo, hi } of intervals) {
    const z = reach(level)
    for (let h = 0; h < horizon; h++) {
      const gap = z * apart[h]!
      lo[h] = mean[h]! - together(lo[h]!, gap)
      hi[h] = mean[h]! + together(hi[h]!, gap)
    }
  }
}

/** Two independent errors as one, without overflow: the root of the sum of their squares. */
export function together(a: number, b: number): number {
  const square = a * a + b * b
  if (square > 1e-280 && square < 1e280) return Math.sqrt(square)
  const large = Math.max(a, b)
  const share = Math.min(a, b) / large
  return share > 0 ? large * Math.sqrt(1 + share * share) : large
}

/** Writes the median distances of the bounds of a level; both sides are alike where nothing is logged. */
function distances(given: {
  work: BlendMemory
  opinions: Opinions
  level: number
  horizon: number
  sides: Sides
}): void {
  const { work, opinions, level, horizon, sides } = given
  const { members, logged, anchors: count = members.length } = opinions
  const { table } = work
  const z = reach(level)
  let alike = true
  for (let i = 0, at = 0; i < count; i++, at += horizon) {
    const { mean, deviation } = members[i]!
    const widths = logged[i]
    if (widths) {
      alike = false
      const { below } = sharesOf(widths, level, horizon)
      for (let h = 0; h < horizon; h++) table[at + h] = mean[h]! * below[h]!
    } else for (let h = 0; h < horizon; h++) table[at + h] = z * deviation[h]!
  }
  medians(work, { count, horizon }, sides.below)
  if (alike) {
    for (let h = 0; h < horizon; h++) sides.above[h] = sides.below[h]!
    return
  }
  for (let i = 0, at = 0; i < count; i++, at += horizon) {
    const widths = logged[i]
    if (!widths) continue
    const { mean } = members[i]!
    const { above } = sharesOf(widths, level, horizon)
    for (let h = 0; h < horizon; h++) table[at + h] = mean[h]! * above[h]!
  }
  medians(work, { count, horizon }, sides.above)
}

/** Writes the weighted mean of the members, held together, and how far apart they are. */
function center(given: { work: BlendMemory; opinions: Opinions; outer: Sides; mean: Float64Array }): void {
  const { work, opinions, outer, mean } = given
  const { members, weights, leash } = opinions
  const { table, apart } = work
  const count = members.length
  const horizon = mean.length
  let total = 0
  for (let i = 0, at = 0; i < count; i++, at += horizon) {
    const from = members[i]!.mean
    for (let h = 0; h < horizon; h++) table[at + h] = from[h]!
    total += weights[i]!
  }
  medians(work, { count: opinions.anchors ?? count, horizon }, mean)
  for (let h = 0; h < horizon; h++) {
    const least = mean[h]! - leash * outer.below[h]!
    const most = mean[h]! + leash * outer.above[h]!
    let sum = 0
    for (let i = 0, at = h; i < count; i++, at += horizon) {
      let held = table[at]!
      if (held < least) held = least
      else if (held > most) held = most
      table[at] = held
      sum += weights[i]! * held
    }
    const middle = sum / total
    let squares = 0
    for (let i = 0, at = h; i < count; i++, at += horizon) {
      const gap = table[at]! - middle
      squares += weights[i]! * gap * gap
    }
    mean[h] = middle
    apart[h] = Math.sqrt(squares / total)
  }
}

/** Writes the medians of the columns of the table: from the order of the column before, which hardly changes, by insertion. */
function medians(
  { table, order }: BlendMemory,
  { count, horizon }: { count: number; horizon: number },
  out: Float64Array,
): void {
  for (let i = 0; i < count; i++) order[i] = i * horizon
  const middle = count >> 1
  const odd = count % 2 === 1
  for (let h = 0; h < horizon; h++) {
    let before = table[order[0]! + h]!
    for (let i = 1; i < count; i++) {
      const row = order[i]!
      const value = table[row + h]!
      if (value >= before) {
        before = value
        continue
      }
      let j = i - 1
      for (; j >= 0; j--) {
        const other = order[j]!
        if (table[other + h]! <= value) break
        order[j + 1] = other
      }
      order[j + 1] = row
    }
    const upper = table[order[middle]! + h]!
    out[h] = odd ? upper : (table[order[middle - 1]! + h]! + upper) / 2
  }
}
