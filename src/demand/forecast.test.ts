import { describe, expect, test } from 'vitest'
import { accuracyOf, backtestsOf } from './accuracy.ts'
import { attentionIn } from './attention.ts'
import { forecastSeries, type Task } from './forecast.ts'
import type { TreeNode } from './schema.ts'
import { summarise } from './summary.ts'

const bike = { level: 'item', familyId: 'bikes', itemId: 'bike', territoryId: null } as const
const task = (values: number[], more: Partial<Task> = {}): Task => ({
  name: 'item:bike',
  node: bike,
  from: 0,
  closed: values.length,
  unplaced: false,
  decided: [],
  siblings: [],
  priors: [],
  grain: 'month',
  seasonLength: 12,
  horizon: 18,
  values: Float64Array.from(values),
  lastsFor: null,
  promoted: null,
  ...more,
})
const measureAccuracy = (series: Task) => accuracyOf({ series, backtests: backtestsOf(series) })
/** Three years of months with a season, a trend and a small wobble. */
const years = Array.from({ length: 36 }, (_, t) => 100 + t + 20 * Math.cos((2 * Math.PI * t) / 12) + ((t * 7) % 5))

describe('the forecast of one series', () => {
  test('has a mean within nested ranges for each period ahead', () => {
    const { mean, lo80, hi80, lo95, hi95 } = forecastSeries(task(years))
    expect(mean).toHaveLength(18)
    for (const [step, value] of mean.entries()) {
      const row = [lo95[step], lo80[step], value, hi80[step], hi95[step]]
      expect(row).toEqual([...row].sort((a, b) => a! - b!))
    }
  })

  test('is never negative', () => {
    const falling = Array.from({ length: 36 }, (_, t) => Math.max(0, 70 - 2 * t + ((t * 13) % 7)))
    const { mean, lo95 } = forecastSeries(task(falling))
    expect(Math.min(...mean, ...lo95)).toBeGreaterThanOrEqual(0)
  })

  test('is zero after the last period of sale, and says so', () => {
    const { mean, hi95, reason } = forecastSeries(task(years, { lastsFor: 2 }))
    expect(mean.slice(0, 2).every((value) => value > 0)).toBe(true)
    expect([...mean.slice(2), ...hi95.slice(2)].every((value) => value === 0)).toBe(true)
    expect(reason).toContain('Sold for 2 more months, then zero.')
  })

  test('of a new item is learnt from its family, and says so', () => {
    const family = Array.from({ length: 5 }, (_, i) => Float64Array.from(years, (value) => value * (i + 1)))
    const { mean, model, reason } = forecastSeries(
      task([...years.slice(-3)], { from: 33, closed: 36, siblings: family }),
    )
    expect(model).toBe('like 5 siblings')
    expect(reason).toContain('are borrowed from 5 siblings')
    // The family rises and falls by 20 with the season; three values of its own could not know.
    expect(Math.max(...mean.slice(0, 12)) - Math.min(...mean.slice(0, 12))).toBeGreaterThan(20)
  })

  test('of what is no longer sold, or has no closed period, is none with the reason', () => {
    expect(forecastSeries(task(years, { lastsFor: 0 }))).toMatchObject({
      model: 'none',
      mean: [],
      reason: 'It is no longer sold.',
    })
    expect(forecastSeries(task([]))).toMatchObject({ model: 'none', reason: 'No month of it is closed yet.' })
  })
})

describe('measured accuracy', () => {
  test('of a pure season is perfect for the naive model', () => {
    const season = Array.from({ length: 48 }, (_, t) => 50 + (t % 12))
    const { accuracy } = measureAccuracy(task(season))
    expect(accuracy).toMatchObject({ origins: 6, naiveWape: 0 })
    expect(accuracy!.byLag.map(({ lag }) => lag)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(accuracy!.byLag.map(({ forecasts }) => forecasts)).toEqual([8, 8, 8, 7, 7, 6, 6, 5, 5, 4, 4, 3])
    expect(accuracy!.byLag.every(({ naiveWape }) => naiveWape === 0)).toBe(true)
  })

  test('compares with the same period a year earlier: a rise of 12 a year leaves the naive model 12 behind', () => {
    const rising = Array.from({ length: 48 }, (_, t) => 100 + t)
    const { accuracy } = measureAccuracy(task(rising))
    const actuals = [0, 2, 4, 6, 8, 10].flatMap((i) => [135 + i, 136 + i, 137 + i])
    expect(accuracy!.naiveWape).toBeCloseTo((12 * 18) / actuals.reduce((sum, value) => sum + value, 0), 12)
    expect(accuracy!.wape).toBeLessThan(0.02)
    // Twelve months ahead are known from the origins after 31, 33 and 35 months: 142, 144 and 146 came.
    expect(accuracy!.byLag[11]!.naiveWape).toBeCloseTo(36 / (142 + 144 + 146), 12)
    expect(accuracy!.byLag[11]!.coverage95).toBe(1)
  })

  test('is not told of too short a history, with what it would take', () => {
    expect(measureAccuracy(task(years.slice(0, 14)))).toEqual({
      accuracy: null,
      cannotTell: "We can't tell yet: 14 closed months, and measuring takes at least 15.",
    })
    expect(measureAccuracy(task(years.slice(0, 15))).accuracy!.origins).toBe(3)
  })

  test('is not told where nothing was ordered in the periods tried', () => {
    const quiet = [...years.slice(0, 12), ...Array.from({ length: 24 }, () => 0)]
    expect(measureAccuracy(task(quiet)).cannotTell).toContain('nothing was ordered')
  })
})

test('a series is summed up with the same months of the year before', () => {
  const values = Float64Array.from({ length: 14 }, (_, t) => t + 1)
  const summary = summarise({
    grain: 'month',
    seasonLength: 12,
    values,
    mean: [9, 9, 9, 9],
    lo80: [8, 8, 8],
    hi80: [10, 10, 10],
    isRunning: false,
  })
  expect(summary).toMatchObject({ latest: 14, lastYear: 2, ahead: 27, aheadLo80: 24, aheadHi80: 30 })
  expect(summary.aheadYearBefore).toBe(3 + 4 + 5)
})

test('the sum over the next periods begins after the running one', () => {
  const values = Float64Array.from({ length: 14 }, (_, t) => t + 1)
  const ahead = [1, 9, 9, 9]
  const given = { grain: 'month' as const, seasonLength: 12, values, mean: ahead, lo80: ahead, hi80: ahead }
  expect(summarise({ ...given, isRunning: true })).toMatchObject({ ahead: 27, aheadYearBefore: 4 + 5 + 6 })
})

test('attention takes turns: the worst of each kind before the second of any', () => {
  const node: Omit<TreeNode, 'key' | 'name' | 'ahead'> = {
    level: 'item',
    code: null,
    under: null,
    familyId: null,
    standing: 'steady',
    recent: [],
    latest: 0,
    lastYear: null,
    aheadYearBefore: null,
    cannotTell: null,
    children: 0,
    wape: null,
    naiveWape: null,
    bias: null,
  }
  const items = attentionIn({
    nodes: [
      { ...node, key: 'item:a', name: 'Small miss', ahead: 10, wape: 0.5, naiveWape: 0.4 },
      { ...node, key: 'item:b', name: 'Large miss', ahead: 900, wape: 0.5, naiveWape: 0.4 },
      { ...node, key: 'item:c', name: 'Good', ahead: 900, wape: 0.1, naiveWape: 0.4, bias: 0.05 },
      { ...node, key: 'item:d', name: 'Over', ahead: 50, bias: 0.2 },
      { ...node, key: 'item:e', name: 'Fresh', ahead: 5, standing: 'new' },
    ],
    changes: [
      { key: 'item:f', name: 'Moved', level: 'item', previous: 100, now: 150 },
      { key: 'item:g', name: 'Hardly', level: 'item', previous: 100, now: 101 },
    ],
    limit: 5,
  })
  expect(items.map((each) => [each.kind, each.name])).toEqual([
    ['accuracy', 'Large miss'],
    ['bias', 'Over'],
    ['change', 'Moved'],
    ['new', 'Fresh'],
    ['accuracy', 'Small miss'],
  ])
})
