import { wanted } from '../../instance/demand.ts'
import { activitiesOf } from '../../program/activities.ts'
import type { Built } from '../../program/layout.ts'
import type { Program } from '../../program/program.ts'
import { obeys, objectiveOf } from '../../program/proof.ts'
import { type LotItem, lotItems } from './lot-items.ts'

/** One item made in lots by a single source from nothing else, for demand alone; everything by period of the start. */
export interface PlainItem {
  readonly start: number
  readonly setup: number
  /** Money of a unit with its storage to the end of the horizon, and of a setup. */
  readonly unit: Float64Array
  readonly setupCost: Float64Array
  /** Units that must be started by then in addition to what had to be started before. */
  readonly need: Float64Array
  readonly hours: readonly { readonly capacity: number; readonly hours: number; readonly setupHours: number }[]
}

/** The plain items of a program, the hours that everything else leaves to them, and the way back to a plan. */
export interface PlainLots {
  readonly items: readonly PlainItem[]
  readonly periods: number
  /** Hours of each capacity by period; undefined where no plain item works. */
  readonly limit: readonly (Float64Array | undefined)[]
  /** All other columns as in the given plan, starts as given by item and period; undefined where a rule would be broken. */
  readonly planOf: (starts: readonly Float64Array[]) => { values: Float64Array; objective: number } | undefined
  /** Whether nothing but the plain items is to be decided, so that what is proven of them is proven of the program. */
  readonly whole: boolean
}

/** Finds the plain items; undefined where there are none. `given` is a plan of the program, by columns. */
export function plainLots(built: Built, program: Program, given: Float64Array): PlainLots | undefined {
  const { instance, layout } = built
  const periods = instance.periods.length
  const found = plainSources(built)
  if (found.length === 0) return undefined
  const own = new Uint8Array(program.columns)
  const items = found.map((item) => plainItem({ built, program, item, own }))
  if (items.some(({ unit }) => unit.some((each) => each < 0))) return undefined
  const base = servedInTime(built, found, given)
  const others = base.map((each, j) => (own[j] ? 0 : each))
  const rest = activitiesOf(program, others)
  const limit = instance.capacities.map((_, c): Float64Array | undefined => {
    if (!items.some(({ hours }) => hours.some((each) => each.capacity === c))) return undefined
    const row = layout.capacityRow[c]!
    return Float64Array.from({ length: periods }, (_, t) => program.rowUpper[row + t]! - rest[row + t]!)
  })
  return {
    items,
    periods,
    limit,
    planOf: (starts) => planWithStarts({ built, program, found, items, base, starts }),
    whole: own.every((each) => each === 1),
  }
}

function plainSources(built: Built): LotItem[] {
  const { instance, layout } = built
  const suppliers = instance.points.map(() => 0)
  const used = new Set<number>()
  for (const source of instance.sources) {
    suppliers[source.point]!++
    for (const use of source.uses) used.add(use.point)
  }
  return lotItems(built).filter(({ source: s }) => {
    const { point, uses, lot, min } = instance.sources[s]!
    const plain = suppliers[point] === 1 && !used.has(point) && uses.length === 0 && layout.disposal[point]! < 0
    return plain && !lot.min && !lot.multiple && min.every((each) => each === 0)
  })
}

/** The money, need and hours of one item; marks its columns as its own. */
function plainItem(given: { built: Built; program: Program; item: LotItem; own: Uint8Array }): PlainItem {
  const { built, program, item, own } = given
  const { source: s, start, setup, cumulated } = item
  const source = built.instance.sources[s]!
  const periods = built.instance.periods.length
  const stock = built.layout.stock[source.point]!
  const unit = new Float64Array(periods)
  let storage = 0
  for (let t = periods - 1; t >= 0; t--) {
    if (t + source.leadTime < periods) storage += source.yield * program.cost[stock + t + source.leadTime]!
    unit[t] = program.cost[start + t]! + storage
    own[start + t] = own[setup + t] = own[stock + t] = 1
  }
  const places = new Set([...source.hours, ...source.setupHours].map((each) => each.capacity))
  return {
    start,
    setup,
    unit,
    setupCost: program.cost.slice(setup, setup + periods),
    need: Float64Array.from({ length: periods }, (_, t) => Math.max(0, cumulated[t + 1]! - cumulated[t]!)),
    hours: [...places].map((capacity) => ({
      capacity,
      hours: source.hours.find((each) => each.capacity === capacity)?.hours ?? 0,
      setupHours: source.setupHours.find((each) => each.capacity === capacity)?.hours ?? 0,
    })),
  }
}

/** The given plan with what plain items are wanted for delivered in time: nothing late, nothing lost. */
function servedInTime({ instance, layout }: Built, found: readonly LotItem[], given: Float64Array): Float64Array {
  const base = given.slice()
  const points = new Set(found.map(({ source }) => instance.sources[source]!.point))
  instance.demand.forEach((demand, d) => {
    if (!points.has(demand.point)) return
    for (let t = 0; t < instance.periods.length; t++) {
      if (layout.sold[d]! >= 0) base[layout.sold[d]! + t] = wanted(demand, t)
      if (layout.backlog[d]! >= 0) base[layout.backlog[d]! + t] = 0
      if (layout.lost[d]! >= 0) base[layout.lost[d]! + t] = 0
    }
  })
  return base
}

function planWithStarts(given: {
  built: Built
  program: Program
  found: readonly LotItem[]
  items: readonly PlainItem[]
  base: Float64Array
  starts: readonly Float64Array[]
}): { values: Float64Array; objective: number } | undefined {
  const { built, program, found, items, base, starts } = given
  const { instance, layout } = built
  const periods = instance.periods.length
  const values = base.slice()
  items.forEach(({ start, setup }, i) => {
    for (let t = 0; t < periods; t++) {
      values[start + t] = starts[i]![t]!
      values[setup + t] = starts[i]![t]! > 0 ? 1 : 0
    }
  })
  const points = found.map(({ source }) => instance.sources[source]!.point)
  for (const point of points) for (let t = 0; t < periods; t++) values[layout.stock[point]! + t] = 0
  const reached = activitiesOf(program, values)
  for (const point of points) {
    let there = 0
    for (let t = 0; t < periods; t++) {
      const row = layout.balanceRow[point]! + t
      there += reached[row]! - program.rowLower[row]!
      values[layout.stock[point]! + t] = Math.abs(there) < 1e-7 ? 0 : there
    }
  }
  if (!obeys(program, values)) return undefined
  return { values, objective: objectiveOf(program, values) }
}
