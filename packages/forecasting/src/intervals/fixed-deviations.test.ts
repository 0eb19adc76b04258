import { describe, expect, it } from 'vitest'
import { deviationsOf, fixedDeviations, sharesOf } from './fixed-deviations.ts'

describe('widths that stay as they are', () => {
  it('are worked out once, up to the longest horizon asked for, and their shares with them', () => {
    const asked: number[] = []
    const widths = fixedDeviations((horizon) => {
      asked.push(horizon)
      return Float64Array.from({ length: horizon }, (_, h) => 0.1 * Math.sqrt(h + 1))
    })
    for (const horizon of [6, 1, 18, 6]) deviationsOf(widths, horizon)
    expect(asked).toEqual([6, 18])
    const { below, above } = sharesOf(widths, 95, 18)
    expect(1 - below[0]!).toBeCloseTo(Math.exp(-0.1959964), 7)
    expect(1 + above[3]!).toBeCloseTo(Math.exp(0.3919928), 7)
    expect(sharesOf(widths, 95, 3).below).toBe(below)
    expect(sharesOf(widths, 95, 24).below.length).toBe(24)
  })
})
