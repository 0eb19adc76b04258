import type { Highs } from 'highs'
import { wanted } from '../instance/demand.ts'
import type { Built } from '../program/layout.ts'
import { modelData } from '../solving/highs.ts'
import { interiorPays } from '../solving/linear-start.ts'
import { runFromBasis } from '../solving/run-from-basis.ts'
import { startBasis } from '../solving/start-basis.ts'
import type { Cell } from './cells.ts'
import { noLock } from './edits.ts'

/** A linear program in the solver whose limits and costs move cell by cell; its basis stays from one solve to the next. */
export interface LinearModel {
  readonly move: (cell: Cell, before: number, value: number) => void
  readonly solve: () => {
    readonly kind: 'optimal' | 'infeasible' | 'other'
    readonly objective: number
    readonly iterations: number
  }
  /** Values of the columns after a solve. */
  readonly values: () => Float64Array
  readonly close: () => void
}

/** Opens the program in the solver; whoever opens it closes it. */
export function openLinearModel(highs: Highs, built: Built): LinearModel {
  const { instance, program, layout } = built
  const model = highs.createModel(modelData(program))
  // The basis is dual feasible from the start and stays so under most edits: neither scaling nor perturbed costs are of use.
  model.options.set({ output_flag: false, simplex_scale_strategy: 0, dual_simplex_cost_perturbation_multiplier: 0 })
  if (interiorPays(built)) model.options.set('solver', 'ipm')
  else model.setBasis(startBasis(built))
  const rowLower = program.rowLower.slice()
  const rowUpper = program.rowUpper.slice()
  return { move, solve, values: () => model.getSolution().colValue, close: () => model.dispose() }

  function solve(): ReturnType<LinearModel['solve']> {
    model.zeroAllClocks()
    runFromBasis(model)
    model.options.set('solver', 'choose')
    const states = highs.constants.modelStatus
    const status = model.getModelStatus()
    const kind = status === states.optimal ? 'optimal' : status === states.infeasible ? 'infeasible' : 'other'
    const iterations = Number(model.info.get('simplex_iteration_count'))
    return { kind, objective: kind === 'optimal' ? model.getObjectiveValue() : Number.NaN, iterations }
  }

  function move({ kind, ref, t }: Cell, before: number, value: number): void {
    if (kind === 'cost') model.changeColCost(layout.start[ref]! + t, value)
    else if (kind === 'capacity') moveCapacity(ref, t, value)
    else if (kind === 'lock') moveLock(layout.start[ref]! + t, value)
    else moveDemand(ref, t, value - before, value)
  }

  function moveLock(column: number, value: number): void {
    const free = value === noLock
    model.changeColBounds(column, free ? program.colLower[column]! : value, free ? program.colUpper[column]! : value)
  }

  function moveCapacity(c: number, t: number, hours: number): void {
    if (layout.regular[c]! >= 0) model.changeColBounds(layout.regular[c]! + t, 0, hours)
    else model.changeRowBounds(layout.capacityRow[c]! + t, rowLower[layout.capacityRow[c]! + t]!, hours)
  }

  function moveDemand(d: number, t: number, by: number, value: number): void {
    const demand = instance.demand[d]!
    const length = instance.periods.length
    const row = layout.demandRow[d]! >= 0 ? layout.demandRow[d]! + t : layout.balanceRow[demand.point]! + t
    shift(row, by, by)
    if (layout.lost[d]! >= 0)
      model.changeColBounds(layout.lost[d]! + t, 0, value + wanted(demand, t) - demand.quantity[t]!)
    const life = instance.points[demand.point]!.shelfLife
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
