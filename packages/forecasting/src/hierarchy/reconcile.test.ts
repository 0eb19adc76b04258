import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomFrom } from '../numerics/random.ts'
import { quantilesOfPaths } from './quantiles.ts'
import { reconcileCrossed } from './reconcile-crossed.ts'
import { reconcileTree, type TreeMethod } from './reconcile-tree.ts'
import { treeOf } from './tree.ts'

/** Total = A + B, A = a1 + a2, B = b1 + b2: the example of every textbook. */
const parents = [-1, 0, 0, 1, 1, 2, 2]
const base = Float64Array.of(100, 62, 45, 30, 28, 20, 21)
const methods: TreeMethod[] = ['bottom-up', 'top-down', 'structural', 'variance']

/** x = S (S' W^-1 S)^-1 S' W^-1 y by elimination, for four leaves. */
function byHand(y: Float64Array, variance: ArrayLike<number>): number[] {
  const rows = [
    [1, 1, 1, 1],
    [1, 1, 0, 0],
    [0, 0, 1, 1],
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ]
  const a = [0, 1, 2, 3].map((i) => [
    ...[0, 1, 2, 3].map((j) => rows.reduce((sum, row, k) => sum + (row[i]! * row[j]!) / variance[k]!, 0)),
    rows.reduce((sum, row, k) => sum + (row[i]! * y[k]!) / variance[k]!, 0),
  ])
  for (let i = 0; i < 4; i++) {
    for (let r = 0; r < 4; r++) {
      if (r === i) continue
      const factor = a[r]![i]! / a[i]![i]!
      for (let c = 0; c < 5; c++) a[r]![c]! -= factor * a[i]![c]!
    }
  }
  const b = a.map((row, i) => row[4]! / row[i]!)
  return rows.map((row) => row.reduce((sum, s, i) => sum + s * b[i]!, 0))
}

type Said = { y: Float64Array; variances: Float64Array }

function costOf(x: ArrayLike<number>, { y, variances }: Said): number {
  return y.reduce((sum, value, i) => sum + (x[i]! - value) ** 2 / variances[i]!, 0)
}

/** Over all sixteen sets of leaves held at zero: one whose forecast is as good as certain to be zero is held. */
function leastCost({ y, variances }: Said): number {
  const costs = Array.from({ length: 16 }, (_, set) => {
    const isHeld = (i: number) => i >= 3 && ((set >> (i - 3)) & 1) === 1
    const x = byHand(
      y.map((value, i) => (isHeld(i) ? 0 : value)),
      variances.map((value, i) => (isHeld(i) ? 1e-12 : value)),
    )
    const allowed = x.every((value) => value > -1e-9)
    return allowed ? costOf(x, { y, variances }) : Number.POSITIVE_INFINITY
  })
  return Math.min(...costs)
}

describe('reconciliation on a tree', () => {
  const tree = treeOf(parents)

  it('counts the leaves below each node', () => {
    expect([...tree.leaves]).toEqual([4, 2, 2, 1, 1, 1, 1])
  })

  it('is MinT: the two sweeps give what the matrix formula gives', () => {
    const structural = reconcileTree({ tree, base, columns: 1, method: 'structural' })
    const variances = Float64Array.of(50, 9, 16, 4, 2, 8, 1)
    const scaled = reconcileTree({ tree, base, columns: 1, method: 'variance', variances })
    for (const [i, value] of byHand(base, tree.leaves).entries()) expect(structural[i]).toBeCloseTo(value, 9)
    for (const [i, value] of byHand(base, variances).entries()) expect(scaled[i]).toBeCloseTo(value, 9)
  })

  it('bottom-up keeps the leaves, top-down the root and the proportions', () => {
    expect([...reconcileTree({ tree, base, columns: 1, method: 'bottom-up' })]).toEqual([99, 58, 41, 30, 28, 20, 21])
    const down = reconcileTree({ tree, base, columns: 1, method: 'top-down' })
    expect(down[0]).toBeCloseTo(100, 9)
    expect(down[1]).toBeCloseTo((100 * 62) / 107, 9)
  })

  it('adds up to 1e-9 in any tree by any method, and stays at zero or above when asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.boolean(),
        (n, seed, nonNegative) => {
          const random = randomFrom(seed)
          const any = treeOf(
            Array.from({ length: n }, (_, i) => Math.floor(random.uniform() * (i + 1)) - 1).map((p, i) =>
              p >= i ? -1 : p,
            ),
          )
          const forecasts = Float64Array.from({ length: 2 * n }, () => 100 * random.normal() + 30)
          const variances = Float64Array.from({ length: n }, () => 0.01 + random.uniform())
          for (const method of methods) {
            const x = reconcileTree({ tree: any, base: forecasts, columns: 2, method, variances, nonNegative })
            const sums = new Float64Array(2 * n)
            for (let i = 0; i < n; i++) {
              for (let c = 0; c < 2; c++) {
                if (any.parents[i]! >= 0) sums[any.parents[i]! * 2 + c]! += x[2 * i + c]!
                if (nonNegative) expect(x[2 * i + c]).toBeGreaterThanOrEqual(0)
              }
            }
            for (const parent of new Set(any.parents)) {
              if (parent >= 0)
                expect(Math.abs(x[2 * parent]! - sums[2 * parent]!)).toBeLessThan(
                  1e-9 * (1 + Math.abs(sums[2 * parent]!)),
                )
            }
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('at zero or above, is the best of all ways to hold leaves at zero', () => {
    const random = randomFrom(11)
    for (let round = 0; round < 200; round++) {
      const y = Float64Array.from({ length: 7 }, () => 3 * random.normal() + 1)
      const variances = Float64Array.from({ length: 7 }, () => 0.05 + 3 * random.uniform())
      const x = reconcileTree({ tree, base: y, columns: 1, method: 'variance', variances, nonNegative: true })
      expect(costOf(x, { y, variances })).toBeCloseTo(leastCost({ y, variances }), 6)
      const order = [3, 4, 5, 6, 0, 1, 2]
      const crossed = reconcileCrossed({
        ...{ leaves: 4, columns: 1, nonNegative: true },
        groups: [
          [0, 1, 2, 3],
          [0, 1],
          [2, 3],
        ],
        base: Float64Array.from(order, (i) => y[i]!),
        variances: Float64Array.from(order, (i) => variances[i]!),
      })
      for (const [k, i] of order.entries()) expect(crossed[k]).toBeCloseTo(x[i]!, 7)
    }
  })

  it('leaves alone what already adds up', () => {
    const coherent = Float64Array.of(10, 3, 7, 1, 2, 3, 4)
    for (const method of methods) {
      const x = reconcileTree({ tree, base: coherent, columns: 1, method, variances: coherent })
      for (let i = 0; i < 7; i++) expect(x[i]).toBeCloseTo(coherent[i]!, 9)
    }
  })

  it('says what is wrong with a tree or a request', () => {
    expect(() => treeOf([1, 0])).toThrow('2 of 2 nodes turn in a circle')
    expect(() => treeOf([-1, 7])).toThrow('Node 1 has parent 7')
    expect(() => reconcileTree({ tree, base, columns: 2, method: 'bottom-up' })).toThrow('Give 14')
    expect(() => reconcileTree({ tree, base, columns: 1, method: 'variance' })).toThrow('variance undefined')
  })
})

describe('reconciliation of a crossed hierarchy', () => {
  it('on a tree written as groups, gives what the tree gives', () => {
    const groups = [
      [0, 1, 2, 3],
      [0, 1],
      [2, 3],
    ]
    const crossed = reconcileCrossed({
      leaves: 4,
      groups,
      base: Float64Array.of(30, 28, 20, 21, 100, 62, 45),
      columns: 1,
    })
    const expected = byHand(base, [4, 2, 2, 1, 1, 1, 1])
    for (const [i, value] of [...expected.slice(3), ...expected.slice(0, 3)].entries())
      expect(crossed[i]).toBeCloseTo(value, 9)
  })

  it('brings items and territories to one total', () => {
    const leaves = 12 * 5
    const item = Array.from({ length: 12 }, (_, i) => Array.from({ length: 5 }, (_, t) => i * 5 + t))
    const territory = Array.from({ length: 5 }, (_, t) => Array.from({ length: 12 }, (_, i) => i * 5 + t))
    const groups = [...item, ...territory, Array.from({ length: leaves }, (_, i) => i)]
    const random = randomFrom(5)
    const forecasts = Float64Array.from({ length: leaves + 18 }, (_, i) =>
      i < leaves ? random.normal() + 0.5 : 5 * random.uniform(),
    )
    const x = reconcileCrossed({ leaves, groups, base: forecasts, columns: 1, nonNegative: true })
    const total = x[leaves + 17]!
    const sum = (from: number, to: number) => x.subarray(from, to).reduce((a, b) => a + b, 0)
    expect(Math.abs(sum(leaves, leaves + 12) - total)).toBeLessThan(1e-9)
    expect(Math.abs(sum(leaves + 12, leaves + 17) - total)).toBeLessThan(1e-9)
    expect(Math.min(...x)).toBeGreaterThanOrEqual(0)
  })

  it('loses nothing of forecasts too small or too large to be squared', () => {
    for (const size of [1e-183, 1e-320, 1e250]) {
      const x = reconcileCrossed({
        ...{ leaves: 2, groups: [[0, 1]], columns: 1, nonNegative: true },
        base: Float64Array.of(size, 3 * size, 4 * size),
      })
      expect(x[0]! / size).toBeCloseTo(1, 9)
      expect(x[2]! / size).toBeCloseTo(4, 9)
    }
  })
})

describe('quantiles of reconciled paths', () => {
  it('of a sum of two independent parts are narrower than the sum of their quantiles', () => {
    const tree = treeOf([-1, 0, 0])
    const random = randomFrom(3)
    const paths = 2000
    const draws = Float64Array.from({ length: 3 * paths }, () => 10 * random.normal())
    const x = reconcileTree({ tree, base: draws, columns: paths, method: 'bottom-up' })
    const [hi] = quantilesOfPaths({ paths: x, nodes: 3, pathCount: paths, horizon: 1, probabilities: [0.95] })
    expect(hi![1]! / 16.45).toBeCloseTo(1, 1)
    expect(hi![0]! / (hi![1]! + hi![2]!)).toBeCloseTo(Math.SQRT1_2, 1)
  })
})
