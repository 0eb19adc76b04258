import type { Highs } from 'highs'
import { instanceOf } from '../instance/instance.ts'
import type { Plan } from '../model/plan.ts'
import { buildProgram } from '../program/build.ts'
import type { Built } from '../program/layout.ts'
import { loadSolver } from '../solving/highs.ts'
import type { Problem } from '../validation/problem.ts'
import { validatePlanModel } from '../validation/validate.ts'
import type { Answer } from './answer.ts'
import { type Cells, cellsOf, checkValue, editedInstance } from './cells.ts'
import { cellsSetBy, type Edit } from './edits.ts'
import { scenarioPlan } from './scenario-plan.ts'
import type { Scenario } from './scenario-solvers.ts'
import { type LiveLimits, linearSolver, wholeSolver } from './scenario-solvers.ts'

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
  /** The whole plan of the scenario solved last, in exact figures; the checker is not asked. Throws a `RangeError` before any solve. */
  readonly plan: () => Plan
  /** Units started per period in the plan solved last. */
  readonly started: (source: string) => number[]
  readonly close: () => void
}

export type Opened =
  | { readonly kind: 'open'; readonly opened: OpenedPlan }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

/**
 * Opens a plan for edits. A linear plan keeps its solver model and basis from one solve to the next. One with whole numbers (setups,
 * lots, integer pools) is built again, because their limits depend on demand, and starts from the last plan. Linear models
 * with several objectives in order are solved for money here.
 */
export async function openPlan(input: unknown, given?: Highs, limits: LiveLimits = {}): Promise<Opened> {
  const validated = validatePlanModel(input)
  if (validated.kind === 'invalid') return validated
  const highs = given ?? (await loadSolver())
  const built = buildProgram(instanceOf(validated.model))
  const { instance, layout } = built
  const cells = cellsOf(instance)
  const base: Scenario = { name: 'base', cells: new Map() }
  const solver =
    built.program.integers > 0 ? wholeSolver(highs, built, cells, limits) : linearSolver(highs, built, cells)
  const sourceOf = new Map(instance.sources.flatMap((each, s) => (each.kind === 'ship' ? [] : [[each.id, s] as const])))
  let last: { scenario: Scenario; answer: Answer } | undefined
  const opened: OpenedPlan = {
    base,
    branch: (name, from = base) => ({ name, cells: from.cells }),
    edit: (scenario, edits) => edited(built, cells, scenario, edits),
    solve(scenario) {
      const answer = solver.solve(scenario)
      last = { scenario, answer }
      return answer
    },
    plan() {
      if (!last) throw new RangeError('No scenario has been solved yet: call solve first.')
      const edited = editedInstance(instance, cells, last.scenario.cells)
      return scenarioPlan({ ...built, instance: edited }, solver.values(), last.answer)
    },
    compare: (one, other) => differences(cells, one, other),
    merge: (into, from, chosen) => merged(cells, { into, from, chosen }),
    started(source) {
      const s = sourceOf.get(source)
      if (s === undefined) throw new RangeError(`${source} is no recipe, subcontract or purchase of the plan.`)
      return Array.from(solver.values().subarray(layout.start[s]!, layout.start[s]! + instance.periods.length))
    },
    close: solver.close,
  }
  return { kind: 'open', opened }
}

function edited({ instance }: Built, cells: Cells, scenario: Scenario, edits: readonly Edit[]): Scenario {
  const next = new Map(scenario.cells)
  for (const each of edits) {
    const demand =
      each.kind === 'allDemand'
        ? instance.demand.map((row, d) =>
            Array.from(row.quantity, (_, t) => valueIn(cells, next, `demand/${d}/${t + 1}`)),
          )
        : []
    for (const [key, value] of cellsSetBy(each, demand, instance.periods.length)) {
      checkValue(key, value)
      setCell(cells, next, key, value)
    }
  }
  return { name: scenario.name, cells: next }
}

function differences(cells: Cells, one: Scenario, other: Scenario): ReturnType<OpenedPlan['compare']> {
  return [...new Set([...one.cells.keys(), ...other.cells.keys()])]
    .map((cell) => ({ cell, one: valueIn(cells, one.cells, cell), other: valueIn(cells, other.cells, cell) }))
    .filter((each) => each.one !== each.other)
}

function merged(cells: Cells, given: { into: Scenario; from: Scenario; chosen: readonly string[] }): Scenario {
  const { into, from, chosen } = given
  const next = new Map(into.cells)
  for (const key of chosen) setCell(cells, next, key, valueIn(cells, from.cells, key))
  return { name: into.name, cells: next }
}

/** A cell with the value of the base is none. */
function setCell(cells: Cells, of: Map<string, number>, key: string, value: number): void {
  if (value === cells.baseOf(key)) of.delete(key)
  else of.set(key, value)
}

function valueIn(cells: Cells, of: ReadonlyMap<string, number>, key: string): number {
  return of.get(key) ?? cells.baseOf(key)
}
