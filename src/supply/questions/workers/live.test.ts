import { type PlanModel, solvePlan } from '@drumbeat/planning'
import { expect, test } from 'vitest'
import { tryEdits } from './live.ts'

const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const model: PlanModel = {
  objective: 'margin',
  periods: 8,
  items,
  stock: items.map((item) => ({ item, holdingCost: 1 })),
  demand: items.map((item, i) => ({
    item,
    quantity: Array.from({ length: 8 }, (_, t) => 40 + ((i * 37 + t * 53) % 60)),
    ...{ price: 50, lostSaleCost: 20 },
  })),
  recipes: items.map((item) => ({ id: item, item, cost: 10, hours: { line: 1 }, lot: { min: 60 } })),
  resources: [{ id: 'line', capacity: 620 }],
}

test('a plan in whole lots, made in a moment, is told against what it became when it was opened, lots kept', async () => {
  const solved = await solvePlan(model, { shouldStop: () => true })
  if (solved.kind !== 'plan') throw new Error(solved.kind)
  const asked = { planId: 'lots', whole: { model, plan: solved.plan } }
  const nothing = await tryEdits({ ...asked, edits: [] })
  const less = await tryEdits({ ...asked, edits: [{ kind: 'demand', row: 0, period: 1, quantity: 0 }] })
  if (nothing.kind !== 'tried' || less.kind !== 'tried') throw new Error('not tried')
  expect(nothing.margin).toBeCloseTo(nothing.before, 6)
  expect(nothing.lines).toEqual([])
  expect(less.margin).toBeLessThan(less.before)
  const made = less.lines.filter(({ measure }) => measure === 'made')
  for (const { after } of made) for (const units of after) expect(units === 0 || units >= 60 - 1e-6).toBe(true)
})
