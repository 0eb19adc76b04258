import { expect, test } from 'vitest'
import { gainOf } from './gain.ts'

test('the gain is what more deals are won in time: its mean is exact, its range that of the binomial it is', () => {
  // 100 deals of 1,000 with a chance that rises from 0.2 to 0.3: the number won more is binomial (100, 0.1), mean 10;
  // its 10 % and 90 % quantiles are 6 and 14 (qbinom in R).
  const deals = Array.from({ length: 100 }, () => ({ worth: 1000, chance: 0.2, later: 0.3 }))
  const gain = gainOf(deals, { ratios: [1], spread: 0, seed: 7, draws: 4000 })
  expect(gain.mean).toBeCloseTo(10_000, 6)
  expect(gain.low).toBe(6000)
  expect(gain.high).toBe(14_000)
})

test('shared luck makes the range wider, and deals that gain nothing add nothing', () => {
  const deals = Array.from({ length: 100 }, () => ({ worth: 1000, chance: 0.2, later: 0.3 }))
  const apart = gainOf(deals, { ratios: [1], spread: 0, seed: 7 })
  const shared = gainOf(deals, { ratios: [1], spread: 0.8, seed: 7 })
  expect(shared.high - shared.low).toBeGreaterThan(apart.high - apart.low)
  expect(gainOf([{ worth: 1000, chance: 0.4, later: 0.4 }], { ratios: [1], spread: 0.5, seed: 1 })).toEqual({
    mean: 0,
    low: 0,
    high: 0,
  })
})
