import { describe, expect, it } from 'vitest'
import { randomFrom } from '../numerics/random.ts'
import { multipleSeasonality } from './multiple-seasonality.ts'

const random = randomFrom(8)
const week = [-12, 3, 5, 4, 6, 2, -8]
const truth = (t: number) => 200 + 0.05 * t + week[t % 7]! + 40 * Math.sin((2 * Math.PI * t) / 365.25)
const days = Array.from({ length: 1000 }, (_, t) => truth(t) + 3 * random.normal())

describe('multiple seasonality', () => {
  it('finds the week and the year in three years of days', () => {
    const fitted = multipleSeasonality({ seasons: [7, 365.25] }).fit(days)
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const { mean } = fitted.forecast({ horizon: 120 })
    const off = mean.reduce((sum, value, h) => sum + Math.abs(value / truth(1000 + h) - 1), 0) / 120
    expect(off).toBeLessThan(0.03)
    const next = fitted.update(truth(1000)).forecast({ horizon: 7 }).mean
    for (let h = 0; h < 7; h++) expect(Math.abs(next[h]! / truth(1001 + h) - 1)).toBeLessThan(0.05)
  })

  it('leaves out the year where there is only one, and bridges gaps', () => {
    const gappy = days.slice(0, 400).map((value, t) => (t % 50 === 9 ? Number.NaN : value))
    const fitted = multipleSeasonality({ seasons: [7, 365.25] }).fit(gappy)
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const { mean } = fitted.forecast({ horizon: 7 })
    for (let h = 0; h < 7; h++) expect(Math.abs(mean[h]! / truth(400 + h) - 1)).toBeLessThan(0.08)
  })

  it('says what it needs', () => {
    expect(multipleSeasonality({ seasons: [7] }).fit([1, 2, 3])).toMatchObject({
      reason: expect.stringContaining('at least 14'),
    })
    expect(() => multipleSeasonality({ seasons: [1] })).toThrow('Season 1')
  })
})
