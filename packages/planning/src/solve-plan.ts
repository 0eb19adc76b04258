import { bestFound, gapOf } from './construction/best-found.ts'
import { constructed, type FirstPlan } from './construction/first-plan.ts'
import { repairedPlan } from './construction/repair.ts'
import { explainPlan } from './explaining/explain.ts'
import type { Explanation } from './explaining/explanation.ts'
import { type FirstPlanProgress, firstPlanProgress } from './first-plan-progress.ts'
import { instanceOf } from './instance/instance.ts'
import { leastViolation } from './least-violation.ts'
import type { Plan } from './model/plan.ts'
import { planOf, statusOf } from './plan-of.ts'
import { buildProgram } from './program/build.ts'
import type { Built } from './program/layout.ts'
import type { Solved, SolveOptions } from './solved.ts'
import { type Deadline, deadlineIn } from './solving/deadline.ts'
import { fewChanges } from './solving/few-changes.ts'
import { type Found, failed, without } from './solving/found.ts'
import { forgetSolver, giveBack, loadSolver, pauseIfLarge } from './solving/highs.ts'
import { linearStart } from './solving/linear-start.ts'
import { searchInLots } from './solving/lots/lot-phases.ts'
import { phasesOf } from './solving/phases.ts'
import type { Prices } from './solving/prices.ts'
import { type SearchOptions, search } from './solving/search.ts'
import { settledNever } from './solving/settle-never.ts'
import { sifted, siftingPays } from './solving/sifting/sift.ts'
import { unboundedReason } from './solving/unbounded.ts'
import { validatePlanModel } from './validation/validate.ts'
import { machineClock } from './workers/machine-clock.ts'

/** A repair of the first plan takes at most so many seconds, and so much of the time there is. */
const [longestRepair, repairShare] = [5, 0.25]

/**
 * Validates, makes a first plan, solves and checks. Expected failures are values; whatever is thrown is a bug. A search that is stopped
 * or a solver that fails leaves the best plan found, which is the first plan at least.
 */
export async function solvePlan(input: unknown, asked: SolveOptions = {}): Promise<Solved> {
  const deadline = deadlineIn(asked.timeLimit, asked.clock ?? machineClock)
  const validated = validatePlanModel(input)
  if (validated.kind === 'invalid') return validated
  const { model, warnings } = validated
  const plain = buildProgram(instanceOf(model), { strategy: asked.strategy })
  const progress = firstPlanProgress({ model, built: plain, onProgress: asked.onProgress, now: deadline.now })
  const options = { ...asked, deadline, onPlan: progress.found }
  const beginning = await firstPlanOf({ built: plain, options, progress })
  const first = beginning.infeasible ? undefined : await withFewChanges({ plain, first: beginning.first, options })
  await pauseIfLarge(plain.program)
  const { built, found } = beginning.infeasible
    ? { built: plain, found: without('infeasible', 'no plan obeys every rule') }
    : (nearEnough(plain, first, options.gap) ?? (await searched({ plain, first, options })))
  if (found.kind === 'infeasible' && !first) {
    const highs = options.highs ?? (await loadSolver())
    return leastViolation({ highs, built, options, warnings })
  }
  await pauseIfLarge(plain.program)
  const best = await settled(bestFound({ built: plain, first, found }), plain, options)
  if (!best.values) return { kind: 'none', status: statusOf(best), warnings }
  const plan = planOf({ model, built, found: best, status: statusOf(best), relaxedRules: [], locale: asked.locale })
  const priced = best.rowPrices === undefined ? undefined : { built, found: best }
  const words = options.explain && priced ? await explained({ plan, prices: priced, options }) : {}
  return { kind: 'plan', plan, prices: priced, ...words, warnings }
}

/** The explanation of a plan, in the words of who reads it. */
async function explained({
  plan,
  prices,
  options,
}: {
  plan: Plan
  prices: Prices
  options: SolveOptions & { deadline: Deadline }
}): Promise<{ explanation: Explanation }> {
  const highs = options.highs ?? (await loadSolver())
  const { deadline, locale } = options
  return { explanation: explainPlan({ highs, plan, prices, deadline, locale }) }
}

/**
 * The first plan: constructed; or, where that breaks rules, repaired in at most a quarter of the time; or none, which is told with
 * the reason: the first one that the search comes upon is then shown.
 */
async function firstPlanOf(input: {
  built: Built
  options: SolveOptions & { deadline: Deadline }
  progress: FirstPlanProgress
}): Promise<{ first?: FirstPlan; infeasible?: true }> {
  const { built, options, progress } = input
  const { plan, nearest } = constructed(built)
  if (plan) {
    progress.show(plan.values, 'constructed')
    return { first: plan }
  }
  try {
    const highs = options.highs ?? (await loadSolver())
    const deadline = deadlineIn(
      Math.min(longestRepair, repairShare * options.deadline.secondsLeft()),
      options.deadline.now,
    )
    const repaired = repairedPlan({ highs, built, nearest, deadline, listener: options })
    if (repaired.kind === 'infeasible') return { infeasible: true }
    if (repaired.kind === 'plan') progress.show(repaired.plan.values, 'repaired')
    else progress.none(`${repaired.reason}; the first plan is the first that the search finds`)
    return repaired.kind === 'plan' ? { first: repaired.plan } : {}
  } catch (error) {
    progress.none(failed(error).reason)
    return {}
  }
}

/** The better of the first plan and, under `mixed` with a single objective, a plan with well-chosen changes. */
async function withFewChanges(input: {
  plain: Built
  first: FirstPlan | undefined
  options: SolveOptions & { deadline: Deadline } & Pick<SearchOptions, 'onPlan'>
}): Promise<FirstPlan | undefined> {
  const { plain, first, options } = input
  if (plain.strategy?.kind !== 'mixed' || phasesOf(plain.instance, plain.program).length > 1) return first
  try {
    const highs = options.highs ?? (await loadSolver())
    const few = fewChanges({
      ...{ highs, built: plain, deadline: options.deadline, gap: options.gap ?? 0 },
      stopped: () => options.shouldStop?.() ?? false,
      onBetter: (values) => options.onPlan?.(values),
    })
    return few && !(first && first.objective <= few.objective) ? few : first
  } catch {
    forgetSolver()
    return first
  }
}

/** A first plan that is proven to be as near the best as was asked for needs no search. */
function nearEnough(plain: Built, first: FirstPlan | undefined, asked = 0): { built: Built; found: Found } | undefined {
  if (first?.bound === undefined) return undefined
  const { values, objective, bound } = first
  const gap = gapOf(objective, bound)
  return gap <= asked
    ? { built: plain, found: { ...without('optimal', ''), gap, values, objective, bound } }
    : undefined
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
    const { instance, program } = plain
    const phases = phasesOf(instance, program)
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

/** What was found, with what is known of it beside: whether prices that mean "never" were heeded, and what it is that has no end. */
async function settled(found: Found, built: Built, options: SolveOptions & { deadline: Deadline }): Promise<Found> {
  if (found.kind !== 'unbounded' && !built.never) return found
  try {
    const highs = options.highs ?? (await loadSolver())
    if (found.kind === 'unbounded') return { ...found, reason: unboundedReason(highs, built) }
    return settledNever({ highs, built, found, deadline: options.deadline })
  } catch {
    forgetSolver()
    return found
  }
}
