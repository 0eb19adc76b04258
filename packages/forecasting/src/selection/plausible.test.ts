import { describe, expect, it } from 'vitest'
import { auto } from '../auto.ts'
import { seasonalNaive } from '../models/naive.ts'
import { randomFrom } from '../numerics/random.ts'
import type { AutoFitted, AutoRequest } from './request.ts'

function fitted(request: AutoRequest): AutoFitted {
  const found = auto(request)
  if (found.kind === 'declined') throw new Error(found.reason)
  return found
}

function forecast(request: AutoRequest, horizon: number) {
  return fitted(request).forecast({ horizon, levels: [95] })
}

function noisy(length: number, seed: number, at: (t: number, noise: number) => number): number[] {
  const random = randomFrom(seed)
  return Array.from({ length }, (_, t) => at(t, random.normal()))
}

function error(forecasts: ArrayLike<number>, truth: readonly number[]): number {
  const off = truth.reduce((sum, value, h) => sum + Math.abs(value - forecasts[h]!), 0)
  return off / truth.reduce((sum, value) => sum + value, 0)
}

const week = [80, 90, 100, 110, 120, 0, 0]
const garden = [0, 0, 0, 60, 120, 160, 150, 100, 50, 0, 0, 0]
const skiing = [0, 0, 0, 0, 0, 0, 0, 0, 30, 120, 200, 90]
const delivery = [60, 0, 60, 0, 60, 0, 0]
const quarters = [0, 100, 160, 70]

describe('a planner sees no nonsense', () => {
  it.each([
    ['a shop closed at weekends', week, 70],
    ['goods of the summer', garden, 60],
    ['deliveries on three days', delivery, 70],
    ['a quarter without business', quarters, 28],
    ['goods of the summer, three years', garden, 36],
    ['goods of four months of winter, three years', skiing, 36],
    ['goods of four months of winter, two years and a half', skiing, 31],
    ['goods of the months before Christmas, two years and a quarter', [0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 300, 500], 27],
  ])('for %s: zero where nothing is sold, the season elsewhere', (_, shape, length) => {
    const m = shape.length
    const series = noisy(length, 5, (t, e) => Math.max(0, Math.round(shape[t % m]! * (1 + 0.06 * e))))
    const { mean, intervals } = forecast({ series, seasonLength: m, nonNegative: true }, 2 * m)
    const truth = Array.from({ length: 2 * m }, (_, h) => shape[(length + h) % m]!)
    expect(error(mean, truth)).toBeLessThan(0.1)
    for (const [h, value] of truth.entries()) if (value === 0) expect(intervals[0]!.hi[h]).toBe(0)
  })

  it('updates closed places by the values of open ones, and keeps its quantiles in their places', () => {
    const found = fitted({ series: noisy(70, 3, (t, e) => week[t % 7]! * (1 + 0.05 * e)), seasonLength: 7 })
    const later = found.update(82).update(91)
    expect(Array.from(later.forecast({ horizon: 5 }).mean, Math.round).slice(3)).toEqual([0, 0])
    expect(found.notes[0]).toBe('Nothing is sold at 2 of 7 places of the season: they stay at zero.')
  })

  it.each([5, 6, 7])('does not follow the last of %d values where it is beyond all measure, and says so', (length) => {
    const steady = [100, 102, 99, 101, 100, 98].slice(0, length - 1)
    const found = fitted({ series: [...steady, 12000], seasonLength: 12 })
    for (const value of found.forecast({ horizon: 3 }).mean) expect(Math.abs(value - 100)).toBeLessThan(2)
    expect(found.findings).toMatchObject([{ index: length - 1, kind: 'outlier', accepted: true }])
    // Several times as much is another level, where values lay apart before.
    expect(forecast({ series: [60, 140, 90, 120, 100, 500], seasonLength: 12 }, 1).mean[0]).toBeGreaterThan(200)
  })

  it('does not take rare demand for a season: four periods in five without any, wherever they fall', () => {
    const series = noisy(60, 9, (_, e) => (e > 0.85 ? Math.ceil(3 * e) : 0))
    const { mean } = forecast({ series, seasonLength: 12 }, 12)
    expect(Math.min(...mean)).toBeGreaterThan(0.1)
  })

  it.each([24, 25, 27, 30, 35])('finds the season in %d months', (length) => {
    const season = (t: number) => 200 + 80 * Math.sin((Math.PI * t) / 6)
    const series = noisy(length, length, (t, e) => season(t) * (1 + 0.03 * e))
    const truth = Array.from({ length: 12 }, (_, h) => season(length + h))
    expect(error(forecast({ series, seasonLength: 12 }, 12).mean, truth)).toBeLessThan(0.06)
  })

  it('does not take two years of rare demand for a season, though it fell on the same months, unless these are in a row', () => {
    const scattered = Array.from({ length: 24 }, (_, t) => ([1, 4, 7, 10].includes(t % 12) ? 20 + (t % 5) : 0))
    expect(Math.min(...forecast({ series: scattered.slice(0, 23), seasonLength: 12 }, 12).mean)).toBeGreaterThan(0.1)
    const inARow = Array.from({ length: 24 }, (_, t) => (t % 12 > 7 ? 20 + (t % 5) : 0))
    expect(Array.from(forecast({ series: inARow, seasonLength: 12 }, 8).mean)).toEqual(new Array(8).fill(0))
  })

  it('continues a straight line that begins low, where logarithms would call the first value an outlier', () => {
    const { mean } = forecast({ series: Array.from({ length: 24 }, (_, t) => 5 + 3 * t), seasonLength: 1 }, 3)
    expect(Array.from(mean, (value) => Number(value.toFixed(9)))).toEqual([77, 80, 83])
  })

  it('says that an item has ended which sold every month and then nothing for nine', () => {
    const series = [...noisy(36, 1, (_, e) => 400 + 20 * e), ...new Array<number>(9).fill(0)]
    const found = fitted({ series, seasonLength: 12, nonNegative: true })
    expect(found.notes.join(' ')).toContain('probably the item is no longer sold')
    const { mean, intervals } = found.forecast({ horizon: 12, levels: [95] })
    expect(Math.max(...mean, ...intervals[0]!.hi)).toBeLessThan(5)
  })

  it('does not call an item ended that could not be had', () => {
    const series = [...noisy(36, 1, (_, e) => 400 + 20 * e), ...new Array<number>(9).fill(0)]
    const available = series.map((value) => value > 0)
    expect(Math.min(...forecast({ series, seasonLength: 12, available }, 6).mean)).toBeGreaterThan(300)
  })

  it('promises nothing after one or two equal values, and nearly all after forty', () => {
    const width = (count: number, value = 880) => {
      const { intervals } = forecast({ series: new Array<number>(count).fill(value), seasonLength: 12 }, 3)
      return intervals[0]!.hi[0]! - intervals[0]!.lo[0]!
    }
    expect(width(1)).toBeGreaterThan(400)
    expect(width(2)).toBeGreaterThan(300)
    expect(width(5)).toBeLessThan(width(2))
    expect(width(40)).toBe(0)
    expect(width(1, 0)).toBeGreaterThan(1)
    expect(
      fitted({ series: [5, 5, 5] })
        .update(9)
        .forecast({ horizon: 1 }).mean[0],
    ).toBe(9)
  })

  it.each([
    [91, 1, 3],
    [24, 12, 5],
    [12, 4, -2],
  ])('continues an exact line of %d values at season %d', (length, seasonLength, slope) => {
    const series = Array.from({ length }, (_, t) => 100 + slope * t)
    const { mean } = forecast({ series, seasonLength }, 14)
    for (const [h, value] of mean.entries()) expect(value).toBeCloseTo(100 + slope * (length + h), 6)
  })

  it('is no worse than seasonal naive where that is exactly right', () => {
    const series = Array.from({ length: 48 }, (_, t) => [5, 900, 40, 7, 300, 11, 60, 2, 800, 90, 1, 33][t % 12]!)
    const naive = seasonalNaive().fit(series, { seasonLength: 12 })
    if (naive.kind === 'declined') throw new Error(naive.reason)
    const { mean } = forecast({ series, seasonLength: 12 }, 12)
    expect(error(mean, Array.from(naive.forecast({ horizon: 12 }).mean))).toBeLessThan(1e-6)
  })

  it('sees that a course is coming to its end, and a walk on none', () => {
    const course = (t: number) => 1000 / (1 + Math.exp(-0.25 * (t - 14)))
    const rising = fitted({ series: noisy(36, 8, (t, e) => 200 + course(t) + 12 * e), nonNegative: true })
    expect(rising.notes.join(' ')).toContain('at the end of a course that saturates')
    const { mean, intervals } = rising.forecast({ horizon: 12, levels: [95] })
    expect(error(mean, new Array<number>(12).fill(1200))).toBeLessThan(0.03)
    expect(intervals[0]!.hi[11]).toBeGreaterThan(1200)
    expect(rising.update(1210).forecast({ horizon: 1 }).mean[0]).toBeCloseTo(1200, -2)
    let level = 500
    const walk = fitted({ series: noisy(36, 8, (_, e) => (level += 12 * e)) })
    expect(walk.notes.join(' ')).not.toContain('saturates')
  })

  it('leaves a walk that jumps about to naive only when it lost from every origin of its backtest', () => {
    const saturated = Array.from({ length: 40 }, (_, t) => 1000 * (1 - Math.exp(-t / 4)) + (t % 2))
    const found = fitted({ series: saturated })
    expect(Math.max(...found.forecast({ horizon: 8 }).mean)).toBeLessThan(1010)
  })
})
