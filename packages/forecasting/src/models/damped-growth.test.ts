import { describe, expect, it } from 'vitest'
import { online } from '../updating/online.ts'
import { dampedGrowth } from './damped-growth.ts'

/** Growth of 10 % in the first period, and a tenth less each period. */
const fading = Array.from({ length: 40 }, (_, t) => 100 * Math.exp(1 - 0.9 ** t))

describe('damped growth', () => {
  it('goes on to where growth that fades comes to rest, and takes what comes without a refit', () => {
    const fitted = dampedGrowth().fit(fading.slice(0, 12))
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const { mean, intervals } = fitted.forecast({ horizon: 28, levels: [95] })
    expect(mean[27]! / fading[39]!).toBeCloseTo(1, 2)
    expect(intervals[0]!.hi[27]! - intervals[0]!.lo[27]!).toBeGreaterThan(intervals[0]!.hi[0]! - intervals[0]!.lo[0]!)
    const live = online(fitted)
    let later = fitted
    for (const value of [fading[12]!, Number.NaN, 0.9 * fading[14]!]) {
      live.update(value)
      later = later.update(value) as typeof later
    }
    expect(live.forecast({ horizon: 3 }).mean).toEqual(later.forecast({ horizon: 3 }).mean)
    expect(later.forecast({ horizon: 1 }).mean[0]).toBeLessThan(mean[3]!)
  })

  it('says what it cannot serve', () => {
    expect(dampedGrowth().fit([3, 0, 4, 5, 6, 7, 8, 9])).toMatchObject({
      kind: 'declined',
      reason: 'damped growth needs values above zero. Use ETS.',
    })
    expect(dampedGrowth().fit([3, 4, 5])).toMatchObject({ kind: 'declined' })
  })
})
