import { expect, it } from 'vitest'
import { riskOfPlan } from '../../../packages/planning/src/risk/risk.ts'
import { solvePlan } from '../../../packages/planning/src/solve-plan.ts'
import { randomModel } from './random-model.ts'

it('a future that comes as planned is the plan: cost, margin, stock, service and hours of random companies with every feature', async () => {
  const certain = { demand: 0, availability: 0, supplierDelay: 0 }
  let compared = 0
  for (let seed = 200; seed < 240; seed++) {
    const model = randomModel(seed)
    const solved = await solvePlan(model)
    if (solved.kind !== 'plan' || solved.plan.status.kind !== 'optimal') continue
    const { plan } = solved
    const { cost, margin, stock, resources, families } = riskOfPlan({
      model,
      plan,
      samples: 1,
      seed,
      uncertainty: certain,
    })
    const about = `seed ${seed}`
    const near = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b))
    expect(near(cost.mean, plan.money.cost), `${about}: cost ${cost.mean} beside ${plan.money.cost}`).toBe(true)
    expect(near(margin.mean, plan.money.margin), `${about}: margin ${margin.mean} beside ${plan.money.margin}`).toBe(
      true,
    )
    stock.forEach((each, t) => {
      const planned = plan.stock.reduce((total, line) => total + line.quantity[t]!, 0)
      expect(near(each.mean, planned), `${about}: stock of period ${t + 1}`).toBe(true)
    })
    for (const line of resources) expect(Math.max(...line.chanceOfOverload), `${about}: ${line.resource}`).toBe(0)
    if (plan.demand.every((line) => [...line.lost, ...line.backlog].every((each) => each === 0)))
      expect(families.every((each) => each.chanceOfService === 1)).toBe(true)
    compared++
  }
  expect(compared).toBeGreaterThan(20)
})
