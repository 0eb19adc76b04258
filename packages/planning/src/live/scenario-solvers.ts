import type { Highs } from 'highs'
import type { Built } from '../program/layout.ts'
import { moneyBeyond } from '../program/never-prices.ts'
import { type Clock, deadlineIn } from '../solving/deadline.ts'
import { machineClock } from '../workers/machine-clock.ts'
import type { Answer } from './answer.ts'
import { type Cells, editedInstance } from './cells.ts'
import { openLinearModel } from './linear-model.ts'
import { solvedAgain } from './whole-numbers.ts'

/** A scenario: cells that differ from the base. The base is never copied. */
export interface Scenario {
  readonly name: string
  readonly cells: ReadonlyMap<string, number>
}

/** Limits of a re-solve with whole numbers: seconds of the solver, and the relative gap that is good enough. */
export interface LiveLimits {
  readonly timeLimit?: number | undefined
  readonly gap?: number | undefined
  /** The clock of the machine if left out. */
  readonly clock?: Clock | undefined
}

/** Solves scenarios one after the other. */
export interface ScenarioSolver {
  readonly solve: (scenario: Scenario) => Answer
  readonly values: () => Float64Array
  readonly close: () => void
}

export function wholeSolver(
  highs: Highs,
  { instance, program }: Built,
  cells: Cells,
  limits: LiveLimits,
): ScenarioSolver {
  let last: Float64Array | undefined
  return {
    solve(scenario) {
      const edited = editedInstance(instance, cells, scenario.cells)
      const { kind, objective, gap, iterations, values } = solvedAgain({
        highs,
        instance: edited,
        last,
        options: { gap: limits.gap, deadline: deadlineIn(limits.timeLimit, limits.clock ?? machineClock) },
      })
      last = values ?? last
      const known = kind === 'optimal' || kind === 'feasible' || kind === 'infeasible'
      return { kind: known ? kind : 'other', objective, gap, iterations }
    },
    values: () => last ?? new Float64Array(program.columns),
    close: () => undefined,
  }
}

/** Changes only what differs from where the solver stands. */
export function linearSolver(highs: Highs, { instance, ...rest }: Built, cells: Cells): ScenarioSolver {
  const model = openLinearModel(highs, { instance, ...rest })
  let current: ReadonlyMap<string, number> = new Map()
  return { solve, values: model.values, close: model.close }

  function solve(scenario: Scenario): Answer {
    for (const key of current.keys())
      if (!scenario.cells.has(key)) model.move(cells.at(key), current.get(key)!, cells.baseOf(key))
    for (const [key, value] of scenario.cells) {
      const before = current.get(key) ?? cells.baseOf(key)
      if (before !== value) model.move(cells.at(key), before, value)
    }
    current = scenario.cells
    const { kind, objective, iterations } = model.solve()
    const optimal = kind === 'optimal'
    return {
      kind,
      objective: optimal ? objective + lostRevenue(scenario) + beyond() : Number.NaN,
      gap: optimal ? 0 : Number.POSITIVE_INFINITY,
      iterations,
    }
  }

  function beyond(): number {
    return rest.never ? moneyBeyond(rest.never, model.values()) : 0
  }

  /** The part of the objective that is no column: revenue of demand that was edited. */
  function lostRevenue(scenario: Scenario): number {
    if (instance.model.objective !== 'margin') return 0
    let total = 0
    for (const [key, value] of scenario.cells) {
      const { kind, ref, t } = cells.at(key)
      if (kind === 'demand') total -= instance.demand[ref]!.price[t]! * (value - cells.baseOf(key))
    }
    return total
  }
}
