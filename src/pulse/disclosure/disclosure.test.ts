import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsOf, type Unit } from './cells.ts'
import { detailOf } from './homogeneity.ts'
import { linearConflicts } from './linear.ts'
import { suppressionOf } from './suppression.ts'

const people = (from: number, count: number) => Array.from({ length: count }, (_, i) => `p${from + i}`)

test('a small group takes its smallest sibling with it, ties by id', () => {
  const groups = [
    { id: 'c', n: 7 },
    { id: 'b', n: 7 },
    { id: 'a', n: 3 },
    { id: 'd', n: 12 },
  ]
  const { shown, hidden } = suppressionOf(groups, 5)
  expect(shown).toEqual(['c', 'd'])
  expect(hidden.map(({ id, why }) => `${id}: ${why}`)).toEqual(['a: too few answers', 'b: protects another group'])
})

test('two small groups that have k answers together protect each other; empty ones protect nobody', () => {
  expect(
    suppressionOf(
      [
        { id: 'a', n: 2 },
        { id: 'b', n: 3 },
        { id: 'c', n: 9 },
      ],
      5,
    ).shown,
  ).toEqual(['c'])
  expect(
    suppressionOf(
      [
        { id: 'a', n: 4 },
        { id: 'b', n: 0 },
        { id: 'c', n: 9 },
      ],
      5,
    ).shown,
  ).toEqual(['b'])
  expect(
    suppressionOf(
      [
        { id: 'a', n: 5 },
        { id: 'b', n: 0 },
      ],
      5,
    ).shown,
  ).toEqual(['a', 'b'])
})

test('a parent below k shows nothing', () => {
  expect(
    suppressionOf(
      [
        { id: 'a', n: 4 },
        { id: 'b', n: 0 },
      ],
      5,
    ).shown,
  ).toEqual([])
})

test('after suppression no published sum isolates fewer than k answers', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(counts, (list) => {
      let next = 0
      const numbered = (count: number) => {
        next += count
        return people(next - count, count)
      }
      const groups = list.map((n, at) => ({ id: `g${at}`, n, members: numbered(n) }))
      const { shown } = suppressionOf(groups, 5)
      if (next < 5) {
        expect(shown).toEqual([])
        return
      }
      const sets = groups
        .filter(({ id, n }) => n > 0 && shown.includes(id))
        .map(({ id, members }) => ({ name: id, members }))
      expect(linearConflicts([{ name: 'all', members: people(0, next) }, ...sets], 5)).toEqual([])
    }),
  )
})

test('three overlapping teams give one person away though no pair does, with the combination that does it', () => {
  const [ann, ...others] = people(0, 19)
  const [a, b, c] = [others.slice(0, 6), others.slice(6, 12), others.slice(12, 18)]
  const sets = [
    { name: 'all', members: [ann!, ...others] },
    { name: 'A and B', members: [...a, ...b] },
    { name: 'B and C', members: [...b, ...c] },
    { name: 'A and C', members: [...a, ...c] },
  ]
  const [found] = linearConflicts(sets, 5)
  expect(found?.members).toEqual([ann])
  expect(found?.formula).toEqual([
    { name: 'all', times: '1' },
    { name: 'A and B', times: '-1/2' },
    { name: 'B and C', times: '-1/2' },
    { name: 'A and C', times: '-1/2' },
  ])
})

test('a unanimous small group shows a band', () => {
  expect(detailOf([0, 0, 0, 4, 0], 5)).toBe('nothing')
  expect(detailOf([0, 0, 0, 0, 9], 5)).toBe('band')
  expect(detailOf([0, 0, 0, 0, 10], 5)).toBe('distribution')
  expect(detailOf([0, 1, 0, 0, 5], 5)).toBe('distribution')
})

test('everybody is in exactly one cell, and no cell is small unless the company is', () => {
  const sizes = fc.array(fc.record({ size: fc.integer({ min: 0, max: 12 }), up: fc.nat() }), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(sizes, (list) => {
      let next = 0
      const numbered = (count: number) => {
        next += count
        return people(next - count, count)
      }
      const units: Unit[] = list.map(({ size, up }, at) => ({
        id: `u${at}`,
        name: `Unit ${at}`,
        parentId: at === 0 ? null : `u${up % at}`,
        members: numbered(size),
      }))
      const cells = cellsOf(units, 8)
      expect(cells.flatMap(({ members }) => members).sort()).toEqual(people(0, next).sort())
      if (next >= 8) for (const { members } of cells) expect(members.length).toBeGreaterThanOrEqual(8)
    }),
  )
})
