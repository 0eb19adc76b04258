import type { BasisInput } from 'highs'
import type { Built } from '../building/build.ts'
import { codeOf } from '../building/program.ts'
import { unitValues } from './first/unit-values.ts'

/** Exact edge weights of a basis far from the slack basis cost more than they save where lanes make long chains. */
export function startOptions({ company }: Built): Record<string, number> {
  return company.lanes.length > 0 ? { simplex_dual_edge_weight_strategy: 1 } : {}
}

const [atLower, basic] = [0, 1]

/**
 * A basis to start the dual simplex from: the optimum of the same company without limits on capacity. Every unit
 * comes by its cheapest way (made, bought, shipped or kept in stock), every demand is met, late or lost by what is
 * cheapest. Its prices are dual feasible for the whole program, so that only the overloads are left to mend.
 *
 * Symbols: v(p,t) value of a unit of point p in period t = min(cost of a source + values of its parts, v(p,t-1) + holding);
 * s(p,t) price of the safety row = min(its cost, holding + v(p,t) - v(p,t+1)); w(d,t) price of the demand row =
 * min(v, lost, backlog + w(d,t+1)).
 */
export function startBasis(built: Built): BasisInput {
  const { company, program, layout } = built
  const length = company.periods.length
  const colStatus = new Int32Array(program.columns)
  const rowStatus = new Int32Array(program.rows).fill(basic)
  const { unit: value, started, suppliers } = unitValues(built)
  const safetyRow = rowsOf('safetyRow', company.points.length)
  company.points.forEach((_, p) => {
    fillPoint(p)
  })
  company.demand.forEach((_, d) => {
    if (layout.demandRow[d]! >= 0) fillDemand(d)
  })
  return { colStatus, rowStatus }

  function replace(row: number, column: number): void {
    rowStatus[row] = atLower
    colStatus[column] = basic
  }

  function fillPoint(p: number): void {
    const point = company.points[p]!
    const at = p * length
    const row = layout.balanceRow[p]!
    const stock = layout.stock[p]!
    const held = (t: number) => program.cost[stock + t]!
    let first = 0
    while (first < length && directSource(p, first).column < 0) first++
    if (first === length) return
    for (let t = first; t < length; t++) {
      const direct = directSource(p, t)
      const carries = direct.column < 0 || (t > first && value[at + t - 1]! + held(t - 1) < direct.cost)
      replace(row + t, carries ? stock + t - 1 : direct.column)
    }
    for (let t = first - 1; t >= 0; t--) replace(row + t, stock + t)
    if (!point.safety) return
    for (let t = 0; t < length; t++) {
      const safety = safetyRow[at + t]!
      if (safety < 0 || colStatus[stock + t] === basic) continue
      const keeping = held(t) + value[at + t]! - (t + 1 < length ? value[at + t + 1]! : 0)
      replace(safety, keeping <= program.cost[layout.shortfall[p]! + t]! ? stock + t : layout.shortfall[p]! + t)
    }
  }

  function directSource(p: number, t: number): { column: number; cost: number } {
    let column = -1
    let cost = Number.POSITIVE_INFINITY
    for (const s of suppliers[p]!) {
      const source = company.sources[s]!
      const start = t - source.leadTime
      if (start < 0 || source.max[start] === 0) continue
      const each = started[s * length + start]! / source.yield
      if (each >= cost) continue
      cost = each
      column = layout.start[s]! + start
    }
    return { column, cost }
  }

  function fillDemand(d: number): void {
    const demand = company.demand[d]!
    let later = 0
    for (let t = length - 1; t >= 0; t--) {
      const sold = value[demand.point * length + t]!
      const late = program.cost[layout.backlog[d]! + t]! + later
      const lost = layout.lost[d]! < 0 ? Number.POSITIVE_INFINITY : program.cost[layout.lost[d]! + t]!
      later = Math.min(sold, late, lost)
      const column = later === sold ? layout.sold[d]! : later === late ? layout.backlog[d]! : layout.lost[d]!
      replace(layout.demandRow[d]! + t, column + t)
    }
  }

  function rowsOf(kind: 'safetyRow', things: number): Int32Array {
    const rows = new Int32Array(things * length).fill(-1)
    const code = codeOf(kind)
    for (let i = 0; i < program.rows; i++)
      if (program.rowTag.kind[i] === code) rows[program.rowTag.ref[i]! * length + program.rowTag.period[i]!] = i
    return rows
  }
}
