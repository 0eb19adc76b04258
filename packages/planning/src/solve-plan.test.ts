import { describe, expect, it } from 'vitest'
import type { Plan } from './model/plan.ts'
import type { PlanModel } from './model/plan-model.ts'
import { solvePlan } from './solve-plan.ts'

async function planOf(model: PlanModel, options = {}): Promise<Plan> {
  const solved = await solvePlan(model, options)
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  expect(solved.plan.notes).toEqual([])
  return solved.plan
}

describe('a plan', () => {
  it('stores ahead of a peak when that is cheaper than overtime', async () => {
    const plan = await planOf({
      periods: ['Jan', 'Feb'],
      items: ['chair'],
      stock: [{ item: 'chair', holdingCost: 1 }],
      demand: [{ item: 'chair', quantity: [20, 60] }],
      recipes: [{ item: 'chair', cost: 10, hours: { press: 1 } }],
      resources: [{ id: 'press', capacity: 50, overtime: { costPerHour: 4 } }],
    })
    expect(plan.production[0]!.quantity).toEqual([30, 50])
    expect(plan.objective).toBeCloseTo(810, 9)
    expect(plan.money).toMatchObject({ production: 800, holding: 10, overtime: 0 })
  })

  it('orders as Wagner and Whitin do', async () => {
    const plan = await planOf({
      periods: 4,
      items: ['part'],
      stock: [{ item: 'part', holdingCost: 0.4 }],
      demand: [{ item: 'part', quantity: [10, 62, 12, 130] }],
      purchases: [{ item: 'part', orderCost: 54, leadTime: 0 }],
    })
    expect(plan.status).toEqual({ kind: 'optimal', gap: 0 })
    expect(plan.objective).toBeCloseTo(54 + 54 + (62 + 12 * 2) * 0.4, 9)
  })

  it('plans the parts of parts ahead by their lead times, with yield', async () => {
    const plan = await planOf({
      periods: 4,
      items: ['bike', 'wheel', 'spoke'],
      demand: [{ item: 'bike', quantity: [0, 0, 0, 9] }],
      recipes: [
        { item: 'bike', components: [{ item: 'wheel', quantity: 2 }], leadTime: 1 },
        { item: 'wheel', components: [{ item: 'spoke', quantity: 32 }], leadTime: 1, yield: 0.9 },
      ],
      purchases: [{ item: 'spoke', price: 0.1, leadTime: 1 }],
    })
    expect(plan.production.map((each) => each.quantity)).toEqual([
      [0, 0, 9, 0],
      [0, 20, 0, 0],
    ])
    expect(plan.purchases[0]!.quantity).toEqual([640, 0, 0, 0])
  })

  it('keeps goods no longer than their shelf life', async () => {
    const model: PlanModel = {
      periods: 4,
      items: ['milk'],
      stock: [{ item: 'milk', shelfLife: 1 }],
      demand: [{ item: 'milk', quantity: [5, 5, 5, 5] }],
      recipes: [{ item: 'milk', cost: [1, 2, 3, 4] }],
    }
    const plan = await planOf(model)
    expect(plan.production[0]!.quantity).toEqual([10, 5, 5, 0])
  })

  it('ships between sites within the capacity of the lane', async () => {
    const plan = await planOf({
      periods: 2,
      sites: ['north', 'south'],
      items: ['box'],
      demand: [{ item: 'box', site: 'south', quantity: [0, 30], lostSaleCost: 100 }],
      recipes: [{ item: 'box', site: 'north', cost: 1 }],
      lanes: [{ from: 'north', to: 'south', cost: 2, leadTime: 1, capacity: 20 }],
    })
    expect(plan.shipments[0]!.quantity[0]).toBe(20)
    expect(plan.demand[0]!.lost).toEqual([0, 10])
    expect(plan.objective).toBeCloseTo(20 + 40 + 1000, 9)
  })

  it('loses the customers with the lowest priority first when service comes before money', async () => {
    const model: PlanModel = {
      objectives: ['violation', 'service', 'money'],
      periods: 1,
      items: ['box'],
      demand: [
        { item: 'box', class: 'key', quantity: 10, priority: 1, lostSaleCost: 1 },
        { item: 'box', class: 'other', quantity: 10, priority: 2, lostSaleCost: 9 },
      ],
      recipes: [{ item: 'box', cost: 50, max: 12 }],
    }
    const plan = await planOf(model)
    expect(plan.demand.map((each) => each.lost)).toEqual([[0], [8]])
  })

  it('keeps the frozen periods of the plan before and pays for change', async () => {
    const plan = await planOf({
      periods: 3,
      items: ['box'],
      stock: [{ item: 'box', holdingCost: 1 }],
      demand: [{ item: 'box', quantity: [0, 12, 10] }],
      recipes: [{ item: 'box', cost: 1 }],
      previous: [{ source: 'box', quantity: [8, 4, 8] }],
      fences: { frozen: 1, changeCost: 0.5 },
    })
    expect(plan.production[0]!.quantity[0]).toBe(8)
    expect(plan.money.change).toBeCloseTo(0.5 * 2, 9)
  })

  it('breaks as little as possible when not all rules can be kept, and says which', async () => {
    const solved = await solvePlan({
      periods: ['Jan', 'Feb'],
      items: ['box'],
      demand: [{ item: 'box', quantity: [5, 12] }],
      recipes: [{ item: 'box', hours: { press: 1 } }],
      resources: [{ id: 'press', capacity: 7 }],
    })
    if (solved.kind !== 'plan') throw new Error(solved.kind)
    expect(solved.plan.status.kind).toBe('infeasible')
    expect(solved.plan.violations.reduce((total, each) => total + each.amount, 0)).toBeCloseTo(3, 6)
    expect(solved.plan.violations[0]!.says).toMatch(/box|press/)
  })

  it('chooses the months in which machines stop', async () => {
    const plan = await planOf({
      objective: 'margin',
      periods: 3,
      items: ['box'],
      demand: [{ item: 'box', quantity: [10, 4, 10], price: 5, lost: true }],
      recipes: [{ item: 'box', hours: { drill: 1 } }],
      resources: [{ id: 'drill', capacity: 10, maintenance: { count: 1, hours: 10 } }],
      stock: [{ item: 'box', max: 0 }],
    })
    expect(plan.resources[0]!.maintenance).toEqual([0, 1, 0])
    expect(plan.money.margin).toBe(100)
  })
})
