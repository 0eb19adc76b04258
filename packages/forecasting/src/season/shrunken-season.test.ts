import { describe, expect, it } from 'vitest'
import { randomFrom } from '../numerics/random.ts'
import { splitSeason } from './season-split.ts'
import { shrunkenSeason } from './shrunken-season.ts'

const shape = [0.7, 0.8, 1.1, 1.3, 1.2, 0.9]

function simulated(seed: number, noise: number): { y: Float64Array; truth: number[] } {
  const random = randomFrom(seed)
  const middle = Math.exp(shape.reduce((sum, index) => sum + Math.log(index) / 6, 0))
  const y = Float64Array.from({ length: 36 }, (_, t) => 100 * shape[t % 6]! * Math.exp(noise * random.normal()))
  return { y, truth: shape.map((index) => index / middle) }
}

describe('shrunken seasonal indices', () => {
  it('finds the indices of a clean season', () => {
    const { y, truth } = simulated(1, 0)
    const { indices, multiplied } = shrunkenSeason(y, 6)
    expect(multiplied).toBe(true)
    for (const [i, index] of indices.entries()) expect(index).toBeCloseTo(truth[i]!, 6)
  })

  it('is nearer to the truth than the classical indices when there is much noise', () => {
    let [steady, classical] = [0, 0]
    for (let seed = 1; seed <= 100; seed++) {
      const { y, truth } = simulated(seed, 0.25)
      const [ours, theirs] = [shrunkenSeason(y, 6).indices, splitSeason(y, 6).indices]
      if (ours.length === 1) continue
      for (const [i, index] of truth.entries()) {
        steady += (Math.log(ours[i]!) - Math.log(index)) ** 2
        classical += (Math.log(theirs[i]!) - Math.log(index)) ** 2
      }
    }
    expect(steady).toBeLessThan(0.97 * classical)
  })

  it('follows a season that grows weaker', () => {
    const y = Float64Array.from(
      { length: 96 },
      (_, t) => 100 * (1 + (t < 60 ? 0.4 : 0.1) * Math.sin((Math.PI * t) / 6)),
    )
    const [ours, theirs] = [shrunkenSeason(y, 12).indices, splitSeason(y, 12).indices]
    expect(ours[3]!).toBeGreaterThan(1)
    expect(ours[3]!).toBeLessThan(theirs[3]! - 0.02)
  })

  it('leaves a series without a season alone, and subtracts where it cannot divide', () => {
    expect(
      shrunkenSeason(
        Float64Array.from({ length: 40 }, (_, t) => (t * 7919) % 31),
        12,
      ).indices,
    ).toHaveLength(1)
    const y = Float64Array.from({ length: 48 }, (_, t) => 10 * Math.sin((Math.PI * t) / 6))
    const { adjusted, multiplied } = shrunkenSeason(y, 12)
    expect(multiplied).toBe(false)
    for (const value of adjusted) expect(Math.abs(value)).toBeLessThan(0.5)
  })
})
