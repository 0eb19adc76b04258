import { expect, test } from 'vitest'
import { readIcs } from './ics.ts'

const file = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20261225',
  'DTEND;VALUE=DATE:20261227',
  'SUMMARY:Christmas\\, both',
  '  days',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20240501',
  'RRULE:FREQ=YEARLY;UNTIL=20270501',
  'SUMMARY:Labour Day',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART:20260601T090000Z',
  'SUMMARY:All hands',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20260105',
  'RRULE:FREQ=WEEKLY',
  'SUMMARY:Focus day',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')

test('whole days of a calendar are holidays, folded lines and several days too; what is none is said', () => {
  const { holidays, skipped } = readIcs(file, { today: '2026-11-29' })
  expect(holidays).toEqual([
    { day: '2024-05-01', name: 'Labour Day' },
    { day: '2025-05-01', name: 'Labour Day' },
    { day: '2026-05-01', name: 'Labour Day' },
    { day: '2026-12-25', name: 'Christmas, both days' },
    { day: '2026-12-26', name: 'Christmas, both days' },
    { day: '2027-05-01', name: 'Labour Day' },
  ])
  expect(skipped).toEqual([
    { what: 'All hands', why: '20260601T090000Z is no whole day' },
    { what: 'Focus day', why: 'its repetition is not yearly: FREQ=WEEKLY' },
  ])
  expect(readIcs('no calendar', { today: '2026-11-29' })).toEqual({ holidays: [], skipped: [] })
})
