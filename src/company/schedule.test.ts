import { expect, test } from 'vitest'
import { dueDay, lastDay, type Schedule, scheduleText } from './schedule.ts'

const mondayAt8: Schedule = { every: 'week', weekday: 1, minute: 480 }
const clock = (day: string, weekday: number, minute: number) => ({ day, weekday, minute })

test('a schedule is said as people say it', () => {
  const said = [
    mondayAt8,
    { every: 'week', weekday: 7, minute: 1439 },
    { every: 'working day', minute: 450 },
    { every: 'month', monthDay: 3, minute: 540 },
    { every: 'month', monthDay: 31, minute: 540 },
  ] satisfies Schedule[]
  expect(said.map(scheduleText)).toEqual([
    'on Mondays at 08:00',
    'on Sundays at 23:59',
    'Monday to Friday at 07:30',
    'on day 3 of each month at 09:00',
    'on the last of each month at 09:00',
  ])
})

test('what comes weekly goes out from its minute on, once, and at most a day late', () => {
  const due = (...at: Parameters<typeof clock>) => dueDay(mondayAt8, clock(...at), '2026-11-16')
  expect(due('2026-11-23', 0, 479)).toBeNull()
  expect(due('2026-11-23', 0, 480)).toBe('2026-11-23')
  expect(due('2026-11-24', 1, 30)).toBe('2026-11-23')
  expect(due('2026-11-25', 2, 30)).toBeNull()
  expect(dueDay(mondayAt8, clock('2026-11-23', 0, 600), '2026-11-23')).toBeNull()
})

test('the newest day of a schedule: over a weekend, and at the end of a shorter month', () => {
  expect(lastDay({ every: 'working day', minute: 480 }, clock('2026-11-30', 0, 479))).toBe('2026-11-27')
  expect(lastDay({ every: 'day', minute: 480 }, clock('2026-11-29', 6, 500))).toBe('2026-11-29')
  const monthEnd: Schedule = { every: 'month', monthDay: 31, minute: 480 }
  expect(lastDay(monthEnd, clock('2027-02-28', 6, 480))).toBe('2027-02-28')
  expect(lastDay(monthEnd, clock('2027-02-28', 6, 479))).toBe('2027-01-31')
  expect(lastDay({ every: 'month', monthDay: 15, minute: 0 }, clock('2027-03-14', 6, 60))).toBe('2027-02-15')
})
