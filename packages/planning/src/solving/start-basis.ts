import type { BasisInput } from 'highs'
import { type UnitValues, unitValues } from '../construction/unit-values.ts'
import { mainStarts } from '../instance/arrivals.ts'
import type { Built } from '../program/layout.ts'
import { codeOf } from '../program/program.ts'

/** Exact edge weights of a basis far from the slack basis cost more than they save where lanes make long chains. */
export function startOptions({ instance }: Built): Record<string, number> {
  return instance.lanes.length > 0 ? { simplex_dual_edge_weight_strategy: 1 } : {}
}

const [atLower, basic] = [0, 1]

/**
 * A basis to start the dual simplex from: the optimum of the same instance without limits on capacity. Every unit
 * comes by its cheapest way (made, bought, shipped or kept in stock), every demand is met, late or lost by what is
 * cheapest. Its prices are dual feasible for the whole program, so that only the overloads are left to repair.
 *
 * Symbols: v(p,t) value of a unit of point p in period t = min(cost of a source + values of its parts, v(p,t-1) + holding);
 * s(p,t) price of the safety row = min(its cost, holding + v(p,t) - v(p,t+1)); w(d,t) price of the demand row =
 * min(v, lost, backlog + w(d,t+1)).
 */
export function startBasis(built: Built): BasisInput {
  const { instance, program, layout } = built
  const basis: Draft = {
    built,
    values: unitValues(built),
    colStatus: new Int32Array(program.columns),
    rowStatus: new Int32Array(program.rows).fill(basic),
    safetyRow: safetyRows(built),
  }
  instance.points.forEach((_, p) => {
    fillPoint(basis, p)
  })
  instance.demand.forEach((_, d) => {
    if (layout.demandRow[d]! >= 0) fillDemand(basis, d)
  })
  return { colStatus: basis.colStatus, rowStatus: basis.rowStatus }
}

/** A basis that is being filled: one basic column for each row that is at its limit. */
interface Draft {
  readonly built: Built
  readonly values: UnitValues
  readonly colStatus: Int32Array
  readonly rowStatus: Int32Array
  /** Safety row of each point and period; -1 where there is none. */
  readonly safetyRow: Int32Array
}

function replace({ rowStatus, colStatus }: Draft, row: number, column: number): void {
  rowStatus[row] = atLower
  colStatus[column] = basic
}

function fillPoint(basis: Draft, p: number): void {
  const { built, values } = basis
  const { instance, program, layout } = built
  const length = instance.periods.length
  const at = p * length
  const row = layout.balanceRow[p]!
  const stock = layout.stock[p]!
  let first = 0
  while (first < length && directSource(basis, p, first).column < 0) first++
  if (first === length) return
  for (let t = first; t < length; t++) {
    const direct = directSource(basis, p, t)
    const held = t > first ? values.unit[at + t - 1]! + program.cost[stock + t - 1]! : Number.POSITIVE_INFINITY
    const carries = direct.column < 0 || held < direct.cost
    replace(basis, row + t, carries ? stock + t - 1 : direct.column)
  }
  for (let t = first - 1; t >= 0; t--) replace(basis, row + t, stock + t)
  if (instance.points[p]!.safety) fillSafety(basis, p)
}

/** Keeps the safety stock where that costs no more than to be short of it. */
function fillSafety(basis: Draft, p: number): void {
  const { built, values, colStatus, safetyRow } = basis
  const { instance, program, layout } = built
  const length = instance.periods.length
  const at = p * length
  const stock = layout.stock[p]!
  for (let t = 0; t < length; t++) {
    const safety = safetyRow[at + t]!
    if (safety < 0 || colStatus[stock + t] === basic) continue
    const next = t + 1 < length ? values.unit[at + t + 1]! : 0
    const keeping = program.cost[stock + t]! + values.unit[at + t]! - next
    const short = layout.shortfall[p]! + t
    replace(basis, safety, keeping <= program.cost[short]! ? stock + t : short)
  }
}

function directSource({ built, values }: Draft, p: number, t: number): { column: number; cost: number } {
  const { instance, layout } = built
  let column = -1
  let cost = Number.POSITIVE_INFINITY
  for (const s of values.suppliers[p]!) {
    const source = instance.sources[s]!
    for (const start of mainStarts(source, t)) {
      if (start < 0 || source.max[start] === 0) continue
      const each = values.started[s * instance.periods.length + start]! / source.yield
      if (each >= cost) continue
      cost = each
      column = layout.start[s]! + start
    }
  }
  return { column, cost }
}

function fillDemand(basis: Draft, d: number): void {
  const { instance, program, layout } = basis.built
  const length = instance.periods.length
  const demand = instance.demand[d]!
  let later = 0
  for (let t = length - 1; t >= 0; t--) {
    const sold = basis.values.unit[demand.point * length + t]!
    const late = program.cost[layout.backlog[d]! + t]! + later
    const lost = layout.lost[d]! < 0 ? Number.POSITIVE_INFINITY : program.cost[layout.lost[d]! + t]!
    later = Math.min(sold, late, lost)
    const column = later === sold ? layout.sold[d]! : later === late ? layout.backlog[d]! : layout.lost[d]!
    replace(basis, layout.demandRow[d]! + t, column + t)
  }
}

function safetyRows({ instance, program }: Built): Int32Array {
  const length = instance.periods.length
  const rows = new Int32Array(instance.points.length * length).fill(-1)
  const code = codeOf('safetyRow')
  for (let i = 0; i < program.rows; i++)
    if (program.rowTag.kind[i] === code) rows[program.rowTag.ref[i]! * length + program.rowTag.period[i]!] = i
  return rows
}
