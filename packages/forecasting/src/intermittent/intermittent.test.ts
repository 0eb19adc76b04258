import { describe, expect, it } from 'vitest'
import { auto } from '../auto.ts'
import type { Model } from '../contract.ts'
import { quantilesOf } from '../intervals/distribution.ts'
import { randomFrom } from '../numerics/random.ts'
import { imapa } from './aggregation.ts'
import { counts } from './counts/counts.ts'
import { croston, sba } from './croston.ts'
import { intermittentCombination } from './intermittent-combination.ts'
import { occurrenceTrend } from './occurrence-trend/occurrence-trend.ts'
import { tsb } from './tsb.ts'

function pointOf(model: Model, series: readonly number[]): number {
  const fitted = model.fit(series)
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return fitted.forecast({ horizon: 1 }).mean[0]!
}

describe('intermittent demand', () => {
  it('Croston smooths sizes and gaps apart, by hand', () => {
    expect(pointOf(croston(), [0, 6, 0, 0, 9, 0])).toBeCloseTo((6 + 0.1 * 3) / (2 + 0.1 * 1), 12)
    expect(pointOf(sba({ alpha: 0.2 }), [0, 6, 0, 0, 9, 0])).toBeCloseTo((0.9 * (6 + 0.2 * 3)) / (2 + 0.2 * 1), 12)
  })

  it('TSB smooths the chance of a demand in every period, by hand', () => {
    const chance = ((0.5 * 0.9 * 0.9 + 0.1) * 0.9 + 0.1) * 0.9
    expect(pointOf(tsb(), [0, 6, 9, 0])).toBeCloseTo(chance * (6 + 0.1 * 3), 12)
  })

  it('TSB fades while nothing is sold, Croston does not', () => {
    const sold = [0, 5, 0, 4, 0, 0, 6, 0, 5, 0]
    const silent = [...sold, ...new Array(12).fill(0)]
    expect(pointOf(croston(), silent)).toBe(pointOf(croston(), sold))
    expect(pointOf(tsb({ beta: 0.2 }), silent)).toBeLessThan(0.15 * pointOf(tsb({ beta: 0.2 }), sold))
  })

  it('draws its intervals from the sizes seen and the chance of none', () => {
    const fitted = croston().fit([0, 5, 0, 7, 0, 5, 0, 7, 0, 5])
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const [half, most] = fitted.forecast({ horizon: 2, levels: [50, 95] }).intervals
    expect([half!.lo[0], half!.hi[0], most!.lo[1], most!.hi[1]]).toEqual([0, 5, 0, 7])
  })

  it('has quantiles below its mean where most periods have no demand; intervals hold the mean', () => {
    const series = Array.from({ length: 40 }, (_, t) => (t % 4 === 1 ? 8 : 0))
    for (const model of [croston(), tsb(), imapa(), occurrenceTrend(), counts(), intermittentCombination()]) {
      const fitted = model.fit(series)
      if (fitted.kind === 'declined') throw new Error(fitted.reason)
      const { mean, intervals } = fitted.forecast({ horizon: 1, levels: [20] })
      const { values } = quantilesOf({ fitted, horizon: 1, probabilities: [0.5, 0.6, 0.95] })
      expect(mean[0], model.name).toBeGreaterThan(1)
      expect([values[0]![0], values[1]![0]], model.name).toEqual([0, 0])
      expect(values[2]![0], model.name).toBeGreaterThanOrEqual(8)
      expect(intervals[0]!.hi[0], model.name).toBeGreaterThanOrEqual(mean[0]!)
    }
  })

  it('alone, auto says how often a quantile is passed: within 2 points at 60, 80, 90 and 97.5 %, of 400 series with a steady chance', () => {
    const random = randomFrom(8)
    const probabilities = [0.6, 0.8, 0.9, 0.975]
    const reached = [0, 0, 0, 0]
    const passed = [0, 0, 0, 0]
    const count = 400
    for (let s = 0; s < count; s++) {
      const chance = 0.15 + (s % 4) / 10
      const series = Array.from({ length: 60 }, () =>
        random.uniform() < chance ? 1 + Math.floor(6 * random.uniform()) : 0,
      )
      const fitted = auto({ series, seasonLength: 1 })
      if (fitted.kind === 'declined') throw new Error(fitted.reason)
      const { values } = quantilesOf({ fitted, horizon: 1, probabilities })
      for (const [i, value] of values.entries()) {
        const upTo = (q: number) => (q < 0 ? 0 : 1 - chance * (1 - Math.min(6, Math.floor(q)) / 6))
        reached[i]! += upTo(value[0]!) / count
        passed[i]! += upTo(value[0]! - 1) / count
      }
    }
    for (const [i, p] of probabilities.entries()) {
      expect(reached[i]).toBeGreaterThan(p - 0.02)
      expect(passed[i]).toBeLessThan(p + 0.02)
    }
  })
})
