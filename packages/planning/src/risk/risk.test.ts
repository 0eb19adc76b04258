import { describe, expect, it } from 'vitest'
import type { PlanModel } from '../model/plan-model.ts'
import { solvePlan } from '../solve-plan.ts'
import { riskOfPlan } from './risk.ts'
import type { Uncertainty } from './uncertainty.ts'

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

  it('leaves shifts, pools and overtime whole where their hours are certain', async () => {
    const fitters: PlanModel = {
      ...model,
      demand: [{ item: 'chair', quantity: 10 }],
      recipes: [{ item: 'chair', cost: 5, leadTime: 0, hours: { press: 1, fitters: 1 } }],
      purchases: [],
      resources: [{ id: 'press', capacity: 4, shifts: { hours: 3, cost: 1, max: 2, integer: true } }],
      workforce: [{ id: 'fitters', opening: 1, hoursPerWorker: 8, overtime: { costPerHour: 3, maxHoursPerWorker: 2 } }],
    }
    const solved = await solvePlan(fitters)
    if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
    const ask = (availability: number) =>
      riskOfPlan({ model: fitters, plan: solved.plan, samples: 400, seed: 1, uncertainty: { demand: 0, availability } })
    expect(ask(0).resources).toEqual([
      { resource: 'press', chanceOfOverload: [0, 0, 0] },
      { resource: 'fitters', chanceOfOverload: [0, 0, 0] },
    ])
    expect(ask(0.1).resources[1]!.chanceOfOverload[1]).toBeCloseTo(0.5, 1)
  })

  it('takes the distribution of a forecast: of 10 in stock a quarter of the futures want more, those at 0.75 and beyond 15', async () => {
    const shop: PlanModel = {
      periods: 1,
      items: ['chair'],
      stock: [{ item: 'chair', opening: 10 }],
      demand: [
        { item: 'chair', class: 'key', quantity: 4, price: 3, lostSaleCost: 2 },
        { item: 'chair', class: 'spot', quantity: 4, price: 3, lostSaleCost: 2 },
      ],
    }
    const solved = await solvePlan(shop)
    if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
    const chair = { probabilities: [0.25, 0.749999, 0.75], values: [[6], [10], [15]] }
    const risk = riskOfPlan({
      model: shop,
      plan: solved.plan,
      samples: 8000,
      seed: 5,
      uncertainty: { demand: { chair }, service: 1 },
    })
    expect(risk.families[0]!.chanceOfService).toBeCloseTo(0.75, 1)
    expect(risk.families[0]!.served.p10).toBeCloseTo(10 / 15, 9)
    // A quarter wants 6, half from 6 to 10, a quarter 15 of which 5 are lost.
    expect(risk.cost.mean).toBeCloseTo(0.25 * 5 * 2, 0)
    expect(risk.margin.mean).toBeCloseTo(3 * (0.25 * 6 + 0.5 * 8 + 0.25 * 10) - 2.5, 0)
  })

  it('throws away what grows too old where less is wanted than planned', async () => {
    const fresh: PlanModel = {
      periods: 3,
      items: ['milk'],
      stock: [{ item: 'milk', opening: 30, shelfLife: 1, disposalCost: 4 }],
      demand: [{ item: 'milk', quantity: [15, 15, 0] }],
    }
    const solved = await solvePlan(fresh)
    if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
    const milk = { probabilities: [0.5], values: [[10, 10, 0]] }
    const risk = riskOfPlan({
      model: fresh,
      plan: solved.plan,
      samples: 10,
      seed: 1,
      uncertainty: { demand: { milk } },
    })
    expect(risk.cost.mean).toBeCloseTo(10 * 4, 9)
    expect(risk.stock.map((each) => each.mean)).toEqual([20, 0, 0])
  })

  it('refuses what is no plan of the model and no distribution, with the value', async () => {
    const solved = await solvePlan(model)
    if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
    const ask = (given: object) => () => riskOfPlan({ model, plan: solved.plan, samples: 10, seed: 1, ...given })
    expect(ask({ samples: 0 })).toThrow('0 samples')
    expect(ask({ seed: 1.5 })).toThrow('Seed 1.5')
    expect(ask({ uncertainty: { supplierDelay: 20 } })).toThrow('supplierDelay is 20: give a number from 0 to 1')
    expect(ask({ uncertainty: { demand: Number.NaN } })).toThrow('is NaN')
    expect(ask({ uncertainty: { demand: { chiar: 0.1 } } })).toThrow('chiar: the model has no such item')
    expect(ask({ uncertainty: { demand: [0.1, 0.2] } })).toThrow('2 values for 3 periods')
    expect(ask({ uncertainty: { delay: 1 } })).toThrow(
      'delay is no part of an uncertainty: these are demand, availability',
    )
    expect(ask({ uncertainty: { demand: null } })).toThrow('Uncertainty of demand is null')
    expect(ask({ uncertainty: { demand: { chair: 'much' } } })).toThrow('for chair is much')
    const falling = { probabilities: [0.2, 0.8], values: [[5, 5, 5], [6, 4, 6]] } // biome-ignore format: two rows
    expect(ask({ uncertainty: { demand: { chair: falling } } })).toThrow('4 at probability 0.8 is below the one before')
    expect(ask({ plan: { ...solved.plan, demand: [] } })).toThrow('it has 0 rows of demand, the model 1')
  })
})
