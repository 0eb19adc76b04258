import { startFor } from '../instance/arrivals.ts'
import type { Built } from '../program/layout.ts'
import { free, type PartialPlan } from './partial-plan.ts'
import type { UnitValues } from './unit-values.ts'

const infinity = Number.POSITIVE_INFINITY
const dust = 1e-9

/** The cheapest way to have a unit that was found last: a source started in a period, its cost per unit and its room. */
export interface Way {
  source: number
  start: number
  cost: number
  room: number
}

/** Everything that bringing units in works on; `way` and `busy` are scratch memory of one construction. */
export interface SupplyWork {
  readonly built: Built
  readonly partial: PartialPlan
  readonly values: UnitValues
  /** Money that a unit left in stock is worth later. */
  readonly kept: Float64Array
  /** Stock that must stay, and stock that should. */
  readonly floor: Float64Array
  readonly reserve: Float64Array
  /** Holding from the first period to each, by point: [point * periods + t]. */
  readonly carried: Float64Array
  /** 1 where a point waits for units itself. */
  readonly busy: Uint8Array
  readonly way: Way
}

/** Finds the cheapest way that still has room and leaves it in `way`; answers its cost per unit. */
export function cheapestWay(
  work: SupplyWork,
  want: { point: number; period: number; missing: number; blocked: ReadonlySet<number> | undefined },
): number {
  const { built, partial, values, carried, way } = work
  const { point: p, period: t, missing, blocked } = want
  const { sources, points } = built.instance
  const { length, stock } = partial
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
      const period = startFor(source, arrival)
      if (!source.startBy && source.byPeriod && source.byPeriod[Math.max(0, period)]!.leadTime !== source.leadTime)
        continue
      if (period < 0 || source.max[period] === 0 || blocked?.has(s * length + period)) continue
      const cost = values.started[s * length + period]! / source.yield + holding
      if (cost < way.cost) weigh(work, s, period, cost, Math.min(storable, missing) / source.yield)
    }
  }
  return way.cost
}

/** Takes a source as the way if it has room at a better price: regular hours first, dearer ones where those are used up. */
function weigh(work: SupplyWork, s: number, period: number, cost: number, most: number): void {
  const { built, partial, way } = work
  const { instance, layout, program } = built
  const { length } = partial
  const source = instance.sources[s]!
  const k = s * length + period
  let room = limitRoom(work, s, period)
  if (room <= dust) return
  let unit = cost
  const opens = layout.setup[s]! >= 0 && partial.setups[k] === 0
  if (opens) unit += program.cost[layout.setup[s]! + period]! / (most * source.yield)
  let regular = room
  let dearer = 0
  for (const use of source.hours) {
    const h = use.capacity * length + period
    const setup = opens ? setupHoursOf(work, s, use.capacity) : 0
    regular = Math.min(regular, (partial.regular[h]! - partial.used[h]! - setup) / use.hours)
    room = Math.min(room, (partial.most[h]! - partial.used[h]! - setup) / use.hours)
    if (partial.regular[h]! - partial.used[h]! - setup <= dust)
      dearer += (partial.dearer[h]! * use.hours) / source.yield
  }
  if (regular > dust) room = regular
  else unit += dearer
  if (room <= dust || unit >= way.cost) return
  way.source = s
  way.start = period
  way.cost = unit
  way.room = room
}

/** Units that the limits of a source and its lane still allow in a period. */
function limitRoom({ built, partial }: SupplyWork, s: number, period: number): number {
  const { sources, lanes } = built.instance
  const { length } = partial
  const source = sources[s]!
  const room = Math.min(
    source.max[period]! - partial.started[s * length + period]!,
    source.maxTotal - partial.total[s]!,
  )
  const limit = source.lane >= 0 ? lanes[source.lane]!.capacity : undefined
  return limit ? Math.min(room, limit[period]! - partial.shipped[source.lane * length + period]!) : room
}

/** Hours that a setup of the source takes of a capacity. */
export function setupHoursOf({ built }: SupplyWork, s: number, capacity: number): number {
  return built.instance.sources[s]!.setupHours.find((each) => each.capacity === capacity)?.hours ?? 0
}

/** The quantity to start so that the lot rules hold: at least the least lot, in whole multiples, within the limit. */
export function roundedToLots({ built, partial }: SupplyWork, s: number, period: number, quantity: number): number {
  const { lot, max } = built.instance.sources[s]!
  if (lot.min === undefined && lot.multiple === undefined) return quantity
  const before = partial.started[s * partial.length + period]!
  let whole = Math.max(before + quantity, lot.min ?? 0)
  if (lot.multiple) whole = Math.ceil(whole / lot.multiple - 1e-9) * lot.multiple
  if (whole > max[period]! && lot.multiple) whole = Math.floor(max[period]! / lot.multiple + 1e-9) * lot.multiple
  return Math.max(0, whole - before)
}

/** The largest lot that is allowed where parts or hours do not reach for all. */
export function largestLot({ built, partial }: SupplyWork, s: number, period: number, possible: number): number {
  const { lot } = built.instance.sources[s]!
  const before = partial.started[s * partial.length + period]!
  let all = before + possible
  if (lot.multiple) all = Math.floor(all / lot.multiple + 1e-9) * lot.multiple
  return all < (lot.min ?? 0) ? 0 : Math.max(0, all - before)
}

/** Units that may leave a point in a period while `keep` stays in stock. */
export function spare({ partial }: SupplyWork, keep: Float64Array, point: number, period: number): number {
  return Math.max(0, free(partial, keep, { point, period }))
}
