import fc from 'fast-check'
import { expect, test } from 'vitest'
import { disaggregate, type Leaf, type NodeSet, shareOut } from './disaggregate.ts'

const leaf = (itemId: string, territoryId: string | null, mean: number): Leaf => {
  return { itemId, familyId: itemId < 'c' ? 'F' : 'G', territoryId, mean }
}
const leaves = [leaf('a', 'N', 10), leaf('a', 'S', 20), leaf('b', 'N', 30), leaf('c', 'N', 40)]
const set = (given: Partial<NodeSet> & { value: number }): NodeSet => {
  return { level: 'all', familyId: null, itemId: null, territoryId: null, locked: false, ...given }
}
const unitsOf = (effects: ReturnType<typeof disaggregate>, key: string) =>
  effects.find(({ itemId, territoryId }) => `${itemId}${territoryId}` === key)?.value

test('a family is shared out in proportion to its forecasts, in whole units that add up', () => {
  const effects = disaggregate(leaves, [set({ level: 'family', familyId: 'F', value: 100 })])
  expect(effects.map(({ value }) => value)).toEqual([17, 33, 50])
})

test('a locked item keeps its value when its family is set; an unlocked one moves along', () => {
  const family = set({ level: 'family', familyId: 'F', value: 100 })
  const item = set({ level: 'item', itemId: 'b', value: 70 })
  const locked = disaggregate(leaves, [family, { ...item, locked: true }])
  expect([unitsOf(locked, 'aN'), unitsOf(locked, 'aS'), unitsOf(locked, 'bN')]).toEqual([10, 20, 70])
  const loose = disaggregate(leaves, [family, item])
  expect(unitsOf(loose, 'bN')).toBe(70)
  expect(unitsOf(disaggregate(leaves, [set({ level: 'family', familyId: 'F', value: 200 }), item]), 'bN')).toBe(140)
})

test('a channel moves its node by what it has more than its share; a node that is set itself stays as set', () => {
  const web = set({ level: 'family', familyId: 'F', value: 48, share: 0.3 }) // 18 of 60 were expected
  const sum = (sets: NodeSet[]) => disaggregate(leaves, sets).reduce((all, { value }) => all + value, 0)
  expect(sum([web])).toBe(90)
  expect(disaggregate(leaves, [web]).map(({ value }) => value)).toEqual([15, 30, 45])
  const shop = set({ level: 'family', familyId: 'F', value: 0, share: 0.2 })
  expect(sum([web, shop])).toBe(78)
  expect(sum([web, set({ level: 'family', familyId: 'F', value: 70 })])).toBe(70)
})

test('a locked channel keeps its units in its node when a wider one is set, and only the rest moves along', () => {
  const web = set({ level: 'family', familyId: 'F', value: 48, share: 0.3, locked: true })
  const half = disaggregate(leaves, [web, set({ value: 65 })])
  const family = half.filter(({ familyId }) => familyId === 'F').reduce((all, { value }) => all + value, 0)
  // The family holds 90 of 130 with it. Of the 82 beside the channel's 48 there are 17 left: 9 of them in the family.
  expect([family, unitsOf(half, 'cN')]).toEqual([57, 8])
  const loose = disaggregate(leaves, [{ ...web, locked: false }, set({ value: 65 })])
  expect([unitsOf(loose, 'cN'), loose.reduce((all, { value }) => all + value, 0)]).toEqual([20, 65])
  // Below the channel's own units the wider one does not go.
  expect(disaggregate(leaves, [web, set({ value: 10 })]).reduce((all, { value }) => all + value, 0)).toBe(48)
})

test('where nothing was expected it is shared evenly', () => {
  expect(shareOut(5, [0, 0])).toEqual([3, 2])
})

test('whatever is set, each node that is not overruled by a lock holds exactly its value, in whole units', () => {
  const means = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(means, fc.nat(1e6), fc.nat(1e6), (mean, all, item) => {
      const given = leaves.map((each, i) => ({ ...each, mean: mean[i]! }))
      const effects = disaggregate(given, [
        set({ value: Math.max(all, item) }),
        set({ level: 'item', itemId: 'a', value: item, locked: true }),
      ])
      const sum = (of: typeof effects) => of.reduce((total, { value }) => total + value, 0)
      expect(sum(effects)).toBe(Math.max(all, item))
      expect(sum(effects.filter(({ itemId }) => itemId === 'a'))).toBe(item)
      expect(effects.every(({ value }) => Number.isInteger(value) && value >= 0)).toBe(true)
    }),
  )
})
