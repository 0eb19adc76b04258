import { aalenJohansen, kaplanMeier } from '@drumbeat/deal-outlook'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curvesOf, daysUntil, type FollowedDays, follow } from './curves.ts'

const ends = ['open', 'won', 'lost'] as const
const waits = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0 as const, 1 as const, 2 as const)), {
  minLength: 1,
  maxLength: 60,
})

test('the curves from deals counted by day are those of the deal-outlook package, which R has checked', () => {
  fc.assert(
    fc.property(waits, (some) => {
      const followed: FollowedDays = new Map()
      for (const [days, ending] of some) follow(followed, days, ends[ending])
      const durations = { times: some.map(([days]) => days), endings: some.map(([, ending]) => ending) }
      const { points, ...counts } = curvesOf(followed)
      const expected = aalenJohansen(durations)
      for (const point of points) {
        const other = expected.findLast(({ time }) => time <= point.days)!
        expect(point.open).toBeCloseTo(other.open, 12)
        expect(point.wonShare).toBeCloseTo(other.won, 12)
        expect(point.lostShare).toBeCloseTo(other.lost, 12)
      }
      const { time } = kaplanMeier(durations).median
      expect(daysUntil({ points, ...counts }, 0.5)).toBe(Number.isNaN(time) ? null : time)
    }),
  )
})
