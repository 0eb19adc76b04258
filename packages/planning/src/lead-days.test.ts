import { expect, test } from 'vitest'
import { arrivalShares } from './instance/arrival-shares.ts'
import type { PlanModel } from './model/plan-model.ts'
import { riskOfPlan } from './risk/risk.ts'
import { solvePlan } from './solve-plan.ts'
import { validatePlanModel } from './validation/validate.ts'

const inDays: PlanModel = {
  periods: ['Jan', 'Feb', 'Mar'].map((id) => ({ id, days: 30 })),
  items: ['x'],
  stock: [{ item: 'x', holdingCost: 0.1 }],
  demand: [{ item: 'x', quantity: [30, 50, 50], lostSaleCost: 100 }],
  purchases: [{ item: 'x', price: 1, leadDays: 12 }],
}

test('of what is ordered evenly over 30 days with a lead time of 12, 60 % comes in the same month and 40 % in the next; at the end all counts', async () => {
  const solved = await solvePlan(inDays)
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  const { plan } = solved
  const certain = { demand: 0, availability: 0, supplierDelay: 0 }
  const risk = riskOfPlan({ model: inDays, plan, samples: 10, seed: 1, uncertainty: certain })
  expect(plan.purchases[0]!.quantity.map((each) => Math.round(each * 1e6) / 1e6)).toEqual([50, 50, 30])
  expect([plan.objective, plan.notes]).toEqual([130, []])
  expect(risk.cost.p50).toBeCloseTo(130, 6)
})

test('lead times in days are resolved over months of unlike length, and stand in the cause of what cannot come in time', async () => {
  expect(arrivalShares([10, 20, 30], 15).map((row) => row.map((each) => Math.round(each * 1e6) / 1e6))).toEqual([
    [0, 1],
    [0.25, 0.75],
    [0.5], // the other half comes after the plan
  ])
  const solved = await solvePlan({ ...inDays, purchases: [{ item: 'x', price: 1, leadDays: 40 }] }, { explain: true })
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  expect(solved.explanation!.causes[0]).toMatchObject({ what: 'lost', period: 'Jan', impossible: true })
  expect(solved.explanation!.causes[0]!.says).toContain('lead time of buy x: 40 days')
})

test('a lead time in days needs the days of all periods and no second lead time', () => {
  const wrong = { ...inDays, periods: 3, purchases: [{ item: 'x', price: 1, leadDays: 2, leadTime: 0 }] }
  const answer = validatePlanModel(wrong)
  const problems = answer.kind === 'invalid' ? answer.problems : []
  expect(problems.map(({ path, says }) => `${path} ${says}`)).toEqual([
    'purchases[0].leadDays stands beside a leadTime',
    'purchases[0].leadDays needs the days of every period',
  ])
})
