import { expect, test } from 'vitest'
import type { Task } from '../forecast.ts'
import { isOutdated, mayTeach, teachersAt } from './teachers.ts'

/** An item that sells every third month, from a month of its own on. */
function item(i: number, more: Partial<Task> = {}): Task {
  const values = Float64Array.from({ length: 36 }, (_, t) => ((t + i) % 3 === 0 ? 1 + (i % 4) : 0))
  return {
    ...{ name: `item:${i}`, node: { level: 'item', familyId: null, itemId: `${i}`, territoryId: null } },
    ...{ grain: 'month', seasonLength: 12, horizon: 18, from: 0, closed: 36, lastsFor: null, unplaced: false },
    ...{ decided: [], siblings: [], priors: [], promoted: null, values },
    ...more,
  }
}
const items = Array.from({ length: 40 }, (_, i) => item(i))

test('items teach an earlier origin what was known there, whatever came later', () => {
  const later = items.map((task) => ({ ...task, values: task.values.map((value, t) => (t < 24 ? value : 9 * t)) }))
  const [known, same] = [teachersAt(items, 24), teachersAt(later, 24)]
  expect(same).toEqual(known)
  expect(known.histories).toHaveLength(40)
  expect(known.histories.every((history) => history.length === 24)).toBe(true)
  expect(known.demands).toBe(40 * 8)
})

test('the order of items makes no difference, and sums, steady items and items withdrawn before teach nothing', () => {
  const steady = item(1, { name: 'item:steady', values: new Float64Array(36).fill(20).map((v, t) => v + (t % 5)) })
  const withdrawn = item(2, { name: 'item:withdrawn', values: item(2).values.subarray(0, 20), lastsFor: 0 })
  const sum = item(3, { name: 'all', node: { level: 'all', familyId: null, itemId: null, territoryId: null } })
  const all = [steady, withdrawn, sum, ...items.toReversed()]
  expect(teachersAt(all, 36)).toEqual(teachersAt(items, 36))
  expect(teachersAt(all, 18).histories).toHaveLength(41)
})

test('29 items are too few; a late order changes nothing, a load of old ones asks anew', () => {
  expect(mayTeach(teachersAt(items.slice(0, 29), 36))).toBe(false)
  expect(mayTeach(teachersAt(items.slice(0, 30), 36))).toBe(true)
  const kept = { items: 40, demands: 480 }
  expect(isOutdated(kept, { items: 40, demands: 481 })).toBe(false)
  expect(isOutdated(kept, { items: 40, demands: 560 })).toBe(true)
  expect(isOutdated(kept, { items: 50, demands: 500 })).toBe(true)
})
