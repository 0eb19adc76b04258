import { describe, expect, it } from 'vitest'
import { readPattern } from '../intermittent/pattern.ts'
import { randomFrom } from '../numerics/random.ts'
import { interpolate } from '../treatment/missing.ts'
import { splitSeason } from './season-split.ts'
import { isSeasonal, looksSeasonal, maybeSeasonal, seasonalIndices } from './seasonality.ts'
import { shrunkenSeason } from './shrunken-season.ts'

const indices = [0.8, 1.1, 1.3, 0.8]
const seasonal = Float64Array.from({ length: 24 }, (_, t) => 100 * indices[t % 4]!)

describe('seasonality', () => {
  it('finds the indices a series was made with', () => {
    const found = seasonalIndices(seasonal, 4, 'multiplicative')
    for (const [i, index] of found.entries()) expect(index).toBeCloseTo(indices[i]!, 10)
    const added = seasonalIndices(
      seasonal.map((value, t) => value + 5 * t),
      4,
      'additive',
    )
    for (const [i, index] of added.entries()) expect(index).toBeCloseTo(100 * (indices[i]! - 1), 8)
  })

  it('tells a season from none', () => {
    expect(isSeasonal(seasonal, 4)).toBe(true)
    expect(
      isSeasonal(
        Float64Array.from({ length: 24 }, (_, t) => (t * 7919) % 31),
        4,
      ),
    ).toBe(false)
    expect(isSeasonal(seasonal.subarray(0, 11), 4)).toBe(false)
  })

  it('sees a season behind a trend, and none in noise however often it looks', () => {
    const hidden = Float64Array.from({ length: 48 }, (_, t) => 10 * t + 20 * Math.sin((Math.PI * t) / 6))
    expect(isSeasonal(hidden, 12)).toBe(false)
    expect(looksSeasonal(hidden, 12)).toBe(true)
    const random = randomFrom(11)
    const found = Array.from({ length: 500 }, () => looksSeasonal(Float64Array.from({ length: 35 }, random.normal), 12))
    expect(found.filter((seen) => seen).length).toBeLessThan(15)
  })

  it('sees a season in two years, where it may err one time in five for noise, since indices are shrunken', () => {
    const twoYears = seasonal.subarray(0, 8)
    expect(looksSeasonal(twoYears, 4)).toBe(false)
    expect(maybeSeasonal(twoYears, 4)).toBe(true)
    const random = randomFrom(11)
    const noise = Array.from({ length: 500 }, () => Float64Array.from({ length: 24 }, () => 100 + random.normal()))
    expect(noise.filter((y) => maybeSeasonal(y, 12)).length).toBeLessThan(100)
    const size = (y: Float64Array) => Math.max(...shrunkenSeason(y, 12).indices.map((index) => Math.abs(index - 1)))
    expect(noise.reduce((sum, y) => sum + size(y), 0) / 500).toBeLessThan(0.004)
  })

  it('subtracts where it cannot divide', () => {
    const split = splitSeason(
      seasonal.map((value) => value - 100),
      4,
    )
    expect(split.multiplied).toBe(false)
    for (const value of split.adjusted) expect(value).toBeCloseTo(0, 8)
  })
})

describe('missing values', () => {
  it('are bridged on a straight line, ends by the nearest value', () => {
    const gap = Number.NaN
    expect([...interpolate(Float64Array.of(gap, 2, gap, gap, 5, gap))]).toEqual([2, 2, 3, 4, 5, 5])
  })
})

describe('the pattern of demand', () => {
  it('is read from how often and how evenly it comes', () => {
    expect(readPattern(Float64Array.of(5, 6, 5, 6)).pattern).toBe('smooth')
    expect(readPattern(Float64Array.of(1, 60, 2, 1, 1, 1)).pattern).toBe('erratic')
    expect(readPattern(Float64Array.of(5, 0, 0, 6, 0, 0)).pattern).toBe('intermittent')
    expect(readPattern(Float64Array.of(1, 0, 0, 60, 0, 0, 1, 0)).pattern).toBe('lumpy')
    expect(readPattern(Float64Array.of(3, 3, Number.NaN)).pattern).toBe('constant')
  })
})
