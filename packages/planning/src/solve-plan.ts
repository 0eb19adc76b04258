import type { Highs } from 'highs'
import { type Built, buildProgram } from './building/build.ts'
import { companyOf } from './building/company.ts'
import type { Template } from './building/templates.ts'
import { type Conflict, findConflict } from './explaining/conflict.ts'
import { type Explanation, explainPlan } from './explaining/explain.ts'
import { type FirstShower, firstShower } from './first-shower.ts'
import type { Plan, PlanStatus } from './model/plan.ts'
import { planOf, statusOf } from './plan-of.ts'
import { type Deadline, deadlineIn } from './solving/deadline.ts'
import { elasticProgram } from './solving/elastic.ts'
import { bestFound } from './solving/first/best-found.ts'
import { constructed, type FirstPlan } from './solving/first/first-plan.ts'
import { repairedPlan } from './solving/first/repair.ts'
import { breather, giveBack, loadSolver } from './solving/highs.ts'
import { linearStart } from './solving/linear-start.ts'
import { searchInLots } from './solving/lots/lot-phases.ts'
import { phasesOf } from './solving/phases.ts'
import { type Found, failed, type SearchOptions, search, without } from './solving/search.ts'
import { sifted, siftingPays } from './solving/sifting/sift.ts'
import type { Problem } from './validation/problem.ts'
import { validatePlanModel } from './validation/validate.ts'

/** A repair of the first plan takes at most so many seconds, and so much of the time there is. */
const [longestRepair, repairShare] = [5, 0.25]

/** What a solve is told beside the model. */
export interface SolveOptions extends Omit<SearchOptions, 'onPlan'> {
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
  const validated = validatePlanModel(input)
  if (validated.kind === 'invalid') return validated
  const { model, warnings } = validated
  const plain = buildProgram(companyOf(model), { template: asked.template })
  const shower = firstShower({ model, built: plain, onProgress: asked.onProgress })
  const options = { ...asked, deadline, onPlan: shower.found }
  const beginning = await firstPlanOf({ built: plain, options, shower })
  const { first } = beginning
  await breather(plain.program)
  const { built, found } = beginning.infeasible
    ? { built: plain, found: without('infeasible', 'no plan obeys every rule') }
    : await searched({ plain, first, options })
  if (found.kind === 'infeasible' && !first) {
    const highs = options.highs ?? (await loadSolver())
    return leastViolation({ highs, built, options, warnings })
  }
  await breather(plain.program)
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

/**
 * The first plan: constructed; or, where that breaks rules, repaired in at most a quarter of the time; or none, which is told with
 * the reason: the first one that the search comes upon is then shown.
 */
async function firstPlanOf(input: {
  built: Built
  options: SolveOptions & { deadline: Deadline }
  shower: FirstShower
}): Promise<{ first?: FirstPlan; infeasible?: true }> {
  const { built, options, shower } = input
  const { plan, nearest } = constructed(built)
  if (plan) {
    shower.show(plan.values, 'constructed')
    return { first: plan }
  }
  try {
    const highs = options.highs ?? (await loadSolver())
    const deadline = deadlineIn(Math.min(longestRepair, repairShare * options.deadline.secondsLeft()))
    const repaired = repairedPlan({ highs, built, nearest, deadline, listener: options })
    if (repaired.kind === 'infeasible') return { infeasible: true }
    if (repaired.kind === 'plan') shower.show(repaired.plan.values, 'repaired')
    else shower.none(`${repaired.reason}; the first plan is the first that the search finds`)
    return repaired.kind === 'plan' ? { first: repaired.plan } : {}
  } catch (error) {
    shower.none(failed(error).reason)
    return {}
  }
}

/** The search for the optimum; a solver that cannot even be loaded or strengthened with is a failed search. */
async function searched(input: {
  plain: Built
  first: FirstPlan | undefined
  options: SolveOptions & SearchOptions
}): Promise<{ built: Built; found: Found }> {
  const { plain, first, options } = input
  try {
    const highs = options.highs ?? (await loadSolver())
    const { company, program } = plain
    const phases = phasesOf(company, program)
    const start = options.start ?? first?.values
    const found =
      searchInLots({ highs, built: plain, phases, options: { ...options, start } }) ??
      (first && siftingPays(plain, phases) ? sifted({ highs, built: plain, first, options }) : undefined) ??
      search({
        highs,
        program,
        phases,
        options: { ...options, start, ...(program.integers === 0 && linearStart(plain)) },
      })
    if (!options.highs) giveBack(highs)
    return { built: plain, found }
  } catch (error) {
    return { built: plain, found: failed(error) }
  }
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
  const found = search({
    highs,
    program,
    phases,
    options: { ...options, start: undefined, onPlan: undefined },
  })
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
