import type { Built } from '../../building/build.ts'
import type { Company, Source } from '../../building/company-parts.ts'
import { wanted } from '../../building/demand.ts'

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

/** Every source with setups whose starts are forced by demand, by a least stock, or by the items made of it. */
export function lotItems({ company, layout }: Built): LotItem[] {
  const length = company.periods.length
  const required = requirements(company)
  const used = new Set(company.sources.flatMap((source) => source.uses.map((use) => use.point)))
  const suppliers = company.points.map(() => [] as number[])
  const customers = company.points.map(() => [] as number[])
  company.sources.forEach((source, s) => {
    suppliers[source.point]!.push(s)
  })
  company.demand.forEach((demand, d) => {
    customers[demand.point]!.push(d)
  })
  return company.sources.flatMap((source, s): LotItem[] => {
    const need = required[source.point]!
    if (layout.setup[s]! < 0 || !need || need[length - 1]! <= 0) return []
    const cumulated = new Float64Array(length + 1)
    for (let t = 0; t < length; t++) cumulated[t + 1] = need[Math.min(length - 1, t + source.leadTime)]! / source.yield
    const classes = customers[source.point]!
    const late = classes.some((d) => layout.backlog[d]! >= 0)
    const relief = Array.from({ length }, (_, t) => reliefOf(source, s, t))
    return [
      {
        source: s,
        start: layout.start[s]!,
        setup: layout.setup[s]!,
        cumulated,
        relief,
        surplus: Array.from({ length: length + 1 }, (_, k) => surplusOf({ source, s, k, cumulated, relief, late })),
        late: late ? Array.from({ length }, (_, t) => lateOf(source, t)) : undefined,
      },
    ]
  })

  /** Good units that reach stock in the period in which a start of t arrives, in units started; those before go to t = 0. */
  function reliefOf(source: Source, own: number, t: number): Expression {
    const indices: number[] = []
    const values: number[] = []
    const arrives = t + source.leadTime
    for (let u = t === 0 ? 0 : arrives; u <= arrives && u < length; u++) {
      for (const d of customers[source.point]!)
        if (layout.lost[d]! >= 0) {
          indices.push(layout.lost[d]! + u)
          values.push(1 / source.yield)
        }
      for (const s of suppliers[source.point]!) {
        const other = company.sources[s]!
        if (s === own || u < other.leadTime) continue
        indices.push(layout.start[s]! + u - other.leadTime)
        values.push(other.yield / source.yield)
      }
    }
    return { constant: 0, indices, values }
  }

  function lateOf(source: Source, t: number): Expression {
    const arrives = Math.min(length - 1, t + source.leadTime)
    const columns = customers[source.point]!.filter((d) => layout.backlog[d]! >= 0)
    return {
      constant: 0,
      indices: columns.map((d) => layout.backlog[d]! + arrives),
      values: columns.map(() => 1 / source.yield),
    }
  }

  /** Where only demand takes from the stock, the balance makes of all starts before (and what is late) the stock, one column. */
  function surplusOf(input: {
    source: Source
    s: number
    k: number
    cumulated: Float64Array
    relief: readonly Expression[]
    late: boolean
  }): Expression {
    const { source, s, k, cumulated, relief, late } = input
    const point = company.points[source.point]!
    const last = k - 1 + source.leadTime
    if (k === 0) return { constant: 0, indices: [], values: [] }
    if (!used.has(source.point) && layout.disposal[source.point]! < 0 && last < length) {
      let gone = -point.opening
      for (let u = 0; u <= last; u++) {
        gone -= point.arrivals[u]!
        for (const d of customers[source.point]!) gone += wanted(company.demand[d]!, u)
      }
      return {
        constant: gone / source.yield - cumulated[k]!,
        indices: [layout.stock[source.point]! + last],
        values: [1 / source.yield],
      }
    }
    const indices: number[] = []
    const values: number[] = []
    for (let t = 0; t < k; t++) {
      indices.push(layout.start[s]! + t, ...relief[t]!.indices)
      values.push(1, ...relief[t]!.values)
    }
    const backlog = late ? lateOf(source, k - 1) : { indices: [], values: [] }
    return {
      constant: -cumulated[k]!,
      indices: [...indices, ...backlog.indices],
      values: [...values, ...backlog.values],
    }
  }
}

/**
 * Cumulated good units of each point that must have been supplied by the end of each period, from demand, least stocks
 * and the starts of items that are made of it and have no other source (echelon demand, Clark and Scarf 1960).
 * Undefined for a point with backlog whose need falls again because of arrivals: units late then say nothing about it.
 */
function requirements(company: Company): (Float64Array | undefined)[] {
  const { points, sources, demand, periods } = company
  const length = periods.length
  const known: (Float64Array | undefined)[] = points.map(() => undefined)
  const ways = points.map(() => 0)
  for (const source of sources) ways[source.point]!++
  const soft = new Set(demand.filter((each) => each.lostCost || each.backlogCost).map((each) => each.point))
  const open = new Set<number>()
  const late = new Set(demand.filter((each) => each.backlogCost).map((each) => each.point))
  const falling = new Set<number>()
  return points.map((_, p) => {
    const need = requirement(p)
    return falling.has(p) ? undefined : need
  })

  function requirement(p: number): Float64Array {
    const before = known[p]
    if (before) return before
    const needs = new Float64Array(length)
    if (open.has(p)) return needs
    open.add(p)
    const point = points[p]!
    const parents = sources.flatMap((source) =>
      source.uses
        .filter((use) => use.point === p && ways[source.point] === 1 && !soft.has(source.point))
        .map((use) => ({ source, quantity: use.quantity, need: requirement(source.point) })),
    )
    let there = point.opening
    let wants = 0
    for (let t = 0; t < length; t++) {
      there += point.arrivals[t]!
      for (const each of demand) if (each.point === p) wants += wanted(each, t)
      let uses = 0
      for (const { source, quantity, need } of parents)
        if (t + source.leadTime < length) uses += (quantity * need[t + source.leadTime]!) / source.yield
        else uses += (quantity * need[length - 1]!) / source.yield
      const before = t > 0 ? needs[t - 1]! : 0
      const raw = wants + uses + point.min[t]! - there
      if (late.has(p) && raw < before) falling.add(p)
      needs[t] = Math.max(before, raw)
    }
    open.delete(p)
    known[p] = needs
    return needs
  }
}
