import { describe, expect, it } from 'vitest'
import type { PlanModel } from '../model/plan-model.ts'
import { solvePlan } from '../solve-plan.ts'
import { riskOfPlan, type Uncertainty } from './risk.ts'

const model: PlanModel = {
  periods: 3,
  items: [{ id: 'chair', family: 'seats' }, 'leg'],
  stock: [{ item: 'leg', holdingCost: 1 }],
  demand: [{ item: 'chair', quantity: [0, 10, 10], lostSaleCost: 100 }],
  recipes: [{ item: 'chair', cost: 5, components: [{ item: 'leg', quantity: 4 }], leadTime: 0, hours: { press: 1 } }],
  purchases: [{ item: 'leg', price: 1, leadTime: 1 }],
  resources: [{ id: 'press', capacity: 10 }],
}

async function riskWith(uncertainty: Uncertainty) {
  const solved = await solvePlan(model)
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  return riskOfPlan({ model, plan: solved.plan, samples: 4000, seed: 3, uncertainty })
}

describe('the risk of a plan', () => {
  it('is none where nothing is uncertain: everything is served at the cost of the plan', async () => {
    const risk = await riskWith({ demand: 0, availability: 0, supplierDelay: 0 })
    expect(risk.families[0]).toMatchObject({ family: 'seats', chanceOfService: 1, served: { p10: 1, p90: 1 } })
    // 80 legs at 1, 20 chairs at 5, nothing held.
    expect(risk.cost.mean).toBeCloseTo(180, 9)
    expect(risk.resources[0]!.chanceOfOverload).toEqual([0, 0, 0])
  })

  it('stops what needs a late delivery: with half of them late, each order of legs costs its chairs', async () => {
    const risk = await riskWith({ demand: 0, availability: 0, supplierDelay: 0.5 })
    // Legs of the first order are late in half of the futures (no chairs in the second period, the legs wait for the
    // third); those of the second order too, but then late ones of the first may stand in: served is 1 where both are in time, 1/2 in the three other cases.
    expect(risk.families[0]!.served.mean).toBeCloseTo((1 + 0.5 + 0.5 + 0.5) / 4, 1)
    expect(risk.families[0]!.chanceOfService).toBeCloseTo(0.25, 1)
  })

  it('finds no chance of service where every delivery of a just-in-time plan is late', async () => {
    const risk = await riskWith({ demand: 0, availability: 0, supplierDelay: 1 })
    expect(risk.families[0]!.served.mean).toBeCloseTo(0.5, 9)
  })

  it('overloads a full resource in half of the futures when its hours vary', async () => {
    const risk = await riskWith({ demand: 0, availability: 0.1, supplierDelay: 0 })
    expect(risk.resources[0]!.chanceOfOverload[1]).toBeCloseTo(0.5, 1)
  })
})
