import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ArimaOrder, arima } from '@drumbeat/forecasting'
import { describe, expect, it } from 'vitest'

function read<T>(name: string): T {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, name), 'utf8'))
}

interface Reference {
  fits: { order: ArimaOrder; loglik: number; aicc: number; mean: number[]; hi95: number[] }[]
  gaps: number
  chosen: number
}

/** Numbers made by arima.R with R's forecast package on the series of reference.json. */
const theirs = read<{ series: Record<string, Reference> }>('arima.json').series
const series = read<{ series: Record<string, { y: number[]; seasonLength: number }> }>('reference.json').series

function fittedTo(name: string, order?: Partial<ArimaOrder>, y = series[name]!.y) {
  const fitted = arima(order ? { order } : {}).fit(y, { seasonLength: series[name]!.seasonLength })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return fitted
}

describe.each(Object.keys(series))('R Arima on the series %s', (name) => {
  const { fits, chosen } = theirs[name]!

  it.each(fits)('$order: a likelihood at least as high, and the same AICc for it', (given) => {
    const fitted = fittedTo(name, given.order)
    // Close to a unit root the likelihood is a long ridge in mean and coefficient; R goes half a unit further along it.
    expect(fitted.logLikelihood).toBeGreaterThan(given.loglik - (name === 'yearly_walk' ? 0.6 : 0.01))
    expect(fitted.aicc + 2 * fitted.logLikelihood).toBeCloseTo(given.aicc + 2 * given.loglik, 4)
  })

  it.each(fits)('$order: the same points within a hundredth, where the likelihoods agree', (given) => {
    const fitted = fittedTo(name, given.order)
    if (Math.abs(fitted.logLikelihood - given.loglik) > 0.005) return
    const { mean, intervals } = fitted.forecast({ horizon: 12 })
    for (let h = 0; h < 12; h++) {
      expect(Math.abs(mean[h]! / given.mean[h]! - 1)).toBeLessThan(0.01)
      expect(Math.abs(intervals[1]!.hi[h]! / given.hi95[h]! - 1)).toBeLessThan(0.03)
    }
  })

  it('the automatic order has an AICc within 2 of that of auto.arima, or below', () => {
    expect(fittedTo(name).aicc).toBeLessThan(chosen + 2)
  })
})

describe('missing values', () => {
  it('leave the likelihood of the rest: the coefficient R finds with its Kalman filter', () => {
    const { y } = series.noise!
    const gappy = y.map((value, t) => ([8, 16, 17, 29].includes(t) ? Number.NaN : value))
    const fitted = fittedTo('noise', { p: 1, constant: true }, gappy)
    const [first = 0, second = 0, third = 0] = fitted.forecast({ horizon: 3 }).mean
    expect((third - second) / (second - first)).toBeCloseTo(theirs.noise!.gaps, 1)
  })
})
