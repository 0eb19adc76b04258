import { checkPlan, solvePlan } from '@drumbeat/planning'
import { type OtherSolver, solveByOthers } from './other-solver.ts'
import { randomModel } from './random-model.ts'

/** How our answer to a random company compares with another solver's. */
export interface Comparison {
  readonly seed: number
  readonly solver: OtherSolver
  readonly verdict: 'agrees' | 'differs' | 'unknown'
  readonly ours: string
  readonly theirs: string
  readonly integer: boolean
}

/** Solves one random company twice: by us, and by another solver on an independent formulation. */
export async function compare(seed: number, solver: OtherSolver): Promise<Comparison> {
  const model = randomModel(seed)
  const solved = await solvePlan(model)
  const theirs = solveByOthers(model, solver)
  const integer = /setup|multiple|"integer":true|maintenance|"lot"|orderCost/.test(JSON.stringify(model))
  const said = { seed, solver, integer, theirs: `${theirs.kind} ${theirs.objective}` }
  if (solved.kind === 'none' && solved.status.kind === 'unbounded' && theirs.kind === 'unbounded')
    return { ...said, verdict: 'agrees', ours: 'unbounded' }
  if (solved.kind !== 'plan') return { ...said, verdict: 'differs', ours: JSON.stringify(solved) }
  const { status, objective } = solved.plan
  const ours = `${status.kind} ${objective}`
  if (theirs.kind === 'unknown') return { ...said, verdict: 'unknown', ours }
  if (status.kind === 'infeasible')
    return { ...said, verdict: theirs.kind === 'infeasible' ? 'agrees' : 'differs', ours }
  const faults = checkPlan(model, solved.plan).violations
  if (faults.length > 0) return { ...said, verdict: 'differs', ours: `${ours}; ${faults[0]!.says}` }
  // Among whole numbers we keep the money to 1e-7 of its gross while smoothness is sought.
  const gross = model.objectives?.includes('smoothness')
    ? 2e-7 * (solved.plan.money.cost + solved.plan.money.revenue)
    : 0
  // What an earlier objective slips by in the other solver may buy money, through a tight budget at many times its price.
  const close =
    theirs.kind === 'optimal' &&
    Math.abs(objective - theirs.objective) <= 1e-6 * Math.max(1, Math.abs(objective)) + 10_000 * theirs.slack + gross
  return { ...said, verdict: status.kind === 'optimal' && close ? 'agrees' : 'differs', ours }
}
