import { type PlanModel, solvePlan } from '@drumbeat/planning'
import { expect, test } from 'vitest'
import { linesOf } from './lines.ts'

test('what an item is wanted by two classes of customers, and bought of two suppliers, is one line each', async () => {
  const model = {
    periods: ['Jan', 'Feb'],
    items: ['pump'],
    demand: [
      { item: 'pump', class: 'firm', quantity: [10, 20] },
      { item: 'pump', class: 'more', quantity: [5, 0] },
    ],
    purchases: [
      { id: 'near', item: 'pump', price: 3, max: 12 },
      { id: 'far', item: 'pump', price: 4 },
    ],
  }
  const solved = await solvePlan(model)
  if (solved.kind !== 'plan') throw new Error(solved.kind)
  const lines = linesOf(
    { model, plan: solved.plan },
    { itemIds: new Map(), resourceIds: new Map(), siteIds: new Map() },
  )
  const of = (measure: string) => lines.filter((line) => line.measure === measure).map(({ values }) => values)
  expect(of('demand')).toEqual([[15, 20]])
  expect(of('bought')[0]!.reduce((sum, units) => sum + units, 0)).toBe(35)
  expect(of('bought')).toHaveLength(1)
  expect(of('lost')).toEqual([])
})

test('the lines of an item add up from month to month: what is begun, under way, scrapped, used and sold', async () => {
  const model: PlanModel = {
    periods: Array.from({ length: 4 }, (_, t) => ({ id: `m${t}`, days: 20 })),
    items: ['mixer', 'motor'],
    stock: [
      { item: 'mixer', opening: 30 },
      { item: 'motor', opening: 50 },
    ],
    demand: [{ item: 'mixer', quantity: [20, 40, 40, 30] }],
    recipes: [
      { id: 'make', item: 'mixer', components: [{ item: 'motor', quantity: 2 }], yield: 0.9, leadDays: 5, cost: 10 },
    ],
    purchases: [{ id: 'buy', item: 'motor', price: 3, leadTime: 1 }],
  }
  const solved = await solvePlan(model)
  if (solved.kind !== 'plan') throw new Error(solved.kind)
  const none = { itemIds: new Map(), resourceIds: new Map(), siteIds: new Map() }
  const lines = linesOf({ model, plan: solved.plan }, none)
  const of = (item: string, measure: string, t: number) =>
    lines.find((line) => line.subject === item && line.measure === measure)?.values[t] ?? 0
  const opening = { mixer: 30, motor: 50 }
  for (const item of ['mixer', 'motor'] as const) {
    for (const t of [0, 1, 2, 3]) {
      const held = (at: number) =>
        at < 0 ? opening[item] : of(item, 'stock', at) + of(item, 'being made', at) + of(item, 'on order', at)
      const flow =
        of(item, 'made', t) +
        of(item, 'bought', t) -
        of(item, 'scrapped', t) -
        of(item, 'used', t) -
        of(item, 'sold', t)
      expect(held(t)).toBeCloseTo(held(t - 1) + flow, 4)
    }
  }
  expect(of('mixer', 'scrapped', 1)).toBeCloseTo(0.1 * of('mixer', 'made', 1), 5)
  expect(lines.some(({ measure }) => measure === 'being made')).toBe(true)
  expect(lines.some(({ measure }) => measure === 'on order')).toBe(true)
})
