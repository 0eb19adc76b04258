import { expect, test } from 'vitest'
import { type Covered, coverageOf } from './coverage.ts'

const now = new Date('2026-03-31T12:00:00Z')
const member = (id: string, more: Partial<Covered>): Covered => ({
  id,
  timeZone: 'UTC',
  joinedOn: '2020-01-01',
  onLeave: false,
  meetings: [],
  ...more,
})
const held = (at: string) => [{ at, state: 'held' as const }]

test('thirty days ago counts, thirty-one do not; planned and skipped ones never do', () => {
  const { lines, covered, eligible } = coverageOf(
    [
      member('thirty', { meetings: held('2026-03-01T09:00:00Z') }),
      member('thirty-one', { meetings: held('2026-02-28T09:00:00Z') }),
      member('planned', { meetings: [{ at: '2026-03-20T09:00:00Z', state: 'planned' }] }),
      member('skipped', { meetings: [{ at: '2026-03-20T09:00:00Z', state: 'skipped' }] }),
    ],
    { now, windowDays: 30 },
  )
  expect(lines.map(({ counts }) => counts)).toEqual(['covered', 'not covered', 'not covered', 'not covered'])
  expect([covered, eligible]).toEqual([1, 4])
})

test('days are those of the member: an evening in Los Angeles is the day before in UTC terms, also over a change of clocks', () => {
  // 2026-03-01 04:30 UTC is 28 February, 20:30, in Los Angeles: 31 days before 31 March there.
  const late = held('2026-03-01T04:30:00Z')
  const { lines } = coverageOf(
    [member('la', { timeZone: 'America/Los_Angeles', meetings: late }), member('utc', { meetings: late })],
    { now, windowDays: 30 },
  )
  expect(lines.map(({ daysAgo, counts }) => [daysAgo, counts])).toEqual([
    [31, 'not covered'],
    [30, 'covered'],
  ])
})

test('who is on leave, or new without one yet, is out of the denominator; a new one who had one counts', () => {
  const found = coverageOf(
    [
      member('away', { onLeave: true }),
      member('new', { joinedOn: '2026-03-10' }),
      member('new with one', { joinedOn: '2026-03-10', meetings: held('2026-03-12') }),
      member('joined 31 days ago', { joinedOn: '2026-02-28' }),
    ],
    { now, windowDays: 30 },
  )
  expect([found.covered, found.eligible, found.share]).toEqual([1, 2, 0.5])
  expect(coverageOf([member('away', { onLeave: true })], { now, windowDays: 30 }).share).toBeNull()
})
