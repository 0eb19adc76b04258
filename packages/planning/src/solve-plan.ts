import type { Highs } from 'highs'
import { type Built, buildProgram } from './building/build.ts'
import { companyOf } from './building/company.ts'
import { moneyOf } from './building/money.ts'
import { readPlan } from './building/read-plan.ts'
import type { Template } from './building/templates.ts'
import { checkPlan } from './checking/check-plan.ts'
import { type Conflict, findConflict } from './explaining/conflict.ts'
import { type Explanation, explainPlan } from './explaining/explain.ts'
import type { Plan, PlanStatus } from './model/plan.ts'
import type { PlanModel } from './model/plan-model.ts'
import { type Bend, elasticProgram } from './solving/elastic.ts'
import { loadSolver } from './solving/highs.ts'
import { strengthened } from './solving/lot-cuts.ts'
import { phasesOf } from './solving/phases.ts'
import { type Found, type SearchOptions, search } from './solving/search.ts'
import { startBasis, startOptions } from './solving/start-basis.ts'
import { violationsOf } from './solving/violations.ts'
import type { Problem } from './validation/problem.ts'
import { validatePlanModel } from './validation/validate.ts'

/** What a solve is told beside the model. */
export interface SolveOptions extends SearchOptions {
  readonly template?: Template | undefined
  /** A solver that is loaded already; otherwise the one of this thread. */
  readonly highs?: Highs | undefined
  /** Adds causes, prices and, without a feasible plan, a minimal conflict. */
  readonly explain?: boolean | undefined
}

/** A plan, perhaps one that breaks rules and says so; or what is wrong with the input; or why there is no plan. */
export type Solved =
  | {
      readonly kind: 'plan'
      readonly plan: Plan
      readonly prices: Prices | undefined
      readonly explanation?: Explanation
      readonly conflict?: Conflict | undefined
      readonly warnings: readonly Problem[]
    }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly kind: 'none'; readonly status: PlanStatus; readonly warnings: readonly Problem[] }

/** The solved program with its duals, for explanations. */
export interface Prices {
  readonly built: Built
  readonly found: Found
}

/** Validates, builds, solves and checks. Expected failures are values; whatever is thrown is a bug. */
export async function solvePlan(input: unknown, options: SolveOptions = {}): Promise<Solved> {
  const validated = validatePlanModel(input)
  if (validated.kind === 'invalid') return validated
  const { model, warnings } = validated
  const highs = options.highs ?? (await loadSolver())
  const plain = buildProgram(companyOf(model), { template: options.template })
  const built = { ...plain, program: strengthened({ highs, built: plain }) }
  const basis = built.program.integers === 0 ? startBasis(built) : undefined
  const phases = phasesOf(built.company, built.program)
  const found = search({
    highs,
    program: built.program,
    phases,
    options: { ...options, basis, basisOptions: startOptions(built) },
  })
  if (found.kind === 'infeasible') return leastViolation({ highs, built, options, warnings })
  if (!found.values) return { kind: 'none', status: statusOf(found), warnings }
  const plan = planOf({ model, built, found, status: statusOf(found), bent: [] })
  const prices = { built, found }
  const explained = options.explain ? { explanation: explainPlan({ highs, plan, prices }) } : {}
  return { kind: 'plan', plan, prices, ...explained, warnings }
}

/** Breaks as little as possible, then seeks the best money; the plan says which rules it breaks. */
function leastViolation(input: {
  highs: Highs
  built: Built
  options: SolveOptions
  warnings: readonly Problem[]
}): Solved {
  const { highs, built, options, warnings } = input
  const { program, bends } = elasticProgram(built.program)
  const phases = phasesOf(
    { ...built.company, model: { ...built.company.model, objectives: ['violation', 'money'] } },
    program,
  )
  const found = search({ highs, program, phases, options: { ...options, start: undefined, basis: undefined } })
  const status: PlanStatus = {
    kind: 'infeasible',
    reason: 'no plan obeys every rule; this one breaks as little as possible',
  }
  if (!found.values) return { kind: 'none', status: { ...status, reason: 'no plan obeys every rule' }, warnings }
  const bent = bends.filter((bend) => found.values![bend.column]! > 1e-6)
  return {
    kind: 'plan',
    plan: planOf({ model: built.company.model, built, found, status, bent }),
    prices: undefined,
    ...(options.explain ? { conflict: findConflict({ highs, built }) } : {}),
    warnings,
  }
}

function planOf(input: {
  model: PlanModel
  built: Built
  found: Found
  status: PlanStatus
  bent: readonly Bend[]
}): Plan {
  const { model, built, found, status, bent } = input
  const money = moneyOf(built, found.values!)
  const plan: Plan = {
    ...(model.name === undefined ? {} : { name: model.name }),
    periods: built.company.periods,
    status,
    objective: model.objective === 'margin' ? money.margin : money.cost,
    money,
    ...readPlan(built, found.values!),
    violations: violationsOf({ built, found, bent }),
    notes: [],
  }
  return { ...plan, notes: notesOf(model, plan) }
}

/** Every plan is recomputed by the checker; what it finds and the plan does not admit is told. */
function notesOf(model: PlanModel, plan: Plan): string[] {
  const report = checkPlan(model, plan)
  if (plan.status.kind === 'infeasible') return []
  return report.violations.map((each) => `check: ${each.says}`)
}

function statusOf(found: Found): PlanStatus {
  if (found.kind === 'optimal') return { kind: 'optimal', gap: found.gap }
  if (found.kind === 'feasible') return { kind: 'feasible', gap: found.gap, reason: found.reason }
  return { kind: found.kind, reason: found.reason }
}
