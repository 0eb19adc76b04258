import { wanted } from '../../instance/demand.ts'
import type { Source } from '../../instance/instance-parts.ts'
import type { Built } from '../../program/layout.ts'
import { lotNeeds } from './lot-needs.ts'

/** A linear expression over the columns of a program: constant + values'x. */
export interface Expression {
  readonly constant: number
  readonly indices: readonly number[]
  readonly values: readonly number[]
}

/**
 * One source that is started in lots, and what must have been started of it. Quantities are units started, t is the
 * period of the start. The first column of the starts and of the setups: column = first + t.
 */
export interface LotItem {
  readonly source: number
  readonly start: number
  readonly setup: number
  /** cumulated[t]: least quantity that must have been started before period t; index 0 to the number of periods. */
  readonly cumulated: Float64Array
  /** What is ahead of need at the start of period k (starts and their relief so far, less what was needed before); never below 0. */
  readonly surplus: readonly Expression[]
  /** Columns that take the place of a start in t: sales lost, other sources of the item. */
  readonly relief: readonly Expression[]
  /** Units late at the end of the period in which a start of t arrives; undefined where nothing may be late. */
  readonly late: readonly Expression[] | undefined
}

/** Units that starts in a..b must cover when nothing was started ahead; 0 where b < a. */
export function needed({ cumulated }: LotItem, a: number, b: number): number {
  return b < a ? 0 : cumulated[b + 1]! - cumulated[a]!
}

/** What expressions about lots are made from. */
interface Ways {
  readonly built: Built
  /** Sources and demand rows of each point, and points that something is made of. */
  readonly suppliers: readonly (readonly number[])[]
  readonly customers: readonly (readonly number[])[]
  readonly used: ReadonlySet<number>
}

/** Every source with setups whose starts are forced by demand, by a least stock, or by the items made of it. */
export function lotItems(built: Built): LotItem[] {
  const { instance, layout } = built
  const length = instance.periods.length
  const required = lotNeeds(instance)
  const ways = waysOf(built)
  return instance.sources.flatMap((source, s): LotItem[] => {
    const need = required[source.point]!
    if (layout.setup[s]! < 0 || source.setupStays || !need || need[length - 1]! <= 0) return []
    const cumulated = new Float64Array(length + 1)
    for (let t = 0; t < length; t++) cumulated[t + 1] = need[Math.min(length - 1, t + source.leadTime)]! / source.yield
    const late = ways.customers[source.point]!.some((d) => layout.backlog[d]! >= 0)
    const relief = Array.from({ length }, (_, t) => reliefOf(ways, s, t))
    const surplus = (k: number) => surplusOf(ways, { s, k, cumulated, relief, late })
    return [
      {
        source: s,
        start: layout.start[s]!,
        setup: layout.setup[s]!,
        cumulated,
        relief,
        surplus: Array.from({ length: length + 1 }, (_, k) => surplus(k)),
        late: late ? Array.from({ length }, (_, t) => lateOf(ways, source, t)) : undefined,
      },
    ]
  })
}

function waysOf(built: Built): Ways {
  const { points, sources, demand } = built.instance
  const suppliers = points.map(() => [] as number[])
  const customers = points.map(() => [] as number[])
  sources.forEach((source, s) => {
    suppliers[source.point]!.push(s)
  })
  demand.forEach((each, d) => {
    customers[each.point]!.push(d)
  })
  return { built, suppliers, customers, used: new Set(sources.flatMap(({ uses }) => uses.map((use) => use.point))) }
}

/** Good units that reach stock in the period in which a start of t arrives, in units started; those before go to t = 0. */
function reliefOf({ built, suppliers, customers }: Ways, own: number, t: number): Expression {
  const { instance, layout } = built
  const source = instance.sources[own]!
  const indices: number[] = []
  const values: number[] = []
  const arrives = t + source.leadTime
  for (let u = t === 0 ? 0 : arrives; u <= arrives && u < instance.periods.length; u++) {
    for (const d of customers[source.point]!)
      if (layout.lost[d]! >= 0) {
        indices.push(layout.lost[d]! + u)
        values.push(1 / source.yield)
      }
    for (const s of suppliers[source.point]!) {
      const other = instance.sources[s]!
      if (s === own || u < other.leadTime) continue
      indices.push(layout.start[s]! + u - other.leadTime)
      values.push(other.yield / source.yield)
    }
  }
  return { constant: 0, indices, values }
}

function lateOf({ built, customers }: Ways, source: Source, t: number): Expression {
  const { instance, layout } = built
  const arrives = Math.min(instance.periods.length - 1, t + source.leadTime)
  const columns = customers[source.point]!.filter((d) => layout.backlog[d]! >= 0)
  return {
    constant: 0,
    indices: columns.map((d) => layout.backlog[d]! + arrives),
    values: columns.map(() => 1 / source.yield),
  }
}

/** Where only demand takes from the stock, the balance makes of all starts before (and what is late) the stock, one column. */
function surplusOf(
  ways: Ways,
  given: { s: number; k: number; cumulated: Float64Array; relief: readonly Expression[]; late: boolean },
): Expression {
  const { instance, layout } = ways.built
  const { s, k, cumulated, relief, late } = given
  const source = instance.sources[s]!
  const last = k - 1 + source.leadTime
  if (k === 0) return { constant: 0, indices: [], values: [] }
  if (!ways.used.has(source.point) && layout.disposal[source.point]! < 0 && last < instance.periods.length)
    return stockAhead(ways, source, last, cumulated[k]!)
  const indices: number[] = []
  const values: number[] = []
  for (let t = 0; t < k; t++) {
    indices.push(layout.start[s]! + t, ...relief[t]!.indices)
    values.push(1, ...relief[t]!.values)
  }
  const backlog = late ? lateOf(ways, source, k - 1) : { indices: [], values: [] }
  return {
    constant: -cumulated[k]!,
    indices: [...indices, ...backlog.indices],
    values: [...values, ...backlog.values],
  }
}

function stockAhead({ built, customers }: Ways, source: Source, last: number, cumulated: number): Expression {
  const { instance, layout } = built
  const point = instance.points[source.point]!
  let gone = -point.opening
  for (let u = 0; u <= last; u++) {
    gone -= point.arrivals[u]!
    for (const d of customers[source.point]!) gone += wanted(instance.demand[d]!, u)
  }
  return {
    constant: gone / source.yield - cumulated,
    indices: [layout.stock[source.point]! + last],
    values: [1 / source.yield],
  }
}
