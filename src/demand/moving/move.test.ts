import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seriesName } from '../node.ts'
import { type Family, type Member, moveFamily, sumOfFamilies } from './move.ts'

const periods = 4

/** A family of items in two territories, whose means add up. */
function familyOf(leaves: readonly number[][]): Family {
  const items = leaves.map((_, i) => `i${i}`)
  const node = (level: 'family' | 'item', itemId: string | null, territoryId: string | null) => ({
    level,
    familyId: 'f',
    itemId,
    territoryId,
  })
  const rows = [
    ...[null, 'N', 'S'].map((place) => ({
      node: node('family', null, place),
      mean: leaves.reduce((sum, at) => sum + valueAt(at, place), 0),
    })),
    ...items.flatMap((id, i) =>
      [null, 'N', 'S'].map((place) => ({ node: node('item', id, place), mean: valueAt(leaves[i]!, place) })),
    ),
  ]
  return {
    members: rows.map(
      ({ node, mean }): Member => ({
        ...{ node, lastsFor: null, unplaced: false, doubt: 1 + 0.1 * mean },
        response: { mean, deviation: 1 + 0.2 * mean },
      }),
    ),
    means: rows.map(({ mean }) => new Array(periods).fill(mean)),
    answers: rows.map(({ mean }) =>
      [-2, -1, 1, 2].map((knot) => [0, ...new Array(periods - 1).fill(0.3 * knot * (1 + 0.2 * mean))]),
    ),
  }
}

function valueAt([north, south]: readonly number[], place: string | null): number {
  return place === null ? north! + south! : place === 'N' ? north! : south!
}

const leafMeans = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 })), {
  minLength: 1,
  maxLength: 5,
})

test('families that were moved add up: territories to all of them, items to their family, never below zero', () => {
  fc.assert(
    fc.property(leafMeans, fc.infiniteStream(fc.integer({ min: -200, max: 400 })), (leaves, surprises) => {
      const family = familyOf(leaves)
      const shifts = moveFamily(
        family,
        family.members.map(() => surprises.next().value),
      )
      const at = new Map(
        family.members.map(({ node }, i) => [
          seriesName(node),
          shifts[i]!.map((shift, p) => shift + family.means[i]![p]!),
        ]),
      )
      for (let p = 0; p < periods; p++) {
        const sum = (names: string[]) => names.reduce((all, name) => all + at.get(name)![p]!, 0)
        const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(1e-6 * (1 + Math.abs(a)))
        near(at.get('family:f')![p]!, sum(['family:f@N', 'family:f@S']))
        near(at.get('family:f')![p]!, sum(leaves.map((_, i) => `item:i${i}`)))
        near(at.get('item:i0')![p]!, sum(['item:i0@N', 'item:i0@S']))
        for (const values of at.values()) expect(values[p]!).toBeGreaterThanOrEqual(-1e-9)
      }
    }),
    { numRuns: 40 },
  )
})

test('nothing moves where nothing surprises, and the first period is left to the nowcast', () => {
  const family = familyOf([
    [100, 20],
    [0, 7],
  ])
  const still = moveFamily(
    family,
    family.members.map(() => 0),
  )
  expect(still.every((shift) => shift.every((value) => value === 0))).toBe(true)
  const moved = moveFamily(
    family,
    family.members.map(({ response }) => response!.deviation),
  )
  expect(moved[0]![0]).toBe(0)
  expect(moved[0]![1]).toBeGreaterThan(1)
})

test('everything moves by the sum of its families, place by place', () => {
  const family = (familyId: string, territoryId: string | null, shift: number[]) => ({
    node: { level: 'family' as const, familyId, itemId: null, territoryId },
    shift,
  })
  const sums = sumOfFamilies([family('a', null, [0, 2]), family('b', null, [0, 5]), family('a', 'N', [0, 1])])
  expect([...sums].map(([name, shift]) => [name, [...shift]])).toEqual([
    ['all', [0, 7]],
    ['all@N', [0, 1]],
  ])
})
