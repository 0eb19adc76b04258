import type { Highs } from 'highs'
import { buildProgram } from '../building/build.ts'
import { companyOf } from '../building/company.ts'
import { wanted } from '../building/demand.ts'
import { loadSolver, modelData } from '../solving/highs.ts'
import { interiorPays } from '../solving/linear-start.ts'
import type { SearchOptions } from '../solving/search.ts'
import { startBasis } from '../solving/start-basis.ts'
import type { Problem } from '../validation/problem.ts'
import { validatePlanModel } from '../validation/validate.ts'
import { cellsOf, type Edit } from './edits.ts'
import { editedCompany, solvedAgain } from './whole-numbers.ts'

/** What a re-solve found; quantities are read per line, so that an answer is as small as what is looked at. */
export interface Answer {
  readonly kind: 'optimal' | 'feasible' | 'infeasible' | 'other'
  readonly objective: number
  /** Relative gap that is left; 0 for linear plans. */
  readonly gap: number
  readonly iterations: number
}

/** A scenario: cells that differ from the base. The base is never copied. */
export interface Scenario {
  readonly name: string
  readonly cells: ReadonlyMap<string, number>
}

/** An opened plan: one solver model, many scenarios. */
export interface OpenedPlan {
  readonly base: Scenario
  /** A new scenario on top of another. */
  readonly branch: (name: string, from?: Scenario) => Scenario
  /** The scenario with an edit; the one given stays as it is, so that undo is to use it again. */
  readonly edit: (scenario: Scenario, edits: readonly Edit[]) => Scenario
  /** Moves the solver model to the scenario, changing only what differs from where it stands, and solves from the last basis. */
  readonly solve: (scenario: Scenario) => Answer
  /** Cells in which two scenarios differ. */
  readonly compare: (
    one: Scenario,
    other: Scenario,
  ) => { readonly cell: string; readonly one: number; readonly other: number }[]
  /** The scenario with the chosen cells of another. */
  readonly merge: (into: Scenario, from: Scenario, cells: readonly string[]) => Scenario
  /** Units started per period in the plan solved last. */
  readonly started: (source: string) => number[]
  readonly close: () => void
}

export type Opened =
  | { readonly kind: 'open'; readonly opened: OpenedPlan }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

/** Limits of a re-solve with whole numbers: seconds of the solver, and the relative gap that is good enough. */
export type LiveLimits = Pick<SearchOptions, 'timeLimit' | 'gap'>

/**
 * Opens a plan for edits. A linear plan keeps its solver model and basis from one solve to the next. One with whole numbers (setups,
 * lots, integer pools) is built again, because their limits depend on demand, and starts from the last plan. Linear models
 * with several objectives in order are solved for money here.
 */
export async function openPlan(input: unknown, given?: Highs, limits: LiveLimits = {}): Promise<Opened> {
  const validated = validatePlanModel(input)
  if (validated.kind === 'invalid') return validated
  const highs = given ?? (await loadSolver())
  const built = buildProgram(companyOf(validated.model))
  const { company, program, layout } = built
  const integer = program.integers > 0
  const length = company.periods.length
  const capacityOf = new Map(company.capacities.flatMap((each, c) => (each.pool ? [] : [[each.id, c] as const])))
  const sourceOf = new Map(company.sources.flatMap((each, s) => (each.kind === 'ship' ? [] : [[each.id, s] as const])))
  const model = highs.createModel(modelData(program))
  // The basis is dual feasible from the start and stays so under most edits: neither scaling nor perturbed costs are of use.
  model.options.set({ output_flag: false, simplex_scale_strategy: 0, dual_simplex_cost_perturbation_multiplier: 0 })
  if (!integer && interiorPays(built)) model.options.set('solver', 'ipm')
  else if (!integer) model.setBasis(startBasis(built))
  let last: Float64Array | undefined
  const rowLower = program.rowLower.slice()
  const rowUpper = program.rowUpper.slice()
  let standing: ReadonlyMap<string, number> = new Map()
  const base: Scenario = { name: 'base', cells: standing }
  return { kind: 'open', opened: { base, branch, edit, solve, compare, merge, started, close: () => model.dispose() } }

  function branch(name: string, from: Scenario = base): Scenario {
    return { name, cells: from.cells }
  }

  function edit(scenario: Scenario, edits: readonly Edit[]): Scenario {
    const cells = new Map(scenario.cells)
    for (const each of edits) {
      const demand =
        each.kind === 'allDemand'
          ? company.demand.map((row, d) => Array.from(row.quantity, (_, t) => cellValue(cells, `demand/${d}/${t + 1}`)))
          : []
      for (const [cell, value] of cellsOf(each, demand, length)) {
        checkValue(cell, value)
        if (value === baseOf(cell)) cells.delete(cell)
        else cells.set(cell, value)
      }
    }
    return { name: scenario.name, cells }
  }

  function solve(scenario: Scenario): Answer {
    return integer ? solveWhole(scenario) : solveLinear(scenario)
  }

  function solveWhole({ cells }: Scenario): Answer {
    const found = solvedAgain({ highs, company: editedCompany(company, cells), last, options: limits })
    last = found.values ?? last
    const { kind, objective, gap, iterations } = found
    const known = kind === 'optimal' || kind === 'feasible' || kind === 'infeasible'
    return { kind: known ? kind : 'other', objective, gap, iterations }
  }

  function solveLinear(scenario: Scenario): Answer {
    for (const cell of standing.keys()) if (!scenario.cells.has(cell)) set(cell, standing.get(cell)!, baseOf(cell))
    for (const [cell, value] of scenario.cells) {
      const before = standing.get(cell) ?? baseOf(cell)
      if (before !== value) set(cell, before, value)
    }
    standing = scenario.cells
    model.zeroAllClocks()
    model.run()
    model.options.set('solver', 'choose')
    const status = model.getModelStatus()
    const states = highs.constants.modelStatus
    const iterations = Number(model.info.get('simplex_iteration_count'))
    const kind = status === states.optimal ? 'optimal' : status === states.infeasible ? 'infeasible' : 'other'
    return {
      kind,
      objective: kind === 'optimal' ? model.getObjectiveValue() + lostRevenue(scenario) : Number.NaN,
      gap: kind === 'optimal' ? 0 : Number.POSITIVE_INFINITY,
      iterations,
    }
  }

  /** The part of the objective that is no column: revenue of demand that was edited. */
  function lostRevenue(scenario: Scenario): number {
    if (company.model.objective !== 'margin') return 0
    let total = 0
    for (const [cell, value] of scenario.cells) {
      const [kind, d, t] = cell.split('/') as [string, string, string]
      if (kind === 'demand') total -= company.demand[Number(d)]!.price[Number(t) - 1]! * (value - baseOf(cell))
    }
    return total
  }

  function compare(one: Scenario, other: Scenario) {
    const cells = new Set([...one.cells.keys(), ...other.cells.keys()])
    return [...cells]
      .map((cell) => ({ cell, one: cellValue(one.cells, cell), other: cellValue(other.cells, cell) }))
      .filter((each) => each.one !== each.other)
  }

  function merge(into: Scenario, from: Scenario, chosen: readonly string[]): Scenario {
    const cells = new Map(into.cells)
    for (const cell of chosen) {
      const value = cellValue(from.cells, cell)
      if (value === baseOf(cell)) cells.delete(cell)
      else cells.set(cell, value)
    }
    return { name: into.name, cells }
  }

  function started(source: string): number[] {
    const s = sourceOf.get(source)
    if (s === undefined) throw new RangeError(`${source} is no recipe, subcontract or purchase of the plan.`)
    const first = layout.start[s]!
    return Array.from(
      (integer ? (last ?? new Float64Array(program.columns)) : model.getSolution().colValue).subarray(
        first,
        first + length,
      ),
    )
  }

  function cellValue(cells: ReadonlyMap<string, number>, cell: string): number {
    return cells.get(cell) ?? baseOf(cell)
  }

  function baseOf(cell: string): number {
    const [kind, id, period] = cell.split('/') as [string, string, string]
    const t = Number(period) - 1
    const known =
      kind === 'demand' ? company.demand[Number(id)] : kind === 'capacity' ? capacityOf.has(id) : sourceOf.has(id)
    if (!known || !(t >= 0 && t < length))
      throw new RangeError(
        `${cell} is no cell of the plan: name a demand row, resource or source, and a period from 1 to ${length}.`,
      )
    if (kind === 'demand') return company.demand[Number(id)]!.quantity[t]!
    if (kind === 'capacity') return company.capacities[capacityOf.get(id)!]!.hours[t]!
    return company.sources[sourceOf.get(id)!]!.cost[t]!
  }

  function set(cell: string, before: number, value: number): void {
    const [kind, id, period] = cell.split('/') as [string, string, string]
    const t = Number(period) - 1
    if (kind === 'cost') return void model.changeColCost(layout.start[sourceOf.get(id)!]! + t, value)
    if (kind === 'capacity') {
      setCapacity(capacityOf.get(id)!, t, value)
      return
    }
    setDemand(Number(id), t, value - before, value)
  }

  function setCapacity(c: number, t: number, hours: number): void {
    if (layout.regular[c]! >= 0) model.changeColBounds(layout.regular[c]! + t, 0, hours)
    else model.changeRowBounds(layout.capacityRow[c]! + t, rowLower[layout.capacityRow[c]! + t]!, hours)
  }

  function setDemand(d: number, t: number, by: number, value: number): void {
    const demand = company.demand[d]!
    const row = layout.demandRow[d]! >= 0 ? layout.demandRow[d]! + t : layout.balanceRow[demand.point]! + t
    shift(row, by, by)
    if (layout.lost[d]! >= 0)
      model.changeColBounds(layout.lost[d]! + t, 0, value + wanted(demand, t) - demand.quantity[t]!)
    const life = company.points[demand.point]!.shelfLife
    if (layout.demandRow[d]! >= 0 || life === undefined) return
    for (let s = Math.max(0, t - life); s < Math.min(t, length - life); s++)
      shift(layout.shelfRow[demand.point]! + s, 0, by)
  }

  function shift(row: number, low: number, high: number): void {
    rowLower[row]! += low
    rowUpper[row]! += high
    model.changeRowBounds(row, rowLower[row]!, rowUpper[row]!)
  }
}

/** Demand and capacity are zero or more (a capacity may be Infinity, no limit), a cost any number. */
function checkValue(cell: string, value: number): void {
  const least = cell.startsWith('cost/') ? Number.NEGATIVE_INFINITY : 0
  const limitless = value === Number.POSITIVE_INFINITY && cell.startsWith('capacity/')
  if (limitless || (Number.isFinite(value) && value >= least)) return
  throw new RangeError(`${cell} cannot be ${value}: give ${least === 0 ? 'a number of zero or more' : 'a number'}.`)
}
