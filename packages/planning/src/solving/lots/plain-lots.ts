import type { Built } from '../../building/build.ts'
import { wanted } from '../../building/demand.ts'
import type { Program } from '../../building/program.ts'
import { activitiesOf } from '../first/fill-columns.ts'
import { obeys, objectiveOf } from '../first/proof.ts'
import { lotItems } from './lot-items.ts'

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
  const { company, layout } = built
  const periods = company.periods.length
  const suppliers = company.points.map(() => 0)
  const used = new Set<number>()
  for (const source of company.sources) {
    suppliers[source.point]!++
    for (const use of source.uses) used.add(use.point)
  }
  const found = lotItems(built).filter(({ source: s }) => {
    const { point, uses, lot, min } = company.sources[s]!
    const plain = suppliers[point] === 1 && !used.has(point) && uses.length === 0 && layout.disposal[point]! < 0
    return plain && !lot.min && !lot.multiple && min.every((each) => each === 0)
  })
  if (found.length === 0) return undefined
  const base = given.slice()
  const own = new Uint8Array(program.columns)
  const items = found.map(({ source: s, start, setup, cumulated }): PlainItem => {
    const source = company.sources[s]!
    const stock = layout.stock[source.point]!
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
  })
  if (items.some(({ unit }) => unit.some((each) => each < 0))) return undefined
  serveAll()
  const rest = activitiesOf(
    program,
    base.map((each, j) => (own[j] ? 0 : each)),
  )
  const limit = company.capacities.map((_, c): Float64Array | undefined => {
    if (!items.some(({ hours }) => hours.some((each) => each.capacity === c))) return undefined
    const row = layout.capacityRow[c]!
    return Float64Array.from({ length: periods }, (_, t) => program.rowUpper[row + t]! - rest[row + t]!)
  })
  return { items, periods, limit, planOf, whole: own.every((each) => each === 1) }

  /** What plain items are wanted for is delivered in time: nothing late, nothing lost. */
  function serveAll(): void {
    const points = new Set(found.map(({ source }) => company.sources[source]!.point))
    company.demand.forEach((demand, d) => {
      if (!points.has(demand.point)) return
      for (let t = 0; t < periods; t++) {
        if (layout.sold[d]! >= 0) base[layout.sold[d]! + t] = wanted(demand, t)
        if (layout.backlog[d]! >= 0) base[layout.backlog[d]! + t] = 0
        if (layout.lost[d]! >= 0) base[layout.lost[d]! + t] = 0
      }
    })
  }

  function planOf(starts: readonly Float64Array[]): { values: Float64Array; objective: number } | undefined {
    const values = base.slice()
    items.forEach(({ start, setup }, i) => {
      for (let t = 0; t < periods; t++) {
        values[start + t] = starts[i]![t]!
        values[setup + t] = starts[i]![t]! > 0 ? 1 : 0
      }
    })
    for (const { source: s } of found) {
      const stock = layout.stock[company.sources[s]!.point]!
      for (let t = 0; t < periods; t++) values[stock + t] = 0
    }
    const reached = activitiesOf(program, values)
    for (const { source: s } of found) {
      const { point } = company.sources[s]!
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
}
