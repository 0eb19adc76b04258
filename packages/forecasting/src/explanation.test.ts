import { describe, expect, it } from 'vitest'
import { auto } from './auto.ts'
import type { Fitted } from './contract.ts'
import { explain, explainChange } from './explanation.ts'

const series = Array.from({ length: 72 }, (_, t) => 200 + 2 * t + 30 * Math.sin((Math.PI * t) / 6) + ((t * 37) % 11))

function fit(values: number[]): Fitted {
  const found = auto({ series: values, seasonLength: 12 })
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

describe('an explained forecast', () => {
  const { mean, level, trend, season } = explain({ fitted: fit(series), horizon: 18, seasonLength: 12 })

  it('sums to the mean at every step', () => {
    for (let h = 0; h < 18; h++) expect(level[h]! + trend[h]! + season[h]!).toBeCloseTo(mean[h]!, 9)
  })

  it('finds the level, the slope and the wave that made the series', () => {
    expect(Math.abs(level[0]! - 349)).toBeLessThan(12)
    expect(trend[17]! / 17).toBeCloseTo(2, 0)
    for (let h = 0; h < 12; h++) expect(Math.abs(season[h]! - 30 * Math.sin((Math.PI * h) / 6))).toBeLessThan(8)
  })

  it('has no season where the model has none', () => {
    const plain = explain({ fitted: fit(series), horizon: 6 })
    for (const part of plain.season) expect(part).toBeCloseTo(0, 9)
  })
})

describe('an explained change', () => {
  it('is the sum of new data, changed model and overrides, exactly', () => {
    const none = new Array<number>(6).fill(Number.NaN)
    const change = explainChange({
      ...{ before: fit(series.slice(0, 69)), newValues: series.slice(69), after: fit(series), horizon: 6 },
      overrides: { before: none, after: none.with(2, 500) },
    })
    for (let h = 0; h < 6; h++) {
      const sum = change.newData[h]! + change.model[h]! + change.override[h]!
      expect(sum).toBeCloseTo(change.after[h]! - change.before[h]!, 9)
    }
    expect(change.override[0]).toBeCloseTo(0, 9)
    expect(Math.abs(change.override[2]!)).toBeGreaterThan(50)
  })
})
