import { expect, it } from 'vitest'
import { partly, shareThatServed } from './lasting.ts'

/** Thousand rows that a model scores 0 (one half), of which this share won. */
function winning(share: number) {
  const scores = new Float64Array(1000)
  return { scores, outcomes: Uint8Array.from(scores, (_, row) => (row < 1000 * share ? 1 : 0)) }
}

it('a correction serves on later rows as far as what it corrects goes on, and not at all where it turned', () => {
  const up = { kind: 'platt', intercept: 0.8, slope: 1 } as const
  expect(shareThatServed(up, winning(0.7))).toBe(1)
  expect(shareThatServed(up, winning(0.6))).toBeCloseTo(0.5, 5)
  expect(shareThatServed(up, winning(0.45))).toBe(0)
  expect(partly(up, 0.5)).toEqual({ kind: 'platt', intercept: 0.4, slope: 1 })
  expect(partly(up, 0)).toEqual({ kind: 'none' })
  expect(partly({ kind: 'isotonic', scores: [-1, 1], logOdds: [-3, 2] }, 0.5)).toMatchObject({ logOdds: [-2, 1.5] })
})
