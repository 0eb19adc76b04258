import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../numerics/random.ts'
import { counts } from './counts.ts'
import { countQuantile, logGamma, logProbability } from './negative-binomial.ts'

describe('the negative binomial law', () => {
  it('knows the gamma function: 9! and the square root of pi', () => {
    expect(logGamma(10)).toBeCloseTo(Math.log(362880), 10)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12)
  })

  it.each([
    { mean: 3, spread: 2 },
    { mean: 0.4, spread: 5 },
    { mean: 7, spread: 1 },
  ])('sums to one, with mean $mean and $spread times that as variance', (law) => {
    let [sum, mean, square] = [0, 0, 0]
    for (let k = 0; k < 400; k++) {
      const chance = Math.exp(logProbability(law, k))
      sum += chance
      mean += k * chance
      square += k * k * chance
    }
    expect(sum).toBeCloseTo(1, 10)
    expect(mean).toBeCloseTo(law.mean, 8)
    expect(square - mean * mean).toBeCloseTo(law.mean * law.spread, 6)
  })

  it('quantiles of the Poisson law: 7 has median 7, 95 % at 12', () => {
    expect(countQuantile({ mean: 7, spread: 1 }, 0.5)).toBe(7)
    expect(countQuantile({ mean: 7, spread: 1 }, 0.95)).toBe(12)
  })
})

describe('counts', () => {
  it('finds the law that made a series: upper 90 % bounds are passed by about one in ten', () => {
    const random = randomFrom(11)
    let above = 0
    let bias = 0
    for (let i = 0; i < 60; i++) {
      const series = Array.from({ length: 72 }, () =>
        random.uniform() < 0.3 ? 1 + Math.floor(6 * random.uniform()) : 0,
      )
      const fitted = counts().fit(series.slice(0, 60))
      if (fitted.kind === 'declined') throw new Error(fitted.reason)
      const { mean, intervals } = fitted.forecast({ horizon: 12, levels: [80] })
      for (let h = 0; h < 12; h++) {
        if (series[60 + h]! > intervals[0]!.hi[h]!) above++
        bias += mean[h]! / 1.05 - 1
      }
    }
    expect(above / 720).toBeGreaterThan(0.04)
    expect(above / 720).toBeLessThan(0.16)
    expect(Math.abs(bias / 720)).toBeLessThan(0.08)
  })

  it('counts in dozens what is sold in dozens', () => {
    const fitted = counts().fit(Array.from({ length: 40 }, (_, t) => (t % 3 === 0 ? 12 * (1 + (t % 2)) : 0)))
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    expect(fitted.lawAhead(1).unit).toBe(12)
    expect(fitted.forecast({ horizon: 1 }).intervals[1]!.hi[0]! % 12).toBe(0)
  })
})
