import { describe, expect, it } from 'vitest'
import { normalCdf, normalQuantile, reach, reachT } from './normal.ts'
import { randomFrom } from './random.ts'

describe('the normal distribution', () => {
  it('has the quantiles of the tables', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13)
    expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655446004, 13)
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 9)
    expect(reach(99)).toBeCloseTo(2.5758293035489004, 13)
  })

  it('has a distribution function that undoes them', () => {
    for (let p = 0.001; p < 1; p += 0.013) expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13)
  })

  it('has Student t reaches within a thousandth from 8 degrees of freedom up', () => {
    expect(reachT(95, 8)).toBeCloseTo(2.306004, 3)
    expect(reachT(80, 20)).toBeCloseTo(1.325341, 5)
  })
})

describe('the random stream', () => {
  it('repeats for a seed, differs between seeds, and is normal', () => {
    const draw = (seed: number, count: number) => {
      const random = randomFrom(seed)
      return Array.from({ length: count }, () => random.normal())
    }
    expect(draw(1, 5)).toEqual(draw(1, 5))
    expect(draw(1, 5)).not.toEqual(draw(2, 5))
    const values = draw(3, 20_000)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.02)
    expect(Math.abs(variance - 1)).toBeLessThan(0.03)
    expect(values.filter((value) => Math.abs(value) > 1.96).length / values.length).toBeCloseTo(0.05, 2)
  })
})
