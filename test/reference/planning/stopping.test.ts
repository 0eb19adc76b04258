import { type Plan, type PlanModel, type SolveOptions, solvePlan } from '@drumbeat/planning'
import { describe, expect, it } from 'vitest'
import { generatedCompany } from '../../../bench/planning/generated-company.ts'

const linear = generatedCompany({ items: 500, periods: 24, resources: 25 })
const items = Array.from({ length: 14 }, (_, i) => `item ${i + 1}`)
const lots: PlanModel = {
  periods: 16,
  items,
  stock: items.map((item) => ({ item, holdingCost: 1 })),
  demand: items.map((item, i) => ({
    item,
    quantity: Array.from({ length: 16 }, (_, t) => 40 + ((i * 37 + t * 53) % 60)),
    lostSaleCost: 500,
  })),
  recipes: items.map((item) => ({ item, hours: { line: 1 }, setup: { cost: 200, hours: { line: 30 } } })),
  resources: [{ id: 'line', capacity: 1100 }],
}

async function stoppedPlan(model: PlanModel, options: SolveOptions): Promise<Plan> {
  const solved = await solvePlan(model, options)
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
  expect(solved.plan.notes).toEqual([])
  return solved.plan
}

describe.each([
  ['linear', linear],
  ['with lots', lots],
] as const)('the search for a plan %s', (_, model) => {
  it('tells how far it is, and ends with the best plan so far when it is cancelled', async () => {
    let told = 0
    const plan = await stoppedPlan(model, {
      onProgress: (progress) => {
        if (progress.kind === 'searching') told++
      },
      shouldStop: () => told > 0,
    })
    expect(told).toBeGreaterThan(0)
    expect(plan.status).toMatchObject({ kind: 'feasible', reason: expect.stringContaining('cancelled') })
  })

  it('ends with the best plan so far and its gap at the time limit', async () => {
    const { status } = await stoppedPlan(model, { timeLimit: 0.05 })
    if (status.kind !== 'feasible') throw new Error(status.kind)
    expect(status.reason).toContain('time limit')
    expect(status.gap).toBeGreaterThan(0)
  })
})
