import { expect, test } from 'vitest'
import { learnWidths, scaled, type Tried, widthInWords } from './widths.ts'

/** Errors of 40 series at six origins, evenly spread up to `most` half-widths above; as many below count as none. */
function triedWith(most: (origin: number) => number): Tried[] {
  return Array.from({ length: 6 }, (_, origin) =>
    Array.from({ length: 40 }, (_, series) =>
      Array.from({ length: 10 }, (_, step): Tried => {
        const place = (step * 40 + series) / 399 // 0 to 1, each as often
        const over = Math.max(0, 2 * place - 1) * most(origin)
        return { kind: 'items', series, at: 20 + 2 * origin, step, over80: 2 * over, over95: over }
      }),
    ).flat(),
  ).flat()
}

test('ranges that too much came above are widened until one in forty does', () => {
  const { items, sums } = learnWidths(
    triedWith(() => 1.6),
    100,
  )
  // One in forty lies above 0.95 × 1.6 half-widths; 40 series count 40 / 70 of what they say.
  expect(items.at95).toBeCloseTo((0.95 * 1.6) ** (40 / 70), 2)
  expect(items.series).toBe(40)
  expect(sums).toEqual({ at80: 1, at95: 1, series: 0 })
})

test('ranges that nothing came near are narrowed, and what only one half of the origins says counts for nothing', () => {
  expect(
    learnWidths(
      triedWith(() => 0.7),
      100,
    ).items.at95,
  ).toBeLessThan(0.85)
  expect(
    learnWidths(
      triedWith((origin) => (origin < 3 ? 0.7 : 1.6)),
      100,
    ).items.at95,
  ).toBe(1)
  expect(
    learnWidths(
      triedWith((origin) => (origin < 3 ? 2 : 1.3)),
      100,
    ).items.at95,
  ).toBeCloseTo(1.235 ** (40 / 70), 2)
})

test('what came later teaches nothing', () => {
  const wild = triedWith((origin) => (origin < 2 ? 1 : 9))
  const calm = triedWith(() => 1)
  expect(learnWidths(wild, 24)).toEqual(learnWidths(calm, 24))
})

test('scaled ranges hold their mean and each other, and a bound that was cut at zero stays there', () => {
  const ranges = { mean: [10, 4], lo80: [6, 0], hi80: [15, 9], lo95: [5, 0], hi95: [16, 12] }
  expect(scaled(ranges, { at80: 1.5, at95: 1, series: 40 })).toEqual({
    ...{ mean: [10, 4], lo80: [4, 0], hi80: [17.5, 11.5] },
    ...{ lo95: [4, 0], hi95: [17.5, 12] },
  })
})

test('a scaled range says so, one that stays as it is does not', () => {
  const learned = 'than the model says, as earlier forecasts of 134 series of this company show it must be.'
  expect(widthInWords({ at80: 1.002, at95: 1.108, series: 134 })).toEqual([`Its 95 % range is 11 % wider ${learned}`])
  expect(widthInWords({ at80: 0.9, at95: 1, series: 134 })).toEqual([`Its 80 % range is 10 % narrower ${learned}`])
  expect(widthInWords({ at80: 1, at95: 1, series: 134 })).toEqual([])
})
