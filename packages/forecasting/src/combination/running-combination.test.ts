import { describe, expect, it } from 'vitest'
import { autoModel } from '../auto.ts'
import type { Fitted } from '../contract.ts'
import { randomFrom } from '../numerics/random.ts'
import { adaptiveSeason, copySeason, takeSeason } from '../season/adaptive-season.ts'
import { shrunkenSeason } from '../season/shrunken-season.ts'
import { copyTracking, enterErrors, enterSurprise, noErrors, widthOf } from './error-tracking.ts'

const random = randomFrom(8)
const place = (t: number) => 1 + 0.3 * Math.sin((Math.PI * t) / 6)
const series = Float64Array.from({ length: 120 }, (_, t) => 100 * place(t) * Math.exp(0.05 * random.normal()))

describe('a season that moves', () => {
  it.each([
    ['ratios', series],
    ['differences', series.map((value) => value - 110)],
  ])('has after every value the indices of a decomposition of all of them: %s', (_, y) => {
    const start = y.subarray(0, 90)
    const season = copySeason(adaptiveSeason(shrunkenSeason(start, 12), start))
    let compared = 0
    for (let t = 90; t < 120; t++) {
      takeSeason(season, t, y[t]!)
      const anew = shrunkenSeason(y.subarray(0, t + 1), 12).indices
      // The choice of the fade is made anew in a decomposition, and kept in a season that moves.
      if (Math.abs(anew[0]! / season.indices[0]! - 1) < 1e-9) compared++
      for (let i = 0; i < 12; i++) expect(Math.abs(season.indices[i]! - anew[i]!)).toBeLessThan(y === series ? 0.02 : 2)
    }
    expect(compared).toBeGreaterThan(15)
  })

  it('takes a missing value as the last one, and leaves what it was copied from', () => {
    const season = adaptiveSeason(shrunkenSeason(series, 12), series)
    const [plain, gap] = [copySeason(season), copySeason(season)]
    takeSeason(gap, 120, Number.NaN)
    takeSeason(plain, 120, 100 * place(120))
    for (let i = 0; i < 12; i++) expect(gap.indices[i]!).toBeCloseTo(plain.indices[i]!, 1)
    expect(season.indices).toEqual(shrunkenSeason(series, 12).indices)
  })
})

describe('the record of a combination', () => {
  it('counts the member that errs less for more, by no more than the shrinkage allows', () => {
    const record = noErrors(2)
    const weights = [0.5, 0.5]
    for (let k = 0; k < 300; k++) enterErrors(record, { errors: [1, 2], learned: [0.5, 0.5], weights })
    // Mean squares of 0.4 and 1.6 of the whole's, faded counts of 1 / 0.03, a prior of 8.
    const count = 1 / 0.03
    expect(weights[0]).toBeCloseTo((0.5 * (8 + count)) / (8 + 0.4 * count), 2)
    expect(weights[1]).toBeCloseTo((0.5 * (8 + count)) / (8 + 1.6 * count), 2)
  })

  it('widens after errors beyond what was expected, narrows after small ones, and says 1 at first', () => {
    const wide = noErrors(1)
    expect(widthOf(wide)).toBe(1)
    const narrow = copyTracking(wide)
    for (let k = 0; k < 40; k++) {
      enterSurprise(wide, 2)
      enterSurprise(narrow, 0.3)
    }
    expect(widthOf(wide)).toBeGreaterThan(1.3)
    expect(widthOf(narrow)).toBeLessThan(0.8)
    enterSurprise(narrow, Number.NaN)
    expect(widthOf(narrow)).toBeLessThan(0.8)
  })

  it('makes the intervals of auto follow a noise that has doubled', () => {
    const start = autoModel().fit(series, { seasonLength: 12 })
    if (start.kind === 'declined') throw new Error(start.reason)
    const after = (noise: number) => {
      const later = randomFrom(3)
      let now: Fitted = start
      for (let t = 120; t < 156; t++) now = now.update(100 * place(t) * Math.exp(noise * later.normal()))
      const { mean, intervals } = now.forecast({ horizon: 1, levels: [95] })
      return (intervals[0]!.hi[0]! - intervals[0]!.lo[0]!) / mean[0]!
    }
    expect(after(0.1)).toBeGreaterThan(1.25 * after(0.05))
  })

  it('lets one outlier carry no forecast away, and believes the second to the same side', () => {
    const start = autoModel().fit(series, { seasonLength: 12 })
    if (start.kind === 'declined') throw new Error(start.reason)
    const moved = (values: readonly number[]) => {
      let now: Fitted = start
      for (const value of values) now = now.update(value)
      return now.forecast({ horizon: 12 }).mean.reduce((sum, value) => sum + value, 0) / 1200 - 1
    }
    expect(moved([1000])).toBeLessThan(0.15)
    expect(moved([1000, 1000])).toBeGreaterThan(0.5)
    // A month of hardly anything is one that is not yet whole.
    expect(Math.abs(moved([5]))).toBeLessThan(0.02)
    expect(moved([5, 5])).toBeLessThan(-0.1)
  })
})
