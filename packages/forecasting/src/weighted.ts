import { sensible } from './bands.ts'
import type { Fitted, Forecast, Spread } from './contract.ts'
import { checkRequest } from './door.ts'
import { lending, room, rows } from './lending.ts'
import { median } from './median.ts'
import { reach } from './normal.ts'

/** A fitted model and what it counts. */
export interface WeightedMember {
  readonly fitted: Fitted
  readonly weight: number
}

/**
 * The weighted mean of fitted models. A member that strays from the median of all beyond the usual 95 % half-width is moved
 * back to there, so that none can carry the rest away. Each side of an interval is the median distance from the mean; what the
 * members differ by (their weighted standard deviation) is added to it as a second, independent error.
 */
export function weightedOf(members: readonly WeightedMember[]): Fitted {
  return {
    kind: 'fitted',
    name: `weighted mean of ${members.map(({ fitted }) => fitted.name).join(', ')}`,
    members,
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      const quick = lending(() => {
        const spreads = members.map(({ fitted }) => fitted.spread?.(horizon))
        const all = spreads.every((spread) => spread !== undefined)
        return all ? blendSpreads({ members, spreads, horizon, levels }) : undefined
      })
      if (quick) return sensible({ ...quick, nonNegative: false })
      const outer = levels.indexOf(95)
      const asked = outer < 0 ? [...levels, 95] : levels
      const forecasts = members.map(({ fitted }) => fitted.forecast({ ...request, levels: asked }))
      const whole = blend(members, forecasts, outer < 0 ? levels.length : outer)
      return sensible({ mean: whole.mean, intervals: whole.intervals.slice(0, levels.length), nonNegative: false })
    },
    update: (value) => weightedOf(members.map(({ fitted, weight }) => ({ fitted: fitted.update(value), weight }))),
  }
}

const leash = 1

function blend(members: readonly WeightedMember[], forecasts: readonly Forecast[], outer: number): Forecast {
  const horizon = forecasts[0]!.mean.length
  const column = new Float64Array(members.length)
  const total = members.reduce((sum, { weight }) => sum + weight, 0)
  const mean = new Float64Array(horizon)
  const lows = new Float64Array(horizon)
  const highs = new Float64Array(horizon)
  const apart = new Float64Array(horizon)
  const below = (k: number, h: number) => {
    for (let i = 0; i < column.length; i++) column[i] = forecasts[i]!.mean[h]! - forecasts[i]!.intervals[k]!.lo[h]!
    return median(column)
  }
  const above = (k: number, h: number) => {
    for (let i = 0; i < column.length; i++) column[i] = forecasts[i]!.intervals[k]!.hi[h]! - forecasts[i]!.mean[h]!
    return median(column)
  }
  for (let h = 0; h < horizon; h++) {
    for (let i = 0; i < column.length; i++) column[i] = forecasts[i]!.mean[h]!
    const middle = median(column)
    lows[h] = below(outer, h)
    highs[h] = above(outer, h)
    const least = middle - leash * lows[h]!
    const most = middle + leash * highs[h]!
    let sum = 0
    for (let i = 0; i < members.length; i++) {
      sum += (members[i]!.weight / total) * Math.min(most, Math.max(least, forecasts[i]!.mean[h]!))
    }
    mean[h] = sum
    let squares = 0
    for (let i = 0; i < members.length; i++) {
      const gap = Math.min(most, Math.max(least, forecasts[i]!.mean[h]!)) - sum
      squares += (members[i]!.weight / total) * gap * gap
    }
    apart[h] = Math.sqrt(squares)
  }
  const intervals = forecasts[0]!.intervals.map(({ level }, k) => {
    const [lo, hi] = [new Float64Array(horizon), new Float64Array(horizon)]
    const z = reach(level)
    for (let h = 0; h < horizon; h++) {
      lo[h] = mean[h]! - together(k === outer ? lows[h]! : below(k, h), z * apart[h]!)
      hi[h] = mean[h]! + together(k === outer ? highs[h]! : above(k, h), z * apart[h]!)
    }
    return { level, lo, hi }
  })
  return { mean, intervals }
}

/** The same from spreads, of which intervals are drawn only for the whole. */
function blendSpreads(given: {
  members: readonly WeightedMember[]
  spreads: readonly Spread[]
  horizon: number
  levels: readonly number[]
}): Forecast {
  const { members, spreads, horizon, levels } = given
  const count = members.length
  const total = members.reduce((sum, { weight }) => sum + weight, 0)
  const [mean = room(horizon), ...bounds] = rows(1 + 2 * levels.length, horizon)
  const apart = room(horizon)
  const widths = distances(spreads, levels.includes(95) ? levels : [...levels, 95], horizon)
  const outer = widths[levels.includes(95) ? levels.indexOf(95) : levels.length]!
  const column = new Float64Array(count)
  const order = Uint8Array.from(column, (_, i) => i)
  for (let h = 0; h < horizon; h++) {
    for (let i = 0; i < count; i++) column[i] = spreads[i]!.mean[h]!
    const middle = orderedMedian(column, order)
    const least = middle - leash * outer.below[h]!
    const most = middle + leash * outer.above[h]!
    let sum = 0
    for (let i = 0; i < count; i++) {
      column[i] = Math.min(most, Math.max(least, column[i]!))
      sum += members[i]!.weight * column[i]!
    }
    const center = sum / total
    mean[h] = center
    let squares = 0
    for (let i = 0; i < count; i++) squares += members[i]!.weight * (column[i]! - center) ** 2
    apart[h] = Math.sqrt(squares / total)
  }
  const intervals = levels.map((level, k) => {
    const { below, above } = widths[k]!
    const z = reach(level)
    const lo = bounds[2 * k]!
    const hi = bounds[2 * k + 1]!
    for (let h = 0; h < horizon; h++) {
      const gap = z * apart[h]!
      lo[h] = mean[h]! - together(below[h]!, gap)
      hi[h] = mean[h]! + together(above[h]!, gap)
    }
    return { level, lo, hi }
  })
  return { mean, intervals }
}

/** Two independent errors as one, without overflow: the root of the sum of their squares. */
function together(a: number, b: number): number {
  const large = Math.max(a, b)
  const share = Math.min(a, b) / large
  return share > 0 ? large * Math.sqrt(1 + share * share) : large
}

interface Distances {
  readonly below: Float64Array
  readonly above: Float64Array
}

/**
 * The median distances of the bounds of every level from their means; both sides are alike where nothing is logged. Deviations
 * are put in order once a step: z of them is in the same order at every level, and only logged bounds are merged in.
 */
function distances(spreads: readonly Spread[], levels: readonly number[], horizon: number): Distances[] {
  const plain = spreads.filter(({ logged }) => !logged)
  const others = spreads.filter(({ logged }) => logged)
  const shares = levels.map((level) => others.map(({ deviation }) => sharesOf(deviation, level)))
  const scores = levels.map(reach)
  const out = levels.map(() => {
    const below = room(horizon)
    return { below, above: others.length > 0 ? room(horizon) : below }
  })
  const column = new Float64Array(plain.length)
  const order = Uint8Array.from(column, (_, i) => i)
  const sorted = new Float64Array(plain.length)
  const side = new Float64Array(others.length)
  for (let h = 0; h < horizon; h++) {
    for (let i = 0; i < plain.length; i++) column[i] = plain[i]!.deviation[h]!
    putInOrder(column, order)
    for (let i = 0; i < plain.length; i++) sorted[i] = column[order[i]!]!
    for (let k = 0; k < levels.length; k++) {
      const z = scores[k]!
      for (let j = 0; j < others.length; j++) side[j] = others[j]!.mean[h]! * shares[k]![j]!.below[h]!
      out[k]!.below[h] = middleOf(sorted, z, side)
      if (others.length === 0) continue
      for (let j = 0; j < others.length; j++) side[j] = others[j]!.mean[h]! * shares[k]![j]!.above[h]!
      out[k]!.above[h] = middleOf(sorted, z, side)
    }
  }
  return out
}

/** The median of z times the sorted values and of the few others, which are sorted in place. */
function middleOf(sorted: Float64Array, z: number, others: Float64Array): number {
  for (let i = 1; i < others.length; i++) {
    const value = others[i]!
    let j = i - 1
    for (; j >= 0 && others[j]! > value; j--) others[j + 1] = others[j]!
    others[j + 1] = value
  }
  const count = sorted.length + others.length
  const upper = smallest((count >> 1) + 1, sorted, z, others)
  return count % 2 === 1 ? upper : (smallest(count >> 1, sorted, z, others) + upper) / 2
}

/** The k-th smallest of two sorted rows: the least of the larger ends of all ways to take k from them. */
function smallest(k: number, sorted: Float64Array, z: number, others: Float64Array): number {
  let least = Number.POSITIVE_INFINITY
  for (let j = Math.max(0, k - sorted.length); j <= Math.min(k, others.length); j++) {
    const a = j === k ? Number.NEGATIVE_INFINITY : z * sorted[k - j - 1]!
    const b = j === 0 ? Number.NEGATIVE_INFINITY : others[j - 1]!
    least = Math.min(least, Math.max(a, b))
  }
  return least
}

/** Logged bounds as shares of the mean, kept as long as the deviations they are made of. */
const remembered = new WeakMap<Float64Array, Map<number, Distances>>()

function sharesOf(deviation: Float64Array, level: number): Distances {
  let byLevel = remembered.get(deviation)
  if (!byLevel) {
    byLevel = new Map()
    remembered.set(deviation, byLevel)
  }
  let shares = byLevel.get(level)
  if (!shares) {
    const z = reach(level)
    shares = {
      below: deviation.map((value) => -Math.expm1(-z * value)),
      above: deviation.map((value) => Math.expm1(z * value)),
    }
    if (byLevel.size < 100) byLevel.set(level, shares)
  }
  return shares
}

/** The median of values whose order hardly changes from step to step. */
function orderedMedian(values: Float64Array, order: Uint8Array): number {
  putInOrder(values, order)
  const count = order.length
  const middle = count >> 1
  const upper = values[order[middle]!]!
  return count % 2 === 1 ? upper : (values[order[middle - 1]!]! + upper) / 2
}

/** Sorts places by their values, by insertion: quick where the last order still holds. */
function putInOrder(values: Float64Array, order: Uint8Array): void {
  for (let i = 1; i < order.length; i++) {
    const place = order[i]!
    const value = values[place]!
    let j = i - 1
    for (; j >= 0 && values[order[j]!]! > value; j--) order[j + 1] = order[j]!
    order[j + 1] = place
  }
}
