import { parseDay } from '@drumbeat/periods'
import { expect, test } from 'vitest'
import { businessHours, type WorkingTime, workingDaysAfter } from './business-hours.ts'

const time: WorkingTime = {
  timeZone: 'Europe/Berlin',
  days: [1, 2, 3, 4, 5],
  fromMinute: 540,
  toMinute: 1020,
  holidays: new Set([parseDay('2026-05-01')!]),
}

test('business hours leave out nights, weekends and holidays, by the clock of the company', () => {
  const hours = (from: string, to: string) => businessHours({ from, to }, time)
  // Thursday 30 April 2026, 15:00 in Berlin, to Monday 4 May, 11:00: two hours, a holiday, a weekend, two hours.
  expect(hours('2026-04-30T13:00:00Z', '2026-05-04T09:00:00Z')).toBe(4)
  expect(hours('2026-04-30T13:00:00Z', '2026-04-30T13:30:00Z')).toBe(0.5)
  expect(hours('2026-04-30T20:00:00Z', '2026-05-01T20:00:00Z')).toBe(0)
  expect(hours('2026-04-30T13:00:00Z', '2026-04-29T13:00:00Z')).toBe(0)
  // Ten weeks of five days of eight hours, from Monday morning, over the change of clocks and without the holiday.
  expect(hours('2026-03-23T08:00:00Z', '2026-06-01T07:00:00Z')).toBe(10 * 40 - 8)
})

test('an action due in two working days from a Thursday before a holiday is due on the Tuesday', () => {
  expect(workingDaysAfter(parseDay('2026-04-30')!, 2, time)).toBe(parseDay('2026-05-05'))
  expect(workingDaysAfter(parseDay('2026-05-02')!, 0, time)).toBe(parseDay('2026-05-04'))
})
