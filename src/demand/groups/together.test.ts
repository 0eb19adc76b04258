import { expect, test } from 'vitest'
import { reachOf, togetherness } from './together.ts'

const reachOfItems = (widths: readonly number[]) => ({
  sum: widths.reduce((all, each) => all + each, 0),
  squares: widths.reduce((all, each) => all + each * each, 0),
})

test('all items together reach exactly as far as the published range of the whole', () => {
  const items = reachOfItems([3, 4, 12])
  // Errors of their own would reach 13 together, errors that are alike 19.
  for (const whole of [13, 15, 19]) expect(reachOf(items, togetherness(items, whole))).toBeCloseTo(whole, 12)
})

test('a group reaches between what its items would each by themselves and all alike', () => {
  const together = togetherness(reachOfItems([3, 4, 12]), 16)
  const group = reachOf(reachOfItems([3, 4]), together)
  expect(group).toBeGreaterThan(5)
  expect(group).toBeLessThan(7)
  expect(reachOf(reachOfItems([4]), together)).toBeCloseTo(4, 12)
})

test('a whole that is surer than its items by themselves, or less sure than all alike, says no more than that', () => {
  const items = reachOfItems([3, 4])
  expect([togetherness(items, 2), togetherness(items, 9)]).toEqual([0, 1])
  expect(togetherness(reachOfItems([5]), 5)).toBe(0)
})
