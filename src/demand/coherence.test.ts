import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BaseForecast, coherentMeans } from './coherence.ts'
import type { Node } from './node.ts'
import { outcomesOf } from './outcomes.ts'

const all = (territoryId: string | null = null): Node => ({ level: 'all', familyId: null, itemId: null, territoryId })
const item = (itemId: string, territoryId: string | null = null): Node => ({
  ...{ level: 'item', familyId: 'bikes', itemId, territoryId },
})
const forecast = (node: Node, mean: number[], more: Partial<BaseForecast> = {}): BaseForecast => ({
  ...{ node, mean, spread: mean.map(() => 1), lastsFor: null, unplaced: false },
  ...more,
})

describe('forecasts that add up', () => {
  test('a gap between a total and its parts is shared out by how sure each is', () => {
    const means = coherentMeans([forecast(all(), [10]), forecast(item('road'), [4]), forecast(item('city'), [4])])
    // Least squares with equal weights: 4 + 2/3 each, the total 10 - 2/3.
    expect(means.map(([mean]) => mean!.toFixed(2))).toEqual(['9.33', '4.67', '4.67'])
    const sure = coherentMeans([
      forecast(all(), [10]),
      forecast(item('road'), [4], { spread: [1e-6] }),
      forecast(item('city'), [4]),
    ])
    expect(sure.map(([mean]) => mean!.toFixed(2))).toEqual(['9.00', '4.00', '5.00'])
  })

  test('what is no longer sold stays at zero, and its family follows', () => {
    const means = coherentMeans([
      forecast(all(), [10, 10]),
      forecast(item('road'), [6, 6]),
      forecast(item('old'), [4, 0], { lastsFor: 1 }),
    ])
    expect(means[2]![1]).toBe(0)
    expect(means[0]![1]).toBe(means[1]![1])
    expect(means[0]![0]).toBeCloseTo(10, 6)
  })

  test('what was sold in no territory is part of the item, and of no territory', () => {
    const means = coherentMeans([
      forecast(item('road'), [10], { unplaced: true, spread: [1e-6] }),
      forecast(item('road', 'north'), [7], { spread: [1e-6] }),
      forecast(all('north'), [7], { spread: [1e-6] }),
    ])
    expect(means.map(([mean]) => Math.round(mean!))).toEqual([10, 7, 7])
  })

  test('of any catalogue: nothing is negative, items make up everything, territories make up items', () => {
    const amount = fc.double({ min: 0, max: 1e6, noNaN: true })
    const catalogue = fc.record({
      total: amount,
      items: fc.array(fc.record({ mean: amount, north: amount, south: amount, spread: amount }), {
        minLength: 1,
        maxLength: 6,
      }),
    })
    fc.assert(
      fc.property(catalogue, ({ total, items }) => {
        const given = [
          forecast(all(), [total], { spread: [total / 10] }),
          ...items.flatMap(({ mean, north, south, spread }, i) => [
            forecast(item(`item ${i}`), [mean], { spread: [spread] }),
            forecast(item(`item ${i}`, 'north'), [north], { spread: [spread] }),
            forecast(item(`item ${i}`, 'south'), [south], { spread: [spread] }),
          ]),
        ]
        const [whole, ...rest] = coherentMeans(given).map(([mean]) => mean!)
        expect(Math.min(whole!, ...rest)).toBeGreaterThanOrEqual(0)
        const own = rest.filter((_, i) => i % 3 === 0)
        const placed = rest.filter((_, i) => i % 3 > 0)
        const near = 1e-9 * Math.max(1, whole!)
        expect(Math.abs(own.reduce((sum, value) => sum + value, 0) - whole!)).toBeLessThanOrEqual(near)
        expect(Math.abs(placed.reduce((sum, value) => sum + value, 0) - whole!)).toBeLessThanOrEqual(near)
      }),
      { numRuns: 200 },
    )
  })
})

test('accuracy is that of the numbers that add up, not of those forecast alone', () => {
  const common = { grain: 'month', seasonLength: 1, horizon: 1, lastsFor: null, unplaced: false } as const
  const values = Float64Array.from({ length: 20 }, () => 10)
  const ranges = (mean: number) => ({
    ...{ mean: [mean, mean, mean], naive: [10, 10, 10] },
    ...{ lo80: [mean - 1, mean - 1, mean - 1], hi80: [mean + 1, mean + 1, mean + 1] },
    ...{ lo95: [mean - 2, mean - 2, mean - 2], hi95: [mean + 2, mean + 2, mean + 2] },
  })
  const series = (name: string, node: Node, mean: number) => ({
    task: { ...common, name, node, values, from: 0, closed: 20, promoted: null, decided: [], siblings: [], priors: [] },
    forecast: {
      ...{ name, model: 'given', reason: null, findings: [], response: null, parts: null, ...ranges(mean) },
      backtests: [11, 13, 15].map((at) => ({ at, ...ranges(mean) })),
      isMeasured: true,
    },
  })
  const both = [series('all', all(), 10), series('item:road', item('road'), 13)]
  const { outcomes } = outcomesOf({
    tasks: both.map(({ task }) => task),
    forecasts: both.map(({ forecast }) => forecast),
  })
  for (const outcome of outcomes) {
    expect(outcome.mean[0]).toBeCloseTo(11.5, 3)
    expect(outcome.accuracy!.wape).toBeCloseTo(0.15, 3)
    expect(outcome.accuracy!.naiveWape).toBe(0)
  }
})
