import { describe, expect, it } from 'vitest'
import type { FitOptions, Fitted } from '../../contract.ts'
import { ces } from './ces.ts'
import type { CesForm } from './form.ts'

function fitted(series: number[], options: FitOptions & { form?: CesForm } = {}): Fitted {
  const found = ces(options).fit(series, options)
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

const wave = Array.from({ length: 60 }, (_, t) => 100 + 20 * Math.sin((Math.PI * t) / 6) + ((t * 37) % 11) / 5)

describe('complex exponential smoothing', () => {
  it('goes on with a line it was shown, nearly', () => {
    const { mean } = fitted(Array.from({ length: 30 }, (_, t) => 50 + 2 * t)).forecast({ horizon: 5 })
    for (let h = 0; h < 5; h++) expect(Math.abs(mean[h]! - (110 + 2 * h))).toBeLessThan(5)
  })

  it('stays with a level', () => {
    const { mean } = fitted(Array.from({ length: 40 }, (_, t) => 80 + ((t * 37) % 11) - 5)).forecast({ horizon: 5 })
    for (const value of mean) expect(Math.abs(value - 80)).toBeLessThan(5)
  })

  it('finds a season with every seasonal form, and chooses one of them', () => {
    expect(fitted(wave, { seasonLength: 12 }).name).not.toBe('CES(none)')
    for (const form of ['simple', 'partial', 'full'] as const) {
      const { mean } = fitted(wave, { seasonLength: 12, form }).forecast({ horizon: 12 })
      for (let h = 0; h < 12; h++) expect(Math.abs(mean[h]! - 101 - 20 * Math.sin((Math.PI * h) / 6))).toBeLessThan(4)
    }
  })

  it('passes over missing values', () => {
    const gappy = wave.map((value, t) => (t % 17 === 5 ? Number.NaN : value))
    const { mean } = fitted(gappy, { seasonLength: 12 }).forecast({ horizon: 12 })
    const full = fitted(wave, { seasonLength: 12 }).forecast({ horizon: 12 }).mean
    for (let h = 0; h < 12; h++) expect(Math.abs(mean[h]! / full[h]! - 1)).toBeLessThan(0.05)
  })

  it('takes a value on as a longer history with the same constants would', () => {
    const short = fitted(wave.slice(0, 59), { form: 'none' })
    const later = short.update(wave[59]!)
    expect(later.forecast({ horizon: 2 }).mean[0]).not.toBe(short.forecast({ horizon: 2 }).mean[1])
    expect(Math.abs(later.forecast({ horizon: 1 }).mean[0]! - 100)).toBeLessThan(25)
  })
})
