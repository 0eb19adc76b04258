import { describe, expect, test } from 'vitest'
import { countDays, meanDays, noDays, quantileDays } from './day-counts.ts'
import { mean, quantile } from './statistics.ts'

describe('days that are counted', () => {
  test('have the mean and the quantiles of the days that are listed', () => {
    const shares = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]
    for (const days of [
      [3],
      [0, 0, 7],
      [5, 1, 9, 9, 2, 700],
      Array.from({ length: 999 }, (_, nth) => (nth * 37) % 211),
    ]) {
      const counted = noDays()
      for (const each of days) countDays(counted, each)
      expect(meanDays(counted)).toBe(mean(days))
      expect(shares.map((share) => quantileDays(counted, share))).toEqual(shares.map((share) => quantile(days, share)))
    }
  })

  test('are nothing where none was counted', () => {
    expect([meanDays(noDays()), quantileDays(noDays(), 0.5)]).toEqual([null, null])
  })
})
