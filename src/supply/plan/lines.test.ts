import { solvePlan } from '@drumbeat/planning'
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
