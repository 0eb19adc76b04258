import { describe, expect, it } from 'vitest'
import { naive } from '../models/naive.ts'
import { sortedQuantile } from '../numerics/sorted-quantile.ts'
import { quantilesOf, samplePaths } from './distribution.ts'

const fitted = naive().fit(Array.from({ length: 80 }, (_, t) => 100 + 10 * Math.sin(t * t)))
if (fitted.kind === 'declined') throw new Error(fitted.reason)

describe('the distribution of a forecast', () => {
  it('has quantiles that rise with probability and agree with the intervals', () => {
    const probabilities = Array.from({ length: 99 }, (_, i) => (i + 1) / 100)
    const { values } = quantilesOf({ fitted, horizon: 6, probabilities })
    for (let i = 1; i < 99; i++)
      for (let h = 0; h < 6; h++) expect(values[i]![h]).toBeGreaterThanOrEqual(values[i - 1]![h]!)
    const { intervals, mean } = fitted.forecast({ horizon: 6, levels: [80] })
    expect(values[9]).toEqual(intervals[0]!.lo)
    expect(values[89]).toEqual(intervals[0]!.hi)
    expect(values[49]).toEqual(mean)
  })

  it('simulates paths whose steps have that distribution, the same for the same seed', () => {
    const request = { fitted, horizon: 4, count: 4000, seed: 9 }
    const paths = samplePaths(request)
    expect(samplePaths(request)).toEqual(paths)
    const last = Float64Array.from(paths, (path) => path[3]!).sort()
    const { intervals, mean } = fitted.forecast({ horizon: 4, levels: [80] })
    const width = intervals[0]!.hi[3]! - mean[3]!
    expect((sortedQuantile(last, 0.9) - intervals[0]!.hi[3]!) / width).toBeCloseTo(0, 1)
    expect((sortedQuantile(last, 0.5) - mean[3]!) / width).toBeCloseTo(0, 1)
  })

  it('refuses a probability that is none', () => {
    expect(() => quantilesOf({ fitted, horizon: 1, probabilities: [1] })).toThrow('Probability 1')
  })
})
