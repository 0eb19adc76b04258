import { describe, expect, it } from 'vitest'
import type { PlanModel } from '../model/plan-model.ts'
import { solvePlan } from '../solve-plan.ts'

async function conflictOf(model: PlanModel) {
  const solved = await solvePlan(model, { explain: true })
  if (solved.kind !== 'plan' || !solved.conflict) throw new Error(JSON.stringify(solved))
  return solved.conflict
}

const shop: PlanModel = {
  periods: ['Jan', 'Feb', 'Mar'],
  items: ['chair', 'leg'],
  stock: [{ item: 'leg', opening: 40 }],
  demand: [{ item: 'chair', quantity: [5, 10, 40] }],
  recipes: [{ item: 'chair', hours: { press: 1 }, components: [{ item: 'leg', quantity: 4 }], leadTime: 0 }],
  purchases: [{ item: 'leg', price: 1, leadTime: 1 }],
  resources: [{ id: 'press', capacity: 15 }],
}

describe('a conflict', () => {
  it('names the rules that cannot all be kept, and what would be enough', async () => {
    const conflict = await conflictOf(shop)
    expect(conflict.rules.map((each) => [each.rule, each.periods])).toEqual([
      ['demand for chair', ['Feb', 'Mar']],
      ['capacity of press', ['Feb', 'Mar']],
    ])
    // 50 are wanted after January, in which 10 can be made, for which 40 legs are there, and then 15 in each month.
    expect(conflict.repairs.map((each) => each.says)).toEqual([
      'demand for chair: 15 units less',
      'capacity of press: 15 hours more',
    ])
  })

  it('is minimal: without any one of its rules the others can be kept', async () => {
    const conflict = await conflictOf(shop)
    const without: Record<string, PlanModel> = {
      'demand for chair': { ...shop, demand: [{ item: 'chair', quantity: [0, 0, 0] }] },
      'capacity of press': { ...shop, resources: [{ id: 'press' }] },
    }
    for (const { rule } of conflict.rules) {
      const solved = await solvePlan(without[rule]!)
      expect(solved).toMatchObject({ kind: 'plan', plan: { status: { kind: 'optimal' } } })
    }
  })

  it('tells what is there at the start and what comes too late', async () => {
    const conflict = await conflictOf({ ...shop, demand: [{ item: 'chair', quantity: [12, 0, 0] }] })
    expect(conflict.says).toBe(
      'This cannot be kept: demand for chair (12 in Jan). Given: 40 leg in stock at the start; buy leg brings leg in Feb at the earliest; 0 chair in stock at the start. Enough to solve this: demand for chair: 2 units less.',
    )
  })
})
