import type { Built } from '../../building/build.ts'
import type { UnitValues } from './unit-values.ts'
import { free, put, take, type Yard } from './yard.ts'

/** Ways to have units at a point by a period. */
export interface Supply {
  /** Sees to it that `wanted` units can leave the point in the period, at no more than `cap` each; answers how many can. */
  readonly ensure: (point: number, period: number, wanted: number, cap: number) => number
  /** Brings in new units, as far as they cost no more than `cap` each; answers how many. */
  readonly raise: (point: number, period: number, missing: number, cap: number) => number
  /** Starts more of a source in a period, as far as parts, hours and limits go; answers how much. */
  readonly start: (source: number, period: number, quantity: number) => number
}

interface Way {
  source: number
  start: number
  cost: number
  room: number
}

const infinity = Number.POSITIVE_INFINITY
const dust = 1e-9

/**
 * Serves a want by the cheapest of: stock that nobody needs later, a source in the same or an earlier period in regular
 * hours, the same in dearer hours, and stock below the safety stock; as often as it takes.
 */
export function supplyOf(input: {
  built: Built
  yard: Yard
  values: UnitValues
  /** What a unit left in stock is worth later. */
  kept: Float64Array
  /** Stock that must stay, and stock that should. */
  floor: Float64Array
  reserve: Float64Array
}): Supply {
  const { built, yard, values, kept, floor, reserve } = input
  const { company, layout, program } = built
  const { length, stock } = yard
  const { sources, points } = company
  const busy = new Uint8Array(points.length)
  const carried = cumulatedHolding()
  const way: Way = { source: -1, start: 0, cost: 0, room: 0 }
  return { ensure, raise, start }

  function ensure(p: number, t: number, wanted: number, cap: number): number {
    // A point that waits for units itself has none to send on: what it has is already counted.
    if (busy[p]) return 0
    const have = Math.min(wanted, Math.max(0, free(yard, reserve, { point: p, period: t })))
    if (wanted - have <= dust) return wanted
    const { safety, safetyCost } = points[p]!
    const below = safety ? Math.max(0, free(yard, floor, { point: p, period: t }) - have) : 0
    const later = kept[p * length + t]! - program.cost[layout.stock[p]! + t]!
    const cost = safetyCost === undefined ? 1e9 : later + safetyCost
    return have + bring(p, t, wanted - have, cap, { most: below, cost })
  }

  function raise(p: number, t: number, missing: number, cap: number): number {
    return bring(p, t, missing, cap, { most: 0, cost: infinity })
  }

  /** New units, or old ones from below the safety stock where that is cheaper. */
  function bring(p: number, t: number, wanted: number, cap: number, below: { most: number; cost: number }): number {
    let have = 0
    let dip = below.cost <= cap ? below.most : 0
    busy[p] = 1
    let blocked: Set<number> | undefined
    while (wanted - have > dust) {
      const missing = wanted - have
      const best = cheapest(p, t, missing, blocked)
      if (dip > dust && below.cost <= best) {
        const taken = Math.min(dip, missing)
        have += taken
        dip -= taken
        continue
      }
      if (best > cap || best === infinity) break
      const { source, start: period, room } = way
      const { yield: good } = sources[source]!
      const asked = rounded(source, period, Math.min(missing / good, room))
      const got = asked > dust ? start(source, period, asked) : 0
      have += got * good
      if (got <= dust || got < asked * (1 - 1e-9)) {
        blocked ??= new Set()
        block(blocked, source, period)
      }
    }
    busy[p] = 0
    return Math.min(have, wanted)
  }

  /** Hours and limits were looked at, so that parts are missing: they were not there in earlier periods either. Lots may fit one and not another. */
  function block(blocked: Set<number>, s: number, period: number): void {
    const { lot } = sources[s]!
    const first = lot.min === undefined && lot.multiple === undefined ? 0 : period
    for (let t = first; t <= period; t++) blocked.add(s * length + t)
  }

  /** The cheapest way that still has room stands in `way`; answers its cost per unit. */
  function cheapest(p: number, t: number, missing: number, blocked: Set<number> | undefined): number {
    const at = p * length
    const back = points[p]!.shelfLife ?? length
    way.cost = infinity
    let storable = infinity
    for (let arrival = t; arrival >= 0 && t - arrival <= back; arrival--) {
      if (arrival < t) storable = Math.min(storable, points[p]!.max[arrival]! - stock[at + arrival]!)
      if (storable <= dust) break
      const holding = carried[at + t]! - carried[at + arrival]!
      for (const s of values.suppliers[p]!) {
        const source = sources[s]!
        const period = arrival - source.leadTime
        if (period < 0 || source.max[period] === 0 || blocked?.has(s * length + period)) continue
        const cost = values.started[s * length + period]! / source.yield + holding
        if (cost < way.cost) weigh(s, period, cost, Math.min(storable, missing) / source.yield)
      }
    }
    return way.cost
  }

  /** Takes a source as the way if it has room at a better price. */
  function weigh(s: number, period: number, cost: number, most: number): void {
    const source = sources[s]!
    const k = s * length + period
    let room = Math.min(source.max[period]! - yard.started[k]!, source.maxTotal - yard.total[s]!)
    if (source.lane >= 0) {
      const limit = company.lanes[source.lane]!.capacity
      if (limit) room = Math.min(room, limit[period]! - yard.shipped[source.lane * length + period]!)
    }
    if (room <= dust) return
    let unit = cost
    const opens = layout.setup[s]! >= 0 && yard.setups[k] === 0
    if (opens) unit += program.cost[layout.setup[s]! + period]! / (most * source.yield)
    let regular = room
    let dearer = 0
    for (const use of source.hours) {
      const h = use.capacity * length + period
      const setup = opens ? (source.setupHours.find((each) => each.capacity === use.capacity)?.hours ?? 0) : 0
      regular = Math.min(regular, (yard.regular[h]! - yard.used[h]! - setup) / use.hours)
      room = Math.min(room, (yard.most[h]! - yard.used[h]! - setup) / use.hours)
      if (yard.regular[h]! - yard.used[h]! - setup <= dust) dearer += (yard.dearer[h]! * use.hours) / source.yield
    }
    if (regular > dust) room = regular
    else unit += dearer
    if (room <= dust || unit >= way.cost) return
    way.source = s
    way.start = period
    way.cost = unit
    way.room = room
  }

  function rounded(s: number, period: number, quantity: number): number {
    const { lot, max } = sources[s]!
    if (lot.min === undefined && lot.multiple === undefined) return quantity
    const before = yard.started[s * length + period]!
    let whole = Math.max(before + quantity, lot.min ?? 0)
    if (lot.multiple) whole = Math.ceil(whole / lot.multiple - 1e-9) * lot.multiple
    if (whole > max[period]! && lot.multiple) whole = Math.floor(max[period]! / lot.multiple + 1e-9) * lot.multiple
    return Math.max(0, whole - before)
  }

  function start(s: number, period: number, quantity: number): number {
    const source = sources[s]!
    const k = s * length + period
    let possible = quantity
    const opens = layout.setup[s]! >= 0 && yard.setups[k] === 0
    for (const { point, quantity: each } of source.uses)
      possible = Math.min(possible, ensure(point, period, possible * each, infinity) / each)
    // Parts of one part may have been taken for another: count again what is there.
    if (source.uses.length > 1)
      for (const { point, quantity: each } of source.uses)
        possible = Math.min(possible, Math.max(0, free(yard, floor, { point, period })) / each)
    for (const { capacity, hours } of source.hours) {
      const h = capacity * length + period
      const setup = opens ? (source.setupHours.find((each) => each.capacity === capacity)?.hours ?? 0) : 0
      possible = Math.min(possible, Math.max(0, yard.most[h]! - yard.used[h]! - setup) / hours)
    }
    if (possible < quantity * (1 - 1e-9) && (source.lot.multiple || source.lot.min)) possible = whole(s, k, possible)
    if (possible <= dust) return 0
    for (const { point, quantity: each } of source.uses) take(yard, point, period, possible * each)
    for (const { capacity, hours } of source.hours) yard.used[capacity * length + period]! += hours * possible
    if (opens) {
      yard.setups[k] = 1
      for (const { capacity, hours } of source.setupHours) yard.used[capacity * length + period]! += hours
    }
    if (source.lane >= 0) yard.shipped[source.lane * length + period]! += possible
    yard.started[k]! += possible
    yard.total[s]! += possible
    if (period + source.leadTime < length) put(yard, source.point, period + source.leadTime, possible * source.yield)
    return possible
  }

  /** Where parts or hours do not reach for all, the largest lot that is allowed. */
  function whole(s: number, k: number, possible: number): number {
    const { lot } = sources[s]!
    const before = yard.started[k]!
    let all = before + possible
    if (lot.multiple) all = Math.floor(all / lot.multiple + 1e-9) * lot.multiple
    return all < (lot.min ?? 0) ? 0 : Math.max(0, all - before)
  }

  function cumulatedHolding(): Float64Array {
    const sums = new Float64Array(points.length * length)
    points.forEach((_, p) => {
      for (let t = 1; t < length; t++)
        sums[p * length + t] = sums[p * length + t - 1]! + program.cost[layout.stock[p]! + t - 1]!
    })
    return sums
  }
}
