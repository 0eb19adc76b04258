import type { Highs, Model } from 'highs'
import type { FirstPlan } from '../../construction/first-plan.ts'
import type { Built } from '../../program/layout.ts'
import { boundOf, obeys, objectiveOf } from '../../program/proof.ts'
import { type Deadline, noDeadline, solverSeconds } from '../deadline.ts'
import { type Found, without } from '../found.ts'
import { modelData } from '../highs.ts'
import { interiorPays } from '../linear-start.ts'
import { callbacksFor, type Listener } from '../progress.ts'
import { scaleOptions } from '../solver-options.ts'
import { startBasis } from '../start-basis.ts'
import { boundingPrices } from './bounding-prices.ts'
import { leftOut } from './left-out.ts'
import { type Reduced, reducedProgram } from './reduced.ts'
import { expandedBasis, expandedPrices, expandedValues, type Statuses, shrunkBasis } from './translate.ts'

/** What a sifting is told beside the program: the same as a search. */
export interface SiftOptions extends Listener {
  readonly deadline?: Deadline | undefined
  /** Relative gap that is good enough; default 0. */
  readonly gap?: number | undefined
}

const [fewRows, fewRowsWithLanes] = [200_000, 20_000]
const mostRounds = 12
const tolerance = 1e-7
const [dual, primal] = [1, 4]

/**
 * Solves a large linear program by sifting: without the columns that an optimal plan hardly uses, then with those that the prices ask
 * for, until they ask for none. That the plan is optimal in the whole program is proven by weak duality, apart from the solver.
 * Undefined where sifting does not fit or its proof fails: the whole program is to be solved then. `basis` is optimal for the whole.
 */
export function sifted(input: {
  highs: Highs
  built: Built
  first: FirstPlan
  options: SiftOptions
}): (Found & { readonly basis?: Statuses }) | undefined {
  const { highs, built, first, options } = input
  const { program, layout } = built
  const whole = { rowTag: program.rowTag, layout }
  const left = leftOut(built, first)
  let basis = startBasis(built) as Statuses
  const deadline = options.deadline ?? noDeadline
  let iterations = 0
  let best: Found | undefined
  for (let round = 0; round < mostRounds; round++) {
    if (deadline.secondsLeft() <= 0) return stopped('the time limit was reached', best)
    const { model, reduced } = opened(highs, built, left)
    const start = shrunkBasis({ ...whole, reduced, basis })
    const strategy = round === 0 ? dual : primal
    const solved = closing(model, () => run({ highs, model, start, options, deadline, strategy, built }))
    iterations += solved.iterations
    if (solved.kind === 'trouble') return undefined
    if (solved.kind === 'stopped') return stopped(solved.reason, best)
    basis = expandedBasis({ ...whole, reduced, basis: solved.basis })
    const values = expandedValues(built, reduced, solved.values)
    const prices = expandedPrices({ built, reduced, prices: solved.prices, basis })
    const objective = objectiveOf(program, values)
    const colPrices = reducedCosts(built, prices)
    const bound = boundOf(program, boundingPrices(built, prices), { values, tolerance })
    const gap = Math.max(0, objective - bound) / Math.max(1e-9, Math.abs(objective))
    const found: Found = {
      kind: 'feasible',
      reason: '',
      gap,
      values,
      objective,
      rowPrices: prices,
      colPrices,
      iterations,
      bound,
    }
    if (!obeys(program, values)) return undefined
    if (gap <= Math.max(options.gap ?? 0, 1e-9)) return { ...found, kind: 'optimal', gap: gap <= 1e-9 ? 0 : gap, basis }
    best = found
    if (!readmit(built, left, colPrices)) return undefined
  }
  return undefined
}

/**
 * Decides whether sifting pays: for large linear programs with money alone to decide, as its rounds cost more than they save in small ones. Where most
 * items can be made at many sites its simplex wanders as any other does.
 */
export function siftingPays(built: Built, phases: readonly { readonly name: string }[]): boolean {
  const { instance, program } = built
  if (program.integers > 0 || phases.length !== 1 || phases[0]!.name !== 'money' || interiorPays(built)) return false
  return program.rows >= (instance.lanes.length > 0 ? fewRowsWithLanes : fewRows)
}

/** Opens the smaller program in the solver and lets the JavaScript copy go: of a large instance, the solver's copy is all that there is room for. */
function opened(highs: Highs, built: Built, left: Uint8Array): { model: Model; reduced: Reduced } {
  const { program, reduced } = reducedProgram(built, left)
  return { model: highs.createModel(modelData(program)), reduced }
}

function closing<R>(model: Model, work: () => R): R {
  try {
    return work()
  } finally {
    model.dispose()
  }
}

type Outcome =
  | {
      readonly kind: 'optimal'
      readonly basis: Statuses
      readonly values: Float64Array
      readonly prices: Float64Array
      readonly iterations: number
    }
  | { readonly kind: 'stopped'; readonly reason: string; readonly iterations: number }
  | { readonly kind: 'trouble'; readonly iterations: number }

function run(input: {
  highs: Highs
  model: Model
  start: Statuses
  options: SiftOptions
  deadline: Deadline
  strategy: number
  built: Built
}): Outcome {
  const { highs, model, start, options, deadline, strategy, built } = input
  model.options.set({
    output_flag: false,
    simplex_strategy: strategy,
    simplex_dual_edge_weight_strategy: 1,
    simplex_scale_strategy: 0,
    dual_simplex_cost_perturbation_multiplier: 0,
    time_limit: solverSeconds(deadline),
    ...scaleOptions(built.program),
  })
  model.setBasis(start)
  model.run(
    callbacksFor({ highs, phase: 'money', integer: false, listener: options, incumbent: {}, now: deadline.now }),
  )
  const states = highs.constants.modelStatus
  const status = model.getModelStatus()
  const iterations = Number(model.info.get('simplex_iteration_count'))
  if (status === states.timeLimit) return { kind: 'stopped', reason: 'the time limit was reached', iterations }
  if (status === states.interrupted) return { kind: 'stopped', reason: 'it was cancelled', iterations }
  if (status !== states.optimal) return { kind: 'trouble', iterations }
  const { colValue, rowDual } = model.getSolution()
  const { colStatus, rowStatus } = model.getBasis()
  const basis = { colStatus: Int32Array.from(colStatus), rowStatus: Int32Array.from(rowStatus) }
  return { kind: 'optimal', basis, values: colValue, prices: rowDual, iterations }
}

function stopped(reason: string, best: Found | undefined): Found {
  return best ? { ...best, kind: 'feasible', reason } : without('stopped', reason)
}

function reducedCosts({ program }: Built, prices: Float64Array): Float64Array {
  const { columns, starts, indices, values } = program
  const costs = program.cost.slice()
  for (let j = 0; j < columns; j++) {
    let cost = costs[j]!
    for (let k = starts[j]!; k < starts[j + 1]!; k++) cost -= prices[indices[k]!]! * values[k]!
    costs[j] = cost
  }
  return costs
}

/** Takes back what the prices ask for; false where they ask for nothing. */
function readmit({ program }: Built, left: Uint8Array, costs: Float64Array): boolean {
  let any = false
  for (let j = 0; j < program.columns; j++)
    if (left[j] === 1 && costs[j]! < -tolerance) {
      left[j] = 0
      any = true
    }
  return any
}
