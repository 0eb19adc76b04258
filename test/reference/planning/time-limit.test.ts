import { type PlanModel, type Solved, solvePlan } from '@drumbeat/planning'
import { expect, it } from 'vitest'
import { generatedCompany } from '../../../bench/planning/generated-company.ts'
import { lotProblem } from '../../../bench/planning/lots-problem.ts'
import { explainPlan } from '../../../packages/planning/src/explaining/explain.ts'
import { loadSolver } from '../../../packages/planning/src/solving/highs.ts'
import { measureSlowness } from '../../harness/slowness.ts'

/** Seconds of the processor that this thread has had: what others on the machine do takes nothing of a limit. */
const clock = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

const limit = 0.4
/** Seconds for what no limit can shorten: validation, first plan, reading and checking the plan. */
const margin = () => 2 * measureSlowness()

const lots = lotProblem({ items: 120, periods: 12, load: 0.9, seed: 1, counts: 'every setup' })
const small = generatedCompany({ items: 250, periods: 24, resources: 10 })
/** Large enough that no solver is done with it in time, however warm. */
const linear = generatedCompany({ items: 700, periods: 24, resources: 28 })
const overloaded: PlanModel = { ...lots, resources: [{ id: 'line', capacity: 9000 }] }
const withoutSetups: PlanModel = { ...overloaded, recipes: lots.recipes!.map(({ item, hours }) => ({ item, hours })) }

async function timed(model: PlanModel): Promise<{ solved: Solved; seconds: number }> {
  const begin = clock()
  const solved = await solvePlan(model, { timeLimit: limit, explain: true, clock })
  return { solved, seconds: clock() - begin }
}

it.each([
  ['a linear plan', linear],
  ['a plan with lots', lots],
] as const)('one time limit holds for %s and its explanation, and a plan comes back', async (_, model) => {
  const { solved, seconds } = await timed(model)
  expect(seconds).toBeLessThan(limit + margin())
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  expect(solved.plan.notes).toEqual([])
  expect(solved.plan.status.kind).toBe('feasible')
})

it.each([
  ['linear', withoutSetups],
  ['with lots', overloaded],
] as const)('one time limit holds for the plan that breaks least and its conflict, %s', async (_, model) => {
  const { solved, seconds } = await timed(model)
  expect(seconds).toBeLessThan(limit + margin())
  const status = solved.kind === 'plan' ? solved.plan.status : solved.kind === 'none' ? solved.status : undefined
  expect(status).toMatchObject({ reason: expect.stringMatching(/no plan obeys every rule|time limit/) })
})

it('an explanation that time cut short says so, and prices by duals what was not solved again', async () => {
  const model: PlanModel = { ...small, demand: small.demand!.slice(0, 120) }
  const whole = await solvePlan(model)
  if (whole.kind !== 'plan' || !whole.prices) throw new Error(whole.kind)
  const explanation = explainPlan({
    highs: await loadSolver(),
    plan: whole.plan,
    prices: whole.prices,
    deadline: { secondsLeft: () => 0, now: () => 0 },
  })
  expect(explanation.cutShort).toBe(true)
  expect(explanation.summary.at(-1)!.says).toContain('time limit')
  expect(explanation.worth.every((each) => each.by === 'dual')).toBe(true)
  expect(explanation.units.every((each) => each.cost.every((one) => one !== undefined))).toBe(true)
})
