import type { Coming, Forecast } from './contract.ts'
import { reach } from './normal.ts'
import { type Shares, type SteadyWidths, sharesOf } from './steady-widths.ts'

/** What the members of a weighted mean say of the coming steps, and what each counts. */
export interface Opinions {
  readonly members: readonly Coming[]
  /** Where the deviations of a member are those of logarithms. */
  readonly logged: readonly (SteadyWidths | undefined)[]
  readonly weights: ArrayLike<number>
}

/**
 * Writes the weighted mean of members into a forecast. A member that strays from the median of all beyond the usual 95 %
 * half-width is moved back to there, so that none can carry the rest away. Each side of an interval is the median distance from
 * the mean; what the members differ by (their weighted standard deviation) is added to it as a second, independent error.
 */
export function blend({ members, logged, weights }: Opinions, forecast: Forecast): void {
  const { mean, intervals } = forecast
  const horizon = mean.length
  const count = members.length
  const work = workFor(count)
  const { column, meanOrder } = work
  let total = 0
  for (let i = 0; i < count; i++) total += weights[i]!
  beginWidths(work, { members, logged, intervals, horizon })
  for (let i = 0; i < count; i++) meanOrder[i] = i
  for (let h = 0; h < horizon; h++) {
    widthsAt(work, members, h)
    for (let i = 0; i < count; i++) column[i] = members[i]!.mean[h]!
    const middle = orderedMedian(column, meanOrder, count)
    const least = middle - leash * work.below[work.outer]!
    const most = middle + leash * work.above[work.outer]!
    let sum = 0
    for (let i = 0; i < count; i++) {
      const held = Math.min(most, Math.max(least, column[i]!))
      column[i] = held
      sum += weights[i]! * held
    }
    const center = sum / total
    mean[h] = center
    let squares = 0
    for (let i = 0; i < count; i++) {
      const gap = column[i]! - center
      squares += weights[i]! * gap * gap
    }
    const apart = Math.sqrt(squares / total)
    for (let k = 0; k < intervals.length; k++) {
      const gap = work.scores[k]! * apart
      intervals[k]!.lo[h] = center - together(work.below[k]!, gap)
      intervals[k]!.hi[h] = center + together(work.above[k]!, gap)
    }
  }
}

const leash = 1

/** Two independent errors as one, without overflow: the root of the sum of their squares. */
export function together(a: number, b: number): number {
  const large = Math.max(a, b)
  const share = Math.min(a, b) / large
  return share > 0 ? large * Math.sqrt(1 + share * share) : large
}

/** Room to work in, kept from forecast to forecast. */
interface Work {
  readonly column: Float64Array
  readonly meanOrder: Uint16Array
  readonly widthOrder: Uint16Array
  readonly sorted: Float64Array
  readonly side: Float64Array
  /** Members whose deviations are plain, and the others. */
  readonly plain: number[]
  readonly others: number[]
  /** Levels in per cent, the 95 that holds the members together last where it is not asked for, and their normal scores. */
  readonly scores: number[]
  readonly shares: Shares[]
  outer: number
  /** The median distances of the bounds from the means at one step, by level. */
  readonly below: number[]
  readonly above: number[]
}

let kept: Work = emptyWork(16)

function workFor(count: number): Work {
  if (kept.column.length < count) kept = emptyWork(2 * count)
  return kept
}

function emptyWork(count: number): Work {
  const room = () => new Float64Array(count)
  const order = () => new Uint16Array(count)
  return {
    ...{ column: room(), sorted: room(), side: room(), meanOrder: order(), widthOrder: order() },
    ...{ plain: [], others: [], scores: [], shares: [], below: [], above: [], outer: 0 },
  }
}

function beginWidths(
  work: Work,
  given: Pick<Opinions, 'members' | 'logged'> & Pick<Forecast, 'intervals'> & { horizon: number },
): void {
  const { members, logged, intervals, horizon } = given
  const { plain, others, scores, shares, widthOrder, below, above } = work
  plain.length = 0
  others.length = 0
  for (let i = 0; i < members.length; i++) (logged[i] ? others : plain).push(i)
  for (let i = 0; i < plain.length; i++) widthOrder[i] = i
  scores.length = 0
  shares.length = 0
  work.outer = -1
  for (let k = 0; k <= intervals.length; k++) {
    if (k === intervals.length && work.outer >= 0) break
    const level = k < intervals.length ? intervals[k]!.level : 95
    if (level === 95) work.outer = k
    scores.push(reach(level))
    for (const i of others) shares.push(sharesOf(logged[i]!, level, horizon))
  }
  below.length = scores.length
  above.length = scores.length
}

/**
 * The median distances at one step; both sides are alike where nothing is logged. Deviations are put in order once a step: z of
 * them is in the same order at every level, and only logged bounds are merged in.
 */
function widthsAt(work: Work, members: readonly Coming[], h: number): void {
  const { column, sorted, side, plain, others, scores, shares, widthOrder, below, above } = work
  const [few, rest] = [plain.length, others.length]
  for (let i = 0; i < few; i++) column[i] = members[plain[i]!]!.deviation[h]!
  putInOrder(column, widthOrder, few)
  for (let i = 0; i < few; i++) sorted[i] = column[widthOrder[i]!]!
  for (let k = 0; k < scores.length; k++) {
    const z = scores[k]!
    for (let j = 0; j < rest; j++) side[j] = members[others[j]!]!.mean[h]! * shares[k * rest + j]!.below[h]!
    below[k] = middleOf({ sorted, few, z, side, rest })
    for (let j = 0; j < rest; j++) side[j] = members[others[j]!]!.mean[h]! * shares[k * rest + j]!.above[h]!
    above[k] = rest === 0 ? below[k]! : middleOf({ sorted, few, z, side, rest })
  }
}

interface TwoRows {
  readonly sorted: Float64Array
  readonly few: number
  readonly z: number
  readonly side: Float64Array
  readonly rest: number
}

/** The median of z times the `few` sorted values and of the `rest` at the side, which are sorted in place. */
function middleOf(rows: TwoRows): number {
  const { few, rest, side } = rows
  for (let i = 1; i < rest; i++) {
    const value = side[i]!
    let j = i - 1
    for (; j >= 0 && side[j]! > value; j--) side[j + 1] = side[j]!
    side[j + 1] = value
  }
  const count = few + rest
  const upper = smallest((count >> 1) + 1, rows)
  return count % 2 === 1 ? upper : (smallest(count >> 1, rows) + upper) / 2
}

/** The k-th smallest of two sorted rows: the least of the larger ends of all ways to take k from them. */
function smallest(k: number, { sorted, few, z, side, rest }: TwoRows): number {
  let least = Number.POSITIVE_INFINITY
  for (let j = Math.max(0, k - few); j <= Math.min(k, rest); j++) {
    const a = j === k ? Number.NEGATIVE_INFINITY : z * sorted[k - j - 1]!
    const b = j === 0 ? Number.NEGATIVE_INFINITY : side[j - 1]!
    least = Math.min(least, Math.max(a, b))
  }
  return least
}

/** The median of the first `count` values, whose order hardly changes from step to step. */
function orderedMedian(values: Float64Array, order: Uint16Array, count: number): number {
  putInOrder(values, order, count)
  const middle = count >> 1
  const upper = values[order[middle]!]!
  return count % 2 === 1 ? upper : (values[order[middle - 1]!]! + upper) / 2
}

/** Sorts places by their values, by insertion: quick where the last order still holds. */
function putInOrder(values: Float64Array, order: Uint16Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const place = order[i]!
    const value = values[place]!
    let j = i - 1
    for (; j >= 0 && values[order[j]!]! > value; j--) order[j + 1] = order[j]!
    order[j + 1] = place
  }
}
