import { describe, expect, it } from 'vitest'
import { reconcileCrossed } from './reconcile-crossed.ts'
import { reconcileTree, type TreeMethod } from './reconcile-tree.ts'
import { treeOf } from './tree.ts'

const tree = treeOf(Int32Array.of(-1, 0, 0, 1, 1, 2, 2)) // a total, two regions, two shops each
const whole = Float64Array.of(100, 60, 40, 35, 25, 30, 10)

describe('a hierarchy with a node of which there is no forecast', () => {
  it.each<TreeMethod>(['structural', 'bottom-up', 'top-down'])(
    '%s: a shop gets what its region leaves, others stay as they were',
    (method) => {
      const base = whole.with(4, Number.NaN)
      const found = reconcileTree({ tree, base, columns: 1, method })
      for (const [i, value] of whole.entries()) expect(found[i]).toBeCloseTo(value, 9)
    },
  )

  it('a region without one is the sum of its shops, a total without one the sum of all', () => {
    const base = whole.with(1, Number.NaN).with(0, Number.NaN)
    for (const [i, value] of reconcileTree({ tree, base, columns: 1, method: 'structural' }).entries())
      expect(value).toBeCloseTo(whole[i]!, 9)
  })

  it('shares what is left among several, by how many leaves each has, and never below zero', () => {
    const base = Float64Array.of(100, 60, Number.NaN, 35, 25, Number.NaN, Number.NaN)
    expect(Array.from(reconcileTree({ tree, base, columns: 1, method: 'bottom-up' }))).toEqual([
      100, 60, 40, 35, 25, 20, 20,
    ])
    const over = Float64Array.of(50, 60, Number.NaN, 35, 25, Number.NaN, Number.NaN)
    expect(Array.from(reconcileTree({ tree, base: over, columns: 1, method: 'bottom-up' })).slice(5)).toEqual([0, 0])
  })

  it('spoils no other column, and is named when nothing is known of it', () => {
    const base = Array.from(whole.keys()).flatMap((i) => [i === 4 ? Number.NaN : whole[i]!, whole[i]!])
    const found = reconcileTree({ tree, base: Float64Array.from(base), columns: 2, method: 'structural' })
    expect(found.every(Number.isFinite)).toBe(true)
    const nothing = whole.with(0, Number.NaN).with(1, Number.NaN).with(4, Number.NaN)
    expect(() => reconcileTree({ tree, base: nothing, columns: 1, method: 'structural' })).toThrow(
      'Node 4 has no forecast (NaN), nor has anything above it. Give it one, 0 where nothing is sold.',
    )
    expect(() => reconcileTree({ tree, base: whole.with(3, 1 / 0), columns: 1, method: 'structural' })).toThrow(
      'Node 3',
    )
  })

  it('crossed: gets what the smallest group leaves', () => {
    const groups = [
      [0, 1],
      [2, 3],
      [0, 2],
      [0, 1, 2, 3],
    ]
    const full = Float64Array.of(5, 10, 20, 40, 15, 60, 25, 75)
    const found = reconcileCrossed({
      leaves: 4,
      groups,
      base: full.with(1, Number.NaN).with(7, Number.NaN),
      columns: 1,
    })
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(full[i]!, 6)
    const base = Float64Array.of(5, Number.NaN, 20, 40, Number.NaN, 60, 25, Number.NaN)
    expect(() => reconcileCrossed({ leaves: 4, groups, base, columns: 1 })).toThrow('Node 1 has no forecast')
  })
})
