import { describe, expect, test } from 'vitest'
import { partsOfWorth, sharesOf } from './parts.ts'

const split = (...shares: [string, number][]) =>
  shares.map(([personId, share]) => ({ personId, millionths: share * 1e6 }))

describe('a shared deal', () => {
  test('is parted to the unit, and what is not split stays with its owner', () => {
    const parts = partsOfWorth(1_000_01, { owner: 'Ada', splits: split(['Bo', 0.333333], ['Cy', 0.333333]) })
    expect(parts.map(({ owner, part }) => [owner, part])).toEqual([
      ['Bo', 33334],
      ['Cy', 33333],
      ['Ada', 33334],
    ])
    expect(parts.reduce((sum, { part }) => sum + part, 0)).toBe(1_000_01)
  })

  test('of which more than all was promised gives each its part of the sum, and its owner nothing', () => {
    expect(partsOfWorth(-900, { owner: 'Ada', splits: split(['Bo', 1], ['Cy', 0.5]) }).map(({ part }) => part)).toEqual(
      [-600, -300, 0],
    )
    expect(sharesOf('Ada', split(['Bo', 1], ['Cy', 0.5]))).toEqual([
      { owner: 'Bo', part: 2 / 3 },
      { owner: 'Cy', part: 1 / 3 },
    ])
  })

  test('has shares that sum to one', () => {
    const shares = sharesOf(null, split(['Bo', 0.25], ['Cy', 0.1]))
    expect(shares.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(1, 12)
    expect(shares.at(-1)).toEqual({ owner: null, part: 0.65 })
  })
})
