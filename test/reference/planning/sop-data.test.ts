import { checkPlan, type PlanModel, solvePlan } from '@drumbeat/planning'
import { describe, expect, it } from 'vitest'
import { solveByOthers, solversHere } from './other-solver.ts'
import { farnsworthTire, redTomato, sopDataHere, sopProblem } from './sop-models.ts'

describe.skipIf(!sopDataHere)('the published aggregate-planning problems', () => {
  it('workforce, overtime, subcontract, backlog: the published least cost to 1e-6', async () => {
    const { published } = sopProblem('red-tomato-base')
    expect(Math.abs((await objectiveOf(redTomato())) - published.objective)).toBeLessThan(1e-6 * published.objective)
  })

  it('comes back in exact figures, and the checker finds nothing wrong with them', async () => {
    const solved = await solvePlan(redTomato())
    if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
    const { plan } = solved
    expect(plan.objective).toBe(422275)
    expect(plan.money.wages).toBe(248000)
    expect(plan.demand[0]!.backlog).toContain(266.666666667)
    expect(checkPlan(redTomato(), plan).violations).toEqual([])
  })

  it('is explained so that a planner can say what one more hour of work is worth in each month', async () => {
    const solved = await solvePlan(
      { ...redTomato(), periods: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'] },
      { explain: true },
    )
    if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
    expect(solved.explanation!.summary.map(({ says }) => says)).toEqual([
      'The plan costs 422,275: wages 248,000, making 155,000, holding stock 10,233.33, releasing workers 7,708.33 and delivering late 1,333.33.',
      'People in workers: 80 before the first period, then Jan to Jun 64.58 (15.42 released in Jan).',
      '266.67 units of tool wait for a later period in Apr, because all hours of workers are used in Jan, Feb, Mar and Apr.',
      'No overtime of workers: an hour of it costs 6 and would save at most 4.31.',
      'No subcontract tool: a unit costs 30 there, and one more of our own at most 27.25.',
      'If the stock target of tool in Jun were one lower, 26.25 would be saved.',
      'If the backlog limit of tool in Jun were one higher, 19.25 would be saved.',
      'To deliver one more tool would cost: Jan 21.25, Feb 23.25, Mar 25.25, Apr 27.25, May 22.25, Jun 24.25.',
      'One more hour of workers, its wage not counted, is worth: Jan 2.81, Feb 3.31, Mar 3.81, Apr 4.31, May 3.06, Jun 3.56.',
    ])
  })

  it.skipIf(solversHere.length === 0)('with whole workers: the value that glpsol and cbc find', async () => {
    const model = { ...redTomato(), workforce: [{ ...redTomato().workforce![0]!, integer: true }] }
    const ours = await objectiveOf(model)
    for (const solver of solversHere)
      expect(Math.abs(ours - solveByOthers(model, solver).objective)).toBeLessThan(1e-6 * ours)
  })

  it('three sources of capacity: the published least cost to 1e-6', async () => {
    const { published } = sopProblem('farnsworth-tire')
    expect(Math.abs((await objectiveOf(farnsworthTire())) - published.objective)).toBeLessThan(
      1e-6 * published.objective,
    )
  })
})

async function objectiveOf(model: PlanModel): Promise<number> {
  const solved = await solvePlan(model)
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  expect(solved.plan.status.kind).toBe('optimal')
  expect(checkPlan(model, solved.plan).violations).toEqual([])
  return solved.plan.objective
}
