import type { Highs, Model } from 'highs'
import type { Built } from '../program/layout.ts'
import { obeys, objectiveOf } from '../program/proof.ts'
import { type Deadline, solverSeconds } from '../solving/deadline.ts'
import { modelData } from '../solving/highs.ts'
import { callbacksFor, type Listener } from '../solving/progress.ts'
import { scaleOptions } from '../solving/solver-options.ts'
import { startBasis, startOptions } from '../solving/start-basis.ts'
import type { FirstPlan } from './first-plan.ts'
import { locallyRepaired } from './local-repair.ts'

/** A plan; or that there is none, proven; or that none was found here, which proves nothing. */
export type Repaired =
  | { readonly kind: 'plan'; readonly plan: FirstPlan }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'none'; readonly reason: string }

const mostDives = 60
const whole = 1e-6
/** Fractions go up from here on: what is opened serves, what is shut may leave a rule broken. */
const up = 0.85

/** What a repair with whole numbers works on. */
interface Work {
  readonly highs: Highs
  readonly program: Built['program']
  readonly model: Model
  readonly integers: readonly number[]
  readonly deadline: Deadline
  readonly listener: Listener
}

/**
 * Makes a first plan where the constructor arrived at columns that break rules (`nearest`): repaired around the broken rules; else,
 * with whole numbers, those of the constructor with the best quantities for them; else those of the linear relaxation rounded up; else a
 * dive, which fixes whole numbers step by step and solves the rest. Money is the objective of each. A relaxation without a plan proves that
 * there is none.
 */
export function repairedPlan(input: {
  highs: Highs
  built: Built
  nearest: Float64Array
  deadline: Deadline
  listener: Listener
}): Repaired {
  const { highs, built, nearest, deadline, listener } = input
  const { program } = built
  const few = locallyRepaired({ highs, program, nearest, deadline })
  if (few) return { kind: 'plan', plan: few }
  if (program.integers === 0) return { kind: 'none', reason: 'too many rules are tight' }
  const integers: number[] = []
  for (let j = 0; j < program.columns; j++) if (program.integer[j]) integers.push(j)
  return highs.withModel(modelData(program, { relaxed: true }), (model): Repaired => {
    model.options.set({ output_flag: false, ...scaleOptions(program) })
    model.options.set(startOptions(built))
    model.setBasis(startBasis(built))
    const work: Work = { highs, program, model, integers, deadline, listener }
    const kept = planWith(work, (j) => nearest[j]!)
    if (kept) return { kind: 'plan', plan: kept }
    const relaxed = solve(work)
    if (relaxed === 'infeasible') return { kind: 'infeasible' }
    if (relaxed === 'none') return none(work)
    const plan = planWith(work, (j) => Math.ceil(relaxed[j]! - whole)) ?? dive(work, relaxed)
    return plan ? { kind: 'plan', plan } : none(work)
  })
}

function none({ deadline, listener }: Work): Repaired {
  const late = deadline.secondsLeft() <= 0 || (listener.shouldStop?.() ?? false)
  return {
    kind: 'none',
    reason: late ? 'the time for a first plan was over' : 'no whole numbers near the relaxed plan obey every rule',
  }
}

/** The plan with these whole numbers, if there is one; every column is free again afterwards. */
function planWith(work: Work, at: (column: number) => number): FirstPlan | undefined {
  for (const j of work.integers) fix(work, j, at(j))
  const values = solve(work)
  const plan = typeof values === 'string' ? undefined : planOf(work, values)
  if (!plan) for (const j of work.integers) free(work, j)
  return plan
}

function planOf({ program, integers }: Work, values: Float64Array): FirstPlan | undefined {
  for (const j of integers) values[j] = Math.round(values[j]!)
  return obeys(program, values) ? { values, objective: objectiveOf(program, values) } : undefined
}

function dive(work: Work, relaxed: Float64Array): FirstPlan | undefined {
  let values = relaxed
  for (let round = 0; round < mostDives; round++) {
    const open = work.integers.filter((j) => Math.abs(values[j]! - Math.round(values[j]!)) > whole)
    if (open.length === 0) return planOf(work, values) ?? planWith(work, (j) => values[j]!)
    open.sort((p, q) => distance(values[p]!) - distance(values[q]!))
    const batch = open.slice(0, Math.max(1, Math.floor(open.length / 4)))
    for (const j of batch) fix(work, j, target(values[j]!))
    let next = solve(work)
    if (next === 'infeasible') {
      for (const j of batch) free(work, j)
      const turned = batch[0]!
      const [low, one] = [Math.floor(values[turned]!), target(values[turned]!)]
      fix(work, turned, one === low ? low + 1 : low)
      next = solve(work)
    }
    if (typeof next === 'string') return undefined
    values = next
  }
  return undefined
}

function fix({ model, program }: Work, j: number, value: number): void {
  const there = Math.min(program.colUpper[j]!, Math.max(program.colLower[j]!, Math.round(value)))
  model.changeColBounds(j, there, there)
}

function free({ model, program }: Work, j: number): void {
  model.changeColBounds(j, program.colLower[j]!, program.colUpper[j]!)
}

function solve({ highs, model, deadline, listener }: Work): Float64Array | 'infeasible' | 'none' {
  if (deadline.secondsLeft() <= 0 || listener.shouldStop?.()) return 'none'
  model.zeroAllClocks()
  model.options.set('time_limit', solverSeconds(deadline))
  const { shouldStop } = listener
  const described = { listener: { shouldStop }, incumbent: {}, now: deadline.now }
  model.run(callbacksFor({ highs, phase: 'first plan', integer: false, ...described }))
  const states = highs.constants.modelStatus
  const status = model.getModelStatus()
  if (status === states.infeasible) return 'infeasible'
  return status === states.optimal ? model.getSolution().colValue : 'none'
}

function target(value: number): number {
  return Math.floor(value + up)
}

function distance(value: number): number {
  const fraction = value - Math.floor(value)
  return fraction >= 1 - up ? 1 - fraction : fraction
}
