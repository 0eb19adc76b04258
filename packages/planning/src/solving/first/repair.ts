import type { Highs, Model } from 'highs'
import type { Built } from '../../building/build.ts'
import type { Deadline } from '../deadline.ts'
import { solverSeconds } from '../deadline.ts'
import { modelData } from '../highs.ts'
import { callbacksFor, type Listener } from '../progress.ts'
import { scaleOptions } from '../search.ts'
import { startBasis, startOptions } from '../start-basis.ts'
import type { FirstPlan } from './first-plan.ts'
import { mended } from './mend.ts'
import { obeys, objectiveOf } from './proof.ts'

/** A plan; or that there is none, proven; or that none was found here, which proves nothing. */
export type Repaired =
  | { readonly kind: 'plan'; readonly plan: FirstPlan }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'none'; readonly reason: string }

const mostDives = 60
const whole = 1e-6
/** Fractions go up from here on: what is opened serves, what is shut may leave a rule broken. */
const up = 0.85

/**
 * A first plan where the constructor arrived at columns that break rules (`nearest`): mended around the broken rules; else, with
 * whole numbers, those of the constructor with the best quantities for them; else those of the linear relaxation rounded up; else a dive, which fixes whole numbers
 * step by step and solves the rest. Money is the objective of each. A relaxation without a plan proves that there is none.
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
  const few = mended({ highs, program, nearest, deadline })
  if (few) return { kind: 'plan', plan: few }
  if (program.integers === 0) return { kind: 'none', reason: 'too many rules are tight' }
  const integers: number[] = []
  for (let j = 0; j < program.columns; j++) if (program.integer[j]) integers.push(j)
  return highs.withModel(modelData(program, { relaxed: true }), (model): Repaired => {
    model.options.set({ output_flag: false, ...scaleOptions(program) })
    model.options.set(startOptions(built))
    model.setBasis(startBasis(built))
    const kept = planWith(model, (j) => nearest[j]!)
    if (kept) return { kind: 'plan', plan: kept }
    const relaxed = solve(model)
    if (relaxed === 'infeasible') return { kind: 'infeasible' }
    if (relaxed === 'none') return none()
    const plan = planWith(model, (j) => Math.ceil(relaxed[j]! - whole)) ?? dive(model, relaxed)
    return plan ? { kind: 'plan', plan } : none()
  })

  function none(): Repaired {
    const late = deadline.secondsLeft() <= 0 || (listener.shouldStop?.() ?? false)
    return {
      kind: 'none',
      reason: late ? 'the time for a first plan was over' : 'no whole numbers near the relaxed plan obey every rule',
    }
  }

  /** The plan with these whole numbers, if there is one; every column is free again afterwards. */
  function planWith(model: Model, at: (column: number) => number): FirstPlan | undefined {
    for (const j of integers) fix(model, j, at(j))
    const values = solve(model)
    const plan = typeof values === 'string' ? undefined : planOf(values)
    if (!plan) for (const j of integers) free(model, j)
    return plan
  }

  function planOf(values: Float64Array): FirstPlan | undefined {
    for (const j of integers) values[j] = Math.round(values[j]!)
    return obeys(program, values) ? { values, objective: objectiveOf(program, values) } : undefined
  }

  function dive(model: Model, relaxed: Float64Array): FirstPlan | undefined {
    let values = relaxed
    for (let round = 0; round < mostDives; round++) {
      const open = integers.filter((j) => Math.abs(values[j]! - Math.round(values[j]!)) > whole)
      if (open.length === 0) return planOf(values) ?? planWith(model, (j) => values[j]!)
      open.sort((p, q) => distance(values[p]!) - distance(values[q]!))
      const batch = open.slice(0, Math.max(1, Math.floor(open.length / 4)))
      for (const j of batch) fix(model, j, target(values[j]!))
      let next = solve(model)
      if (next === 'infeasible') {
        for (const j of batch) free(model, j)
        const turned = batch[0]!
        const [low, one] = [Math.floor(values[turned]!), target(values[turned]!)]
        fix(model, turned, one === low ? low + 1 : low)
        next = solve(model)
      }
      if (typeof next === 'string') return undefined
      values = next
    }
    return undefined
  }

  function fix(model: Model, j: number, value: number): void {
    const there = Math.min(program.colUpper[j]!, Math.max(program.colLower[j]!, Math.round(value)))
    model.changeColBounds(j, there, there)
  }

  function free(model: Model, j: number): void {
    model.changeColBounds(j, program.colLower[j]!, program.colUpper[j]!)
  }

  function solve(model: Model): Float64Array | 'infeasible' | 'none' {
    if (deadline.secondsLeft() <= 0 || listener.shouldStop?.()) return 'none'
    model.zeroAllClocks()
    model.options.set('time_limit', solverSeconds(deadline))
    const { shouldStop } = listener
    model.run(callbacksFor({ highs, phase: 'first plan', integer: false, listener: { shouldStop }, incumbent: {} }))
    const states = highs.constants.modelStatus
    const status = model.getModelStatus()
    if (status === states.infeasible) return 'infeasible'
    return status === states.optimal ? model.getSolution().colValue : 'none'
  }
}

function target(value: number): number {
  return Math.floor(value + up)
}

function distance(value: number): number {
  const fraction = value - Math.floor(value)
  return fraction >= 1 - up ? 1 - fraction : fraction
}
