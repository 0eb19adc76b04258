import { describe, expect, test } from 'vitest'
import { atNewLevel, findLevelShift } from './level-shift.ts'

/** Months around a hundred with a season and a ripple of about five per cent, times `level` of each month. */
const months = (level: (month: number) => number) =>
  Float64Array.from({ length: 46 }, (_, t) => {
    const ripple = 0.05 * Math.sin(t * t) + 0.03 * Math.cos(3 * t * t + t)
    return 100 * Math.exp(0.3 * Math.sin((2 * Math.PI * t) / 12) + ripple) * level(t)
  })

describe('a level that moved', () => {
  test('is found where it moved, with its size, and earlier months are brought to it', () => {
    const values = months((t) => (t < 38 ? 1 : 0.7))
    const shift = findLevelShift(values, 12)!
    expect(shift.at).toBe(38)
    expect(shift.factor).toBeGreaterThan(0.65)
    expect(shift.factor).toBeLessThan(0.76)
    const brought = atNewLevel(values, shift)
    expect(brought[10]! / values[10]!).toBeCloseTo(shift.factor, 9)
    expect(brought.slice(38)).toEqual(values.slice(38))
  })

  test('is not found in a season that stays, in growth, or in a way that turns downwards', () => {
    expect(
      findLevelShift(
        months(() => 1),
        12,
      ),
    ).toBeNull()
    expect(
      findLevelShift(
        months((t) => 1.03 ** t),
        12,
      ),
    ).toBeNull()
    expect(
      findLevelShift(
        months((t) => (t < 36 ? 1 : 0.85 ** (t - 35))),
        12,
      ),
    ).toBeNull()
  })

  test('is not looked for where nothing is sold at times, or where too little is known', () => {
    expect(
      findLevelShift(
        months((t) => (t === 7 ? 0 : 1)),
        12,
      ),
    ).toBeNull()
    expect(findLevelShift(months((t) => (t < 20 ? 1 : 0.5)).slice(0, 26), 12)).toBeNull()
  })
})
