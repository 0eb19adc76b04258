import { describe, expect, it } from 'vitest'
import { randomFrom } from '../numerics/random.ts'
import { compareForecasts, type ForecastPair } from './comparison.ts'

/** A series of one value 100 with errors of the sizes given. */
const pair = (a: number, b: number): ForecastPair => ({ actual: [100], a: [100 + a], b: [100 - b] })

describe('two forecasts compared', () => {
  it('differ by what they differ by, with the chances of drawing with replacement', () => {
    // Two series with differences of -1 and 3: draws give -1, 1, 1, 3 with equal chance.
    const found = compareForecasts({ series: [pair(2, 3), pair(5, 2)], draws: 20_000, seed: 4 })
    expect(found).toMatchObject({ a: 0.035, b: 0.025 })
    expect(found.lo).toBeCloseTo(-0.01, 12)
    expect(found.hi).toBeCloseTo(0.03, 12)
    expect(found.difference).toBeCloseTo(0.01, 12)
    expect(Math.abs(found.chanceABetter - 0.25)).toBeLessThan(0.01)
  })

  it('have the interval of the normal law where series are many', () => {
    const random = randomFrom(8)
    const series = Array.from({ length: 400 }, () => pair(10 + 4 * random.uniform(), 10 + 4 * random.uniform()))
    const gaps = series.map(({ a, b }) => (a[0]! - 100 - (100 - b[0]!)) / 100)
    const mean = gaps.reduce((sum, value) => sum + value, 0) / 400
    const error = Math.sqrt(gaps.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / 400
    const found = compareForecasts({ series, draws: 4000 })
    expect(found.difference).toBeCloseTo(mean, 12)
    expect(Math.abs((found.hi - found.lo) / (2 * 1.96 * error) - 1)).toBeLessThan(0.06)
    const chance = compareForecasts({ series, draws: 4000, level: 80 })
    expect(Math.abs((chance.hi - chance.lo) / (2 * 1.2816 * error) - 1)).toBeLessThan(0.06)
  })

  it('are drawn by whole series: many periods of one series are one piece of evidence', () => {
    const once = compareForecasts({ series: [pair(2, 3), pair(5, 2), pair(1, 2)] })
    const twice = (values: ArrayLike<number>) => [...Array.from(values), ...Array.from(values)]
    const series = [pair(2, 3), pair(5, 2), pair(1, 2)].map(({ actual, a, b }) => ({
      ...{ actual: twice(actual), a: twice(a), b: twice(b) },
    }))
    expect(compareForecasts({ series })).toEqual(once)
  })

  it('that are equal are equal, and swapping them turns the answer round', () => {
    const same = compareForecasts({ series: [pair(2, 2), pair(3, 3)] })
    expect(same).toMatchObject({ difference: 0, lo: 0, hi: 0, chanceABetter: 0.5 })
    const series = [pair(2, 3), pair(5, 2), pair(1, 4)]
    const ahead = compareForecasts({ series })
    const back = compareForecasts({ series: series.map(({ actual, a, b }) => ({ actual, a: b, b: a })) })
    expect(back.difference).toBeCloseTo(-ahead.difference, 12)
    expect(back.chanceABetter).toBeCloseTo(1 - ahead.chanceABetter, 12)
  })

  it('may be scaled, so that large series do not outweigh small ones', () => {
    const large = { actual: [1e6], a: [1e6 + 1000], b: [1e6 + 2000], scale: 1000 }
    const small = { actual: [10], a: [13], b: [11], scale: 1 }
    expect(compareForecasts({ series: [large, small], measure: 'scaled' })).toMatchObject({ a: 2, b: 1.5 })
    expect(compareForecasts({ series: [large, small] }).difference).toBeLessThan(0)
  })

  it('need something to be compared on', () => {
    expect(() => compareForecasts({ series: [{ actual: [Number.NaN], a: [1], b: [1] }] })).toThrow(
      'no series with actuals',
    )
  })
})
