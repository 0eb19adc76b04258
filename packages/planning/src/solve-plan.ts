import type { Highs } from 'highs'
import { type Built, buildProgram } from './building/build.ts'
import { cleanValues } from './building/clean-values.ts'
import { companyOf } from './building/company.ts'
import { moneyOf } from './building/money.ts'
import { readPlan } from './building/read-plan.ts'
import type { Template } from './building/templates.ts'
import { checkPlan } from './checking/check-plan.ts'
import { type Conflict, findConflict } from './explaining/conflict.ts'
import { type Explanation, explainPlan } from './explaining/explain.ts'
import type { Plan, PlanStatus } from './model/plan.ts'
import type { PlanModel } from './model/plan-model.ts'
import { type Deadline, deadlineIn } from './solving/deadline.ts'
import { type Bend, elasticProgram } from './solving/elastic.ts'
import { type BestFound, bestFound } from './solving/first/best-found.ts'
import { type FirstPlan, firstPlan } from './solving/first/first-plan.ts'
import { loadSolver } from './solving/highs.ts'
import { searchInLots } from './solving/lots/lot-phases.ts'
import { phasesOf } from './solving/phases.ts'
import { type Found, failed, type SearchOptions, search } from './solving/search.ts'
import { sifted, siftingPays } from './solving/sifting/sift.ts'
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

/**
 * Validates, makes a first plan, solves and checks. Expected failures are values; whatever is thrown is a bug. A search that is stopped
 * or a solver that fails leaves the best plan found, which is the first plan at least.
 */
export async function solvePlan(input: unknown, asked: SolveOptions = {}): Promise<Solved> {
  const deadline = asked.deadline ?? deadlineIn(asked.timeLimit)
  const options = { ...asked, deadline }
  const validated = validatePlanModel(input)
  if (validated.kind === 'invalid') return validated
  const { model, warnings } = validated
  const plain = buildProgram(companyOf(model), { template: options.template })
  const first = firstPlan(plain)
  if (first) tellFirst({ model, built: plain, first, options })
  const { built, found } = await searched({ plain, first, options })
  if (found.kind === 'infeasible' && !first) {
    const highs = options.highs ?? (await loadSolver())
    return leastViolation({ highs, built, options, warnings })
  }
  const best = bestFound({ built: plain, first, found })
  if (!best.values) return { kind: 'none', status: statusOf(best), warnings }
  const plan = planOf({ model, built, found: best, status: statusOf(best), bent: [] })
  const priced = best.rowPrices === undefined ? undefined : { built, found: best }
  const explained =
    options.explain && priced
      ? { explanation: explainPlan({ highs: options.highs ?? (await loadSolver()), plan, prices: priced, deadline }) }
      : {}
  return { kind: 'plan', plan, prices: priced, ...explained, warnings }
}

/** The search for the optimum; a solver that cannot even be loaded or strengthened with is a failed search. */
async function searched(input: {
  plain: Built
  first: FirstPlan | undefined
  options: SolveOptions
}): Promise<{ built: Built; found: Found }> {
  const { plain, first, options } = input
  try {
    const highs = options.highs ?? (await loadSolver())
    const { company, program } = plain
    const phases = phasesOf(company, program)
    const start = options.start ?? first?.values
    const basis = program.integers === 0 ? startBasis(plain) : undefined
    const found =
      searchInLots({ highs, built: plain, phases, options: { ...options, start } }) ??
      (first && siftingPays(plain, phases) ? sifted({ highs, built: plain, first, options }) : undefined) ??
      search({ highs, program, phases, options: { ...options, start, basis, basisOptions: startOptions(plain) } })
    return { built: plain, found }
  } catch (error) {
    return { built: plain, found: failed(error) }
  }
}

function tellFirst(input: { model: PlanModel; built: Built; first: FirstPlan; options: SolveOptions }): void {
  const { model, built, first, options } = input
  if (!options.onProgress) return
  const found = bestFound({ built, first, found: undefined })
  const plan = planOf({ model, built, found, status: statusOf(found), bent: [] })
  const gap = Number.isFinite(found.gap) ? { gap: found.gap } : {}
  options.onProgress({
    kind: 'first plan',
    phase: 'first plan',
    seconds: 0,
    objective: plan.objective,
    ...gap,
    plan,
  })
}

/** Breaks as little as possible, then seeks the best money; the plan says which rules it breaks. */
function leastViolation(input: {
  highs: Highs
  built: Built
  options: SolveOptions & { deadline: Deadline }
  warnings: readonly Problem[]
}): Solved {
  const { highs, built, options, warnings } = input
  const { program, bends } = elasticProgram(built.program)
  const phases = phasesOf(
    { ...built.company, model: { ...built.company.model, objectives: ['violation', 'money'] } },
    program,
  )
  const found = search({ highs, program, phases, options: { ...options, start: undefined, basis: undefined } })
  const status: PlanStatus = { kind: 'infeasible', reason: leastReason(found, options.deadline) }
  if (!found.values) return { kind: 'none', status, warnings }
  const bent = bends.filter((bend) => found.values![bend.column]! > 1e-6)
  const plan = planOf({ model: built.company.model, built, found, status, bent })
  if (!options.explain) return { kind: 'plan', plan, prices: undefined, warnings }
  const { conflict, cutShort } = findConflict({ highs, built, deadline: options.deadline })
  const notes = cutShort ? [...plan.notes, 'The search for the conflict was cut short by the time limit.'] : plan.notes
  return { kind: 'plan', plan: { ...plan, notes }, prices: undefined, conflict, warnings }
}

function leastReason({ kind, values, reason }: Found, { secondsLeft }: Deadline): string {
  if (!values)
    return secondsLeft() > 0 ? 'no plan obeys every rule' : 'no plan obeys every rule; the time limit was reached'
  if (kind === 'optimal') return 'no plan obeys every rule; this one breaks as little as possible'
  return `no plan obeys every rule; this one breaks few, but the search for the least ended early: ${reason}`
}

/** The plan of a search in exact figures: with as much of the solver's dust taken off as the checker allows. */
function planOf(input: Parts): Plan {
  const { built, found } = input
  let best: Plan | undefined
  for (const dust of [1e-7, 1e-9, 0]) {
    const plan = planFrom(input, cleanValues(built.program, found.values!, dust))
    if (!best || plan.notes.length < best.notes.length) best = plan
    if (best.notes.length === 0) break
  }
  return best!
}

interface Parts {
  readonly model: PlanModel
  readonly built: Built
  readonly found: BestFound
  readonly status: PlanStatus
  readonly bent: readonly Bend[]
}

function planFrom({ model, built, found, status, bent }: Parts, values: Float64Array): Plan {
  const money = moneyOf(built, values)
  const plan: Plan = {
    ...(model.name === undefined ? {} : { name: model.name }),
    periods: built.company.periods,
    status,
    objective: model.objective === 'margin' ? money.margin : money.cost,
    money,
    ...readPlan(built, values),
    violations: violationsOf({ built, found, bent }),
    notes: [],
  }
  return { ...plan, notes: notesOf(model, plan) }
}

/** Every plan is recomputed by the checker; what it finds and the plan does not admit is told. */
function notesOf(model: PlanModel, plan: Plan): string[] {
  if (plan.status.kind === 'infeasible') return []
  return checkPlan(model, plan).violations.map((each) => `check: ${each.says}`)
}

function statusOf(found: BestFound): PlanStatus {
  if (found.kind === 'optimal') return { kind: 'optimal', gap: found.gap }
  if (found.kind === 'feasible') return { kind: 'feasible', gap: found.gap, reason: found.reason }
  return { kind: found.kind, reason: found.reason }
}
