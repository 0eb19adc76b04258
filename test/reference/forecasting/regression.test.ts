import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ArimaOrder, regression } from '@drumbeat/forecasting'
import { describe, expect, it } from 'vitest'

interface Reference {
  order: ArimaOrder
  loglik: number
  price: number
  promotion: number
  se: { price: number; promotion: number }
  mean: number[]
  hi95: number[]
}

/** Numbers made by regression.R with R's Arima on series simulated there. */
const theirs: {
  price: number[]
  promotion: number[]
  y: Record<string, number[]>
  fits: Record<string, Reference[]>
} = JSON.parse(readFileSync(resolve(import.meta.dirname, 'regression.json'), 'utf8'))

function fitted(name: string, { order }: Reference) {
  const known = { future: 'known', maxLag: 0 } as const
  const signals = [
    { name: 'price', values: theirs.price, ...known },
    { name: 'promotion', values: theirs.promotion, ...known },
  ]
  const found = regression({ signals, order, keepAll: true }).fit(theirs.y[name]!, { seasonLength: 12 })
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

describe.each(Object.keys(theirs.fits))('R Arima with regressors on the series %s', (name) => {
  it.each(theirs.fits[name]!)('$order: the same likelihood, effects and their errors', (given) => {
    const { effects, logLikelihood } = fitted(name, given)
    expect(Math.abs(logLikelihood! - given.loglik)).toBeLessThan(0.01)
    const [price, promotion] = effects
    expect(Math.abs(price!.perUnit - given.price)).toBeLessThan(0.01 * given.se.price)
    expect(Math.abs(promotion!.perUnit - given.promotion)).toBeLessThan(0.01 * given.se.promotion)
    // R takes standard errors from the Hessian of all parameters, with n in the denominator of the variance.
    expect(Math.abs(price!.standardError / given.se.price - 1)).toBeLessThan(0.08)
    expect(Math.abs(promotion!.standardError / given.se.promotion - 1)).toBeLessThan(0.08)
  })

  it.each(theirs.fits[name]!)('$order: the same points, and intervals at least as wide', (given) => {
    const { mean, intervals } = fitted(name, given).forecast({ horizon: 12, levels: [95] })
    for (let h = 0; h < 12; h++) {
      expect(Math.abs(mean[h]! / given.mean[h]! - 1)).toBeLessThan(1e-3)
      // R leaves out that effects are estimates, and adds that the season's start is one (up to 6 %).
      const ratio = (intervals[0]!.hi[h]! - mean[h]!) / (given.hi95[h]! - given.mean[h]!)
      expect(ratio).toBeGreaterThan(0.94)
      expect(ratio).toBeLessThan(1.4)
    }
  })
})
