import { describe, expect, it } from 'vitest'
import type { Model } from './contract.ts'
import { croston, sba } from './croston.ts'
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
})
