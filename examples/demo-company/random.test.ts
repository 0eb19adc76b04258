import { describe, expect, test } from 'vitest'
import { type Random, randomFrom, weightedPicker } from './random.ts'

const draws = 40_000

describe('the seeded stream', () => {
  test('repeats itself from the same seed, and differs from another seed and from its own forks', () => {
    const five = (random: Random) => Array.from({ length: 5 }, random.bits)
    expect(five(randomFrom('a'))).toEqual(five(randomFrom('a')))
    expect(five(randomFrom('a'))).not.toEqual(five(randomFrom('b')))
    expect(five(randomFrom('a').fork('x'))).not.toEqual(five(randomFrom('a').fork('y')))
  })

  test('does not let draws from one fork move another', () => {
    const used = randomFrom('a')
    used.bits()
    expect(used.fork('x').bits()).toBe(randomFrom('a').fork('x').bits())
  })

  test.each([
    { name: 'uniform', draw: (random: Random) => random.uniform(), mean: 1 / 2, variance: 1 / 12 },
    { name: 'normal', draw: (random: Random) => random.normal(), mean: 0, variance: 1 },
    { name: 'gamma of shape 3.2', draw: (random: Random) => random.gamma(3.2), mean: 3.2, variance: 3.2 },
    { name: 'gamma of shape 0.5', draw: (random: Random) => random.gamma(0.5), mean: 0.5, variance: 0.5 },
    { name: 'Poisson of 4', draw: (random: Random) => random.poisson(4), mean: 4, variance: 4 },
    { name: 'Poisson of 90', draw: (random: Random) => random.poisson(90), mean: 90, variance: 90 },
  ])('draws with the mean and variance of theory: $name', ({ draw, mean, variance }) => {
    const random = randomFrom('moments')
    const values = Array.from({ length: draws }, () => draw(random))
    const seenMean = values.reduce((sum, value) => sum + value, 0) / draws
    const seenVariance = values.reduce((sum, value) => sum + (value - seenMean) ** 2, 0) / draws
    expect(Math.abs(seenMean - mean)).toBeLessThan(5 * Math.sqrt(variance / draws))
    expect(seenVariance / variance).toBeGreaterThan(0.92)
    expect(seenVariance / variance).toBeLessThan(1.08)
  })

  test('picks in proportion to weights, never what weighs nothing', () => {
    const pick = weightedPicker([1, 0, 3])
    const random = randomFrom('weights')
    const counts = [0, 0, 0]
    for (let i = 0; i < draws; i++) counts[pick(random)]!++
    expect(counts[1]).toBe(0)
    expect(counts[2]! / counts[0]!).toBeCloseTo(3, 0)
  })
})
