import { describe, expect, it } from 'vitest'
import { randomFrom } from '../numerics/random.ts'
import { atLearnedWidth, bandOf, isLearnedWidths, learnWidths } from './learned-widths.ts'

/** Fifty series of a level and noise, whose noise is `times` as large from period `from` on. */
function noisy(given: { seed: number; from: number; times: number }): Float64Array[] {
  const random = randomFrom(given.seed)
  return Array.from({ length: 50 }, () =>
    Float64Array.from({ length: 40 }, (_, t) => 100 + 10 * random.normal() * (t >= given.from ? given.times : 1)),
  )
}

const asked = { seasonLength: 1, horizon: 6 }
const factorOf = (series: readonly Float64Array[]) =>
  learnWidths({ ...asked, series }).bands[bandOf(series[0]!.length)]!.factor

describe('widths learned across series', () => {
  it('are narrower where related series hardly ever leave their intervals', () => {
    const factor = factorOf(noisy({ seed: 3, from: 40, times: 1 }))
    expect(factor).toBeGreaterThan(0.7)
    expect(factor).toBeLessThan(0.95)
  })

  it('are what both origins say: wider where noise grew before them, as they were after one bad half year of all', () => {
    expect(factorOf(noisy({ seed: 4, from: 26, times: 4 }))).toBeGreaterThan(1.05)
    expect(factorOf(noisy({ seed: 4, from: 34, times: 4 }))).toBe(1)
  })

  it('are left as they are for fewer than 30 series, and for lengths of which none was seen', () => {
    const series = noisy({ seed: 3, from: 40, times: 1 })
    expect(factorOf(series.slice(0, 29))).toBe(1)
    expect(learnWidths({ ...asked, series }).bands.map(({ factor }) => factor === 1)).toEqual([
      ...[true, true, true, false, true, true],
    ])
  })

  it('scale both sides about the mean, and leave a bound that was cut at zero', () => {
    const widths = { bands: [14, 22, 30, 46, 90, null].map((below) => ({ below, factor: below === 46 ? 0.5 : 1 })) }
    expect(isLearnedWidths(JSON.parse(JSON.stringify(widths)))).toBe(true)
    expect(isLearnedWidths({ bands: [{ below: null, factor: 1 }] })).toBe(false)
    const forecast = {
      mean: Float64Array.of(10, 10),
      intervals: [{ level: 95, lo: Float64Array.of(4, 0), hi: Float64Array.of(18, 30) }],
    }
    const scaled = atLearnedWidth(forecast, { widths, length: 40, nonNegative: true })
    expect(scaled.intervals[0]).toEqual({ level: 95, lo: Float64Array.of(7, 0), hi: Float64Array.of(14, 20) })
    expect(atLearnedWidth(forecast, { widths, length: 12, nonNegative: true })).toEqual(forecast)
  })
})
