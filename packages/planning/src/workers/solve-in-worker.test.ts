import { expect, it } from 'vitest'
import type { PlanModel } from '../model/plan-model.ts'
import { solveInWorker } from './solve-in-worker.ts'

const model: PlanModel = {
  periods: 2,
  items: ['chair'],
  demand: [{ item: 'chair', quantity: [3, 4] }],
  recipes: [{ item: 'chair', cost: 10 }],
}

it('solves in a thread of its own', async () => {
  const solved = await solveInWorker(model).result
  expect(solved).toMatchObject({ kind: 'plan', plan: { objective: 70, status: { kind: 'optimal' } } })
})

it('ends with an honest status when it is cancelled', async () => {
  const items = Array.from({ length: 14 }, (_, i) => `item ${i}`)
  const hard: PlanModel = {
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
  const solving = solveInWorker(hard)
  setTimeout(solving.cancel, 1500)
  const solved = await solving.result
  const status =
    solved.kind === 'plan' ? solved.plan.status.kind : solved.kind === 'none' ? solved.status.kind : solved.kind
  expect(['feasible', 'stopped', 'optimal']).toContain(status)
  if (solved.kind === 'plan') expect(solved.plan.notes).toEqual([])
})
