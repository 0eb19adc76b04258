import { describe, expect, it } from 'vitest'
import { randomFrom } from '../numerics/random.ts'
import { inactivityOf, stillAlive } from './inactivity.ts'
import { estimateChance } from './occurrence-trend/chance.ts'
import { occurrenceTrend } from './occurrence-trend/occurrence-trend.ts'

function occurrences(given: { count: number; slope: number; seed: number }): Float64Array {
  const random = randomFrom(given.seed)
  return Float64Array.from({ length: given.count }, (_, t) =>
    random.uniform() < 1 / (1 + Math.exp(0.5 - given.slope * (t - given.count + 1))) ? 4 : 0,
  )
}

describe('inactivity', () => {
  it('is weighed by Bayes: half the periods sold, then three without, by hand', () => {
    const alive = (0.994 * (1 - 2 / 5)) ** 3
    const ended = 0.006 * (1 + 0.994 * 0.6 + (0.994 * 0.6) ** 2)
    expect(stillAlive(inactivityOf([0, 3, 0, 3, 0, 0, 0]))).toBeCloseTo(alive / (alive + ended), 12)
  })

  it('says nothing right after a demand, little for a rare seller, nearly all for a frequent one', () => {
    expect(stillAlive(inactivityOf([0, 1, 0, 1]))).toBe(1)
    const quiet = new Array<number>(12).fill(0)
    const rare = Array.from({ length: 60 }, (_, t) => (t % 10 === 9 ? 1 : 0))
    expect(stillAlive(inactivityOf([...rare, ...quiet]))).toBeGreaterThan(0.8)
    expect(stillAlive(inactivityOf([...new Array<number>(60).fill(1), ...quiet]))).toBeLessThan(1e-6)
  })

  it('passes over missing periods', () => {
    expect(inactivityOf([2, Number.NaN, 0, 2, Number.NaN, 0])).toEqual(inactivityOf([2, 0, 2, 0]))
  })
})

describe('a trend of occurrence', () => {
  it('finds slope and level where there are many periods', () => {
    const found = estimateChance(occurrences({ count: 3000, slope: 0.001, seed: 4 }))
    expect(found.slope).toBeCloseTo(0.001, 3)
    expect(Math.abs(found.level + 0.5)).toBeLessThan(0.25)
  })

  it('is zero on the average of many steady series, and far below zero on fading ones', () => {
    const slopes = (slope: number) =>
      Array.from({ length: 200 }, (_, i) => estimateChance(occurrences({ count: 60, slope, seed: i + 1 })).slope)
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value / values.length, 0)
    expect(Math.abs(mean(slopes(0)))).toBeLessThan(0.004)
    expect(mean(slopes(-0.05))).toBeLessThan(-0.02)
  })

  it('takes one period at a time nearly as a refit would', () => {
    const series = occurrences({ count: 80, slope: -0.02, seed: 9 })
    const model = occurrenceTrend()
    const first = model.fit(series.subarray(0, 60))
    const whole = model.fit(series)
    if (first.kind === 'declined' || whole.kind === 'declined') throw new Error('declined')
    let updated: typeof first = first
    for (const value of series.subarray(60)) {
      const next = updated.update(value)
      updated = next
    }
    const [one, other] = [updated, whole].map((each) => each.forecast({ horizon: 6 }).mean[5]!)
    expect(Math.abs(one! / other! - 1)).toBeLessThan(0.1)
  })

  it('declines what is never sold or negative', () => {
    expect(occurrenceTrend().fit([0, 0, 0])).toMatchObject({ kind: 'declined' })
    expect(occurrenceTrend().fit([0, -2, 3])).toMatchObject({ reason: expect.stringContaining('got -2') })
  })
})
