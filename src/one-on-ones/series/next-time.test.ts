import { expect, test } from 'vitest'
import { nextTime } from './next-time.ts'

test('nine in the morning stays nine in the morning when the clocks change, and a weekend moves to Monday', () => {
  const berlin = { timeZone: 'Europe/Berlin' }
  expect(nextTime({ at: '2026-03-24T08:00:00Z', everyDays: 14, ...berlin })).toBe('2026-04-07T07:00:00.000Z')
  expect(nextTime({ at: '2026-05-05T07:00:00Z', everyDays: 4, ...berlin })).toBe('2026-05-11T07:00:00.000Z')
})

test('a holiday moves to the next day on which both work', () => {
  const isWorked = (day: string) => !['2026-12-25', '2026-12-26', '2026-12-27'].includes(day)
  const at = nextTime({ at: '2026-12-11T08:00:00Z', everyDays: 14, timeZone: 'Europe/Berlin', isWorked })
  expect(at).toBe('2026-12-28T08:00:00.000Z')
})
