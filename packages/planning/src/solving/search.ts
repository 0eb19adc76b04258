import type { BasisInput, Highs, Model } from 'highs'
import type { Program } from '../building/program.ts'
import { type Deadline, deadlineIn, solverSeconds, withGrace } from './deadline.ts'
import { boundOf } from './first/proof.ts'
import { forgetSolver, modelData } from './highs.ts'
import type { Phase } from './phases.ts'
import { callbacksFor, type Incumbent, type Listener } from './progress.ts'

/** What a search is told beside the program. */
export interface SearchOptions extends Listener {
  /** Seconds of the clock for everything together: first plan, all objectives, least violation, explanation. */
  readonly timeLimit?: number | undefined
  /** When a solve that has begun must end; otherwise the time limit counts from the begin of this search. */
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

/** How a search ended, with the columns' values if there are any and the prices of the last phase. */
export interface Found {
  readonly kind: 'optimal' | 'feasible' | 'infeasible' | 'unbounded' | 'stopped'
  readonly reason: string
  readonly gap: number
  readonly values: Float64Array | undefined
  readonly objective: number
  readonly rowPrices: Float64Array | undefined
  readonly colPrices: Float64Array | undefined
  readonly iterations: number
  /** What the solver has proven that every plan must cost in the phase, where it was stopped; -Infinity where nothing. */
  readonly bound?: number
}

/** Seconds at least for the quantities of a plan whose whole numbers are known. */
const polishing = 0.3

/** What an earlier phase has reached, as a row. */
export interface Lock {
  readonly most: number
  readonly entries: { readonly indices: number[]; readonly values: number[] }
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

/** A search that ended by a fault of the solver, which is not trusted any more. */
export function failed(error: unknown): Found {
  forgetSolver()
  return without('stopped', `the solver failed: ${error instanceof Error ? error.message : String(error)}`)
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
  const deadline = options.deadline ?? deadlineIn(options.timeLimit)
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
  model.run(callbacksFor({ highs, phase: phase.name, integer, listener: options, incumbent }))
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

/** With the integers at their rounded values the rest is linear: exact quantities, and prices. */
export function polish(input: {
  highs: Highs
  program: Program
  phase: Phase
  values: Float64Array
  locks: readonly Lock[]
  deadline: Deadline
}) {
  const { highs, program, phase, values, locks } = input
  const deadline = withGrace(input.deadline, polishing)
  const fixed = {
    ...program,
    colLower: program.colLower.slice(),
    colUpper: program.colUpper.slice(),
    cost: phase.cost,
    offset: phase.offset,
  }
  for (let j = 0; j < program.columns; j++)
    if (program.integer[j]) fixed.colLower[j] = fixed.colUpper[j] = Math.round(values[j]!)
  return highs.withModel(modelData(fixed, { relaxed: true }), (model) => {
    model.options.set({ output_flag: false, time_limit: solverSeconds(deadline), ...scaleOptions(program) })
    for (const { most, entries } of locks) model.addRow(Number.NEGATIVE_INFINITY, most, entries)
    model.run()
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return undefined
    const solution = model.getSolution()
    return {
      values: solution.colValue,
      objective: model.getObjectiveValue(),
      rowPrices: solution.rowDual,
      colPrices: solution.colDual,
    }
  })
}

/** Presolve may say "unbounded or infeasible"; without an objective only the second is left. */
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

/**
 * Keeps a phase's optimum. Linear: by complementary slackness the optimal plans are exactly those in which every
 * column and row with a price stays at its limit. Integer: one more row.
 */
function lock(input: { model: Model; program: Program; phase: Phase; found: Found; locks: Lock[] }): void {
  const { model, program, phase, found, locks } = input
  if (program.integers > 0) {
    const row = lockOf({ phase, values: found.values! })
    locks.push(row)
    model.addRow(Number.NEGATIVE_INFINITY, row.most, row.entries)
    return
  }
  const { colValue, rowValue, colDual, rowDual } = model.getSolution()
  for (let j = 0; j < program.columns; j++)
    if (Math.abs(colDual[j]!) > 1e-7 && program.colLower[j] !== program.colUpper[j])
      model.changeColBounds(j, colValue[j]!, colValue[j]!)
  for (let i = 0; i < program.rows; i++)
    if (Math.abs(rowDual[i]!) > 1e-7 && program.rowLower[i] !== program.rowUpper[i])
      model.changeRowBounds(i, rowValue[i]!, rowValue[i]!)
}

/** What a phase with integers has reached, as a row that later phases obey. */
export function lockOf({ phase, values }: { phase: Phase; values: Float64Array }): Lock {
  const indices: number[] = []
  phase.cost.forEach((each, j) => {
    if (each !== 0) indices.push(j)
  })
  const reached = indices.reduce((total, j) => total + phase.cost[j]! * values[j]!, 0)
  const most = reached + 1e-7 * Math.max(1, Math.abs(reached))
  return { most, entries: { indices, values: indices.map((j) => phase.cost[j]!) } }
}

/**
 * HiGHS 1.15.3 calls plans optimal that are not where its presolve substitutes columns that may be 0, 1, 2, … (pools of
 * whole workers with free releases: 1113 instead of 1042); such programs are presolved without that rule (bit 12).
 */
function presolveOptions({ integers, integer, colUpper }: Program): Record<string, number> {
  const counts = integers > 0 && integer.some((each, j) => each === 1 && colUpper[j]! > 1)
  return counts ? { presolve_rule_off: 4096 } : {}
}

/** Powers of two that bring large quantities and large money near to one; HiGHS takes them back out of the result. */
export function scaleOptions(program: Program): Record<string, number> {
  const bound = largest([program.rowLower, program.rowUpper, program.colLower, program.colUpper])
  const cost = largest([program.cost])
  return {
    ...(bound > 1e6 ? { user_bound_scale: -Math.ceil(Math.log2(bound / 1e6)) } : {}),
    ...(cost > 1e5 ? { user_objective_scale: -Math.ceil(Math.log2(cost / 1e5)) } : {}),
  }
}

function largest(arrays: readonly Float64Array[]): number {
  let most = 0
  for (const array of arrays)
    for (const each of array) {
      const size = Math.abs(each)
      if (size > most && size < 1e19) most = size
    }
  return most
}

function reasonOf(status: number, states: Highs['constants']['modelStatus']): string {
  if (status === states.timeLimit) return 'the time limit was reached'
  if (status === states.interrupted) return 'it was cancelled'
  return `the solver ended with status ${status}`
}

/** A search without a plan. */
export function without(kind: Found['kind'], reason: string): Found {
  return {
    kind,
    reason,
    gap: Number.POSITIVE_INFINITY,
    values: undefined,
    objective: Number.NaN,
    rowPrices: undefined,
    colPrices: undefined,
    iterations: 0,
  }
}
