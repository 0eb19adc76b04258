import { expect, test } from 'vitest'
import { dueDay, weeklyText } from './when.ts'

const mondayAt8 = { weekday: 1, minute: 480 }
const clock = (day: string, weekday: number, minute: number) => ({ day, weekday, minute })

test('a weekly hour is said as people say it', () => {
  expect([weeklyText(mondayAt8), weeklyText({ weekday: 7, minute: 1439 })]).toEqual([
    'on Mondays at 08:00',
    'on Sundays at 23:59',
  ])
})

test('a weekly mail goes out from its minute on, once, and at most a day late', () => {
  const due = (...at: Parameters<typeof clock>) => dueDay(mondayAt8, clock(...at), '2026-11-16')
  expect(due('2026-11-23', 0, 479)).toBeNull()
  expect(due('2026-11-23', 0, 480)).toBe('2026-11-23')
  expect(due('2026-11-24', 1, 30)).toBe('2026-11-23')
  expect(due('2026-11-25', 2, 30)).toBeNull()
  expect(dueDay(mondayAt8, clock('2026-11-23', 0, 600), '2026-11-23')).toBeNull()
})
