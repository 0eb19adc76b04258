import { arrivalsOf } from '../instance/arrivals.ts'
import { valuesIn } from '../instance/values-in.ts'
import type { Built } from '../program/layout.ts'
import { type PartialPlan, put, take } from './partial-plan.ts'
import type { UnitValues } from './unit-values.ts'
import { cheapestWay, largestLot, roundedToLots, type SupplyWork, setupHoursOf, spare } from './ways.ts'

/** Ways to have units at a point by a period. */
export interface Supply {
  /** Sees to it that `wanted` units can leave the point in the period, at no more than `cap` each; answers how many can. */
  readonly ensure: (point: number, period: number, wanted: number, cap: number) => number
  /** Brings in new units, as far as they cost no more than `cap` each; answers how many. */
  readonly raise: (point: number, period: number, missing: number, cap: number) => number
  /** Starts more of a source in a period, as far as parts, hours and limits go; answers how much. */
  readonly start: (source: number, period: number, quantity: number) => number
}

const infinity = Number.POSITIVE_INFINITY
const dust = 1e-9

/**
 * Serves a want by the cheapest of: stock that nobody needs later, a source in the same or an earlier period in regular
 * hours, the same in dearer hours, and stock below the safety stock; as often as it takes.
 */
export function supplyOf(input: {
  built: Built
  partial: PartialPlan
  values: UnitValues
  kept: Float64Array
  floor: Float64Array
  reserve: Float64Array
}): Supply {
  const { built, partial } = input
  const work: SupplyWork = {
    ...input,
    carried: cumulatedHolding(built, partial.length),
    busy: new Uint8Array(built.instance.points.length),
    way: { source: -1, start: 0, cost: 0, room: 0 },
  }
  return {
    ensure: (point, period, wanted, cap) => ensure(work, point, period, wanted, cap),
    raise: (point, period, missing, cap) => bring(work, { point, period, wanted: missing, cap, below: nothingBelow }),
    start: (source, period, quantity) => start(work, source, period, quantity),
  }
}

/** Stock below the safety stock that may be used instead of new units, and what a unit of it costs. */
interface Below {
  readonly most: number
  readonly cost: number
}

const nothingBelow: Below = { most: 0, cost: infinity }

function ensure(work: SupplyWork, p: number, t: number, wanted: number, cap: number): number {
  const { built, partial, kept, floor, reserve, busy } = work
  const { instance, program, layout } = built
  // A point that waits for units itself has none to send on: what it has is already counted.
  if (busy[p]) return 0
  const have = Math.min(wanted, spare(work, reserve, p, t))
  if (wanted - have <= dust) return wanted
  const { safety, safetyCost } = instance.points[p]!
  const most = safety ? Math.max(0, spare(work, floor, p, t) - have) : 0
  const later = kept[p * partial.length + t]! - program.cost[layout.stock[p]! + t]!
  const cost = safetyCost === undefined ? 1e9 : later + safetyCost
  return have + bring(work, { point: p, period: t, wanted: wanted - have, cap, below: { most, cost } })
}

/** Brings new units, or old ones from below the safety stock where that is cheaper. */
function bring(
  work: SupplyWork,
  want: { point: number; period: number; wanted: number; cap: number; below: Below },
): number {
  const { built, busy, way } = work
  const { point: p, period: t, wanted, cap, below } = want
  let have = 0
  let dip = below.cost <= cap ? below.most : 0
  busy[p] = 1
  let blocked: Set<number> | undefined
  while (wanted - have > dust) {
    const missing = wanted - have
    const best = cheapestWay(work, { point: p, period: t, missing, blocked })
    if (dip > dust && below.cost <= best) {
      const taken = Math.min(dip, missing)
      have += taken
      dip -= taken
      continue
    }
    if (best > cap || best === infinity) break
    const { source, start: period, room } = way
    const { yield: good } = built.instance.sources[source]!
    const asked = roundedToLots(work, source, period, Math.min(missing / good, room))
    const got = asked > dust ? start(work, source, period, asked) : 0
    have += got * good
    if (got <= dust || got < asked * (1 - 1e-9)) {
      blocked ??= new Set()
      block(work, blocked, source, period)
    }
  }
  busy[p] = 0
  return Math.min(have, wanted)
}

/** Hours and limits were looked at, so that parts are missing: they were not there in earlier periods either. Lots may fit one and not another. */
function block({ built, partial }: SupplyWork, blocked: Set<number>, s: number, period: number): void {
  const { lot } = built.instance.sources[s]!
  const first = lot.min === undefined && lot.multiple === undefined ? 0 : period
  for (let t = first; t <= period; t++) blocked.add(s * partial.length + t)
}

function start(work: SupplyWork, s: number, period: number, quantity: number): number {
  const { built, partial } = work
  const { length } = partial
  const source = built.instance.sources[s]!
  const k = s * length + period
  const opens = built.layout.setup[s]! >= 0 && partial.setups[k] === 0
  const possible = possibleStart(work, { source: s, period, quantity, opens })
  if (possible <= dust) return 0
  const now = valuesIn(source, period)
  for (const { point, quantity: each } of now.uses) take(partial, point, period, possible * each)
  for (const { capacity, hours } of now.hours) partial.used[capacity * length + period]! += hours * possible
  if (opens) {
    partial.setups[k] = 1
    for (const { capacity, hours } of source.setupHours) partial.used[capacity * length + period]! += hours
  }
  if (source.lane >= 0) partial.shipped[source.lane * length + period]! += possible
  partial.started[k]! += possible
  partial.total[s]! += possible
  for (const { after, share } of arrivalsOf(now)) {
    const arrival = period + after
    if (arrival >= length) continue
    put(partial, source.point, arrival, possible * share * now.yield)
    for (const { point, quantity: each } of source.gives) put(partial, point, arrival, possible * share * each)
  }
  return possible
}

/** How much of a start parts, hours and lots allow; the parts are brought in. */
function possibleStart(
  work: SupplyWork,
  given: { source: number; period: number; quantity: number; opens: boolean },
): number {
  const { built, partial, floor } = work
  const { source: s, period, quantity, opens } = given
  const source = built.instance.sources[s]!
  let possible = quantity
  const { uses, hours: needed } = valuesIn(source, period)
  for (const { point, quantity: each } of uses)
    possible = Math.min(possible, ensure(work, point, period, possible * each, infinity) / each)
  // Parts of one part may have been taken for another: count again what is there.
  if (uses.length > 1)
    for (const { point, quantity: each } of uses)
      possible = Math.min(possible, spare(work, floor, point, period) / each)
  for (const { capacity, hours } of needed) {
    const h = capacity * partial.length + period
    const setup = opens ? setupHoursOf(work, s, capacity) : 0
    possible = Math.min(possible, Math.max(0, partial.most[h]! - partial.used[h]! - setup) / hours)
  }
  const inLots = source.lot.multiple || source.lot.min
  return inLots && possible < quantity * (1 - 1e-9) ? largestLot(work, s, period, possible) : possible
}

function cumulatedHolding({ instance, program, layout }: Built, length: number): Float64Array {
  const sums = new Float64Array(instance.points.length * length)
  instance.points.forEach((_, p) => {
    for (let t = 1; t < length; t++)
      sums[p * length + t] = sums[p * length + t - 1]! + program.cost[layout.stock[p]! + t - 1]!
  })
  return sums
}
