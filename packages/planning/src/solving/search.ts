import type { BasisInput, Highs, Model } from 'highs'
import type { Program } from '../program/program.ts'
import { boundOf } from '../program/proof.ts'
import { type Deadline, noDeadline, solverSeconds } from './deadline.ts'
import { type Found, failed, without } from './found.ts'
import { modelData } from './highs.ts'
import type { Phase } from './phases.ts'
import { type Lock, lock, polish } from './polish.ts'
import { callbacksFor, type Incumbent, type Listener } from './progress.ts'
import { runFromBasis } from './run-from-basis.ts'
import { presolveOptions, scaleOptions } from './solver-options.ts'

/** What a search is told beside the program. */
export interface SearchOptions extends Listener {
  /** When the search must end; never, where it is left out. */
  readonly deadline?: Deadline | undefined
  /** Relative gap at which an integer plan is good enough; default 0. */
  readonly gap?: number | undefined
  /** A plan to start from, by columns. */
  readonly start?: Float64Array | undefined
  /** A basis to start a linear program from. */
  readonly basis?: BasisInput | undefined
  /** Settings of the solver that go with the basis, or stand instead of it. */
  readonly basisOptions?: Record<string, number | string> | undefined
}

/** Runs the phases one after the other; each keeps what the ones before have reached. A fault of the solver is a result, too. */
export function search(input: {
  highs: Highs
  program: Program
  phases: readonly Phase[]
  options: SearchOptions
}): Found {
  const reached: { found?: Found } = {}
  const incumbent: Incumbent = {}
  let model: Model | undefined
  try {
    model = input.highs.createModel(modelData(input.program))
    const found = runPhases({ ...input, model, reached, incumbent })
    model.dispose()
    return found
  } catch (error) {
    const fault = failed(error)
    const { reason } = fault
    const { values, objective = Number.NaN } = incumbent
    if (values) return { ...without('feasible', reason), values, objective }
    if (reached.found) return { ...reached.found, kind: 'feasible', reason, gap: Number.POSITIVE_INFINITY }
    return fault
  }
}

function runPhases(input: {
  highs: Highs
  model: Model
  program: Program
  phases: readonly Phase[]
  options: SearchOptions
  reached: { found?: Found }
  incumbent: Incumbent
}): Found {
  const { highs, model, program, phases, options, reached, incumbent } = input
  model.options.set({
    output_flag: false,
    mip_rel_gap: options.gap ?? 0,
    ...presolveOptions(program),
    ...scaleOptions(program),
  })
  if (options.start && program.integers > 0) model.setSolution({ colValue: options.start })
  if (program.integers === 0 && phases[0]?.name === 'money') {
    model.options.set(options.basisOptions ?? {})
    if (options.basis) model.setBasis(options.basis)
  }
  const deadline = options.deadline ?? noDeadline
  const locks: Lock[] = []
  for (const [i, phase] of phases.entries()) {
    model.changeColsCost({ kind: 'range', from: 0, to: program.columns - 1 }, phase.cost)
    model.changeObjectiveOffset(phase.offset)
    const next = runPhase({ highs, model, program, phase, options, locks, deadline, incumbent })
    if (next.kind === 'stopped' && next.values === undefined && reached.found?.values)
      return {
        ...reached.found,
        kind: 'feasible',
        reason: `stopped before ${phase.name} was looked at`,
        gap: Number.POSITIVE_INFINITY,
      }
    reached.found = next
    if (next.values) options.onPlan?.(next.values)
    if (next.kind !== 'optimal') return next
    if (i + 1 < phases.length) lock({ model, program, phase, found: next, locks })
    // Later objectives start from the basis of the one before, whatever method that was found by.
    if (i === 0 && options.basisOptions?.solver) model.options.set('solver', 'choose')
  }
  return reached.found!
}

function runPhase(input: {
  highs: Highs
  model: Model
  program: Program
  phase: Phase
  options: SearchOptions
  locks: readonly Lock[]
  deadline: Deadline
  incumbent: Incumbent
}): Found {
  const { highs, model, program, phase, options, locks, deadline, incumbent } = input
  if (deadline.secondsLeft() <= 0) return without('stopped', 'the time limit was reached')
  model.zeroAllClocks()
  model.options.set('time_limit', solverSeconds(deadline))
  const integer = program.integers > 0
  runFromBasis(
    model,
    callbacksFor({ highs, phase: phase.name, integer, listener: options, incumbent, now: deadline.now }),
  )
  const status = model.getModelStatus()
  const states = highs.constants.modelStatus
  const iterations = Number(model.info.get('simplex_iteration_count'))
  if (status === states.infeasible) return without('infeasible', 'no plan obeys every rule')
  if (status === states.unboundedOrInfeasible) return withoutPlan({ highs, program, deadline })
  if (status === states.unbounded) return without('unbounded', 'the objective can be improved without end')
  const solution = model.getSolution()
  const feasible = Number(model.info.get('primal_solution_status')) === highs.constants.solutionStatus.feasible
  const optimal = status === states.optimal || status === states.empty
  if (!optimal && !feasible)
    return { ...without('stopped', reasonOf(status, states)), bound: provenBy({ model, program, phase, solution }) }
  const gap = program.integers > 0 ? Number(model.info.get('mip_gap')) : 0
  const values = solution.colValue
  const polished = program.integers > 0 ? polish({ highs, program, phase, values, locks, deadline }) : undefined
  return {
    kind: optimal ? 'optimal' : 'feasible',
    reason: optimal ? '' : reasonOf(status, states),
    gap: optimal ? (Number.isFinite(gap) ? gap : 0) : gap,
    values: polished?.values ?? values,
    objective: polished?.objective ?? model.getObjectiveValue(),
    rowPrices: polished?.rowPrices ?? (program.integers > 0 ? undefined : solution.rowDual),
    colPrices: polished?.colPrices ?? (program.integers > 0 ? undefined : solution.colDual),
    iterations,
  }
}

/** What a search that was stopped without a plan has proven all the same. */
function provenBy(input: {
  model: Model
  program: Program
  phase: Phase
  solution: { rowDual: Float64Array }
}): number {
  const { model, program, phase, solution } = input
  if (program.integers > 0) return Number(model.info.get('mip_dual_bound'))
  if (solution.rowDual.length !== program.rows) return Number.NEGATIVE_INFINITY
  return boundOf({ ...program, cost: phase.cost, offset: phase.offset }, solution.rowDual)
}

/** Tells unbounded from infeasible, where presolve says only that it is one of them: without an objective only the second is left. */
function withoutPlan(input: { highs: Highs; program: Program; deadline: Deadline }): Found {
  const { highs, program, deadline } = input
  const states = highs.constants.modelStatus
  const status = highs.withModel(modelData({ ...program, cost: new Float64Array(program.columns) }), (model) => {
    model.options.set({ output_flag: false, time_limit: solverSeconds(deadline) })
    model.run()
    return model.getModelStatus()
  })
  if (status === states.infeasible) return without('infeasible', 'no plan obeys every rule')
  if (status === states.timeLimit) return without('stopped', reasonOf(status, states))
  return without('unbounded', 'the objective can be improved without end')
}

function reasonOf(status: number, states: Highs['constants']['modelStatus']): string {
  if (status === states.timeLimit) return 'the time limit was reached'
  if (status === states.interrupted) return 'it was cancelled'
  return `the solver ended with status ${status}`
}
