import { expect, test } from 'vitest'
import { proposals, usualHours } from './propose.ts'

const berlin = {
  timeZone: 'Europe/Berlin',
  minutes: 60,
  count: 3,
  after: '2026-01-01T00:00:00.000Z',
  busy: [],
  freeDays: [],
}

test('times lie inside the hours of both, over a weekend, a holiday and the change of clocks', () => {
  const timeZone = 'Europe/Berlin'
  const early = { timeZone, days: [1, 2, 3, 4, 5], fromMinute: 480, toMinute: 720 }
  const late = { timeZone, days: [1, 2, 4, 5], fromMinute: 600, toMinute: 1020 }
  const given = { ...berlin, from: '2026-03-27', hours: [early, late], freeDays: ['2026-03-30'] }
  // Friday in winter time, then Tuesday and Thursday in summer time: Monday is free, on Wednesdays one does not work.
  expect(proposals(given)).toEqual(['2026-03-27T09:00:00.000Z', '2026-03-31T08:00:00.000Z', '2026-04-02T08:00:00.000Z'])
})

test('what is taken moves the time by half hours, and where no hour is left nothing is proposed', () => {
  const here = { ...usualHours, timeZone: 'Europe/Berlin' }
  const busy = [{ startsAt: '2026-06-01T07:30:00.000Z', minutes: 45 }]
  const given = { ...berlin, from: '2026-06-01', hours: [here, here], count: 1, busy }
  expect(proposals(given)).toEqual(['2026-06-01T08:30:00.000Z'])
  const apart = [here, { ...here, fromMinute: 1000, toMinute: 1200 }]
  expect(proposals({ ...given, hours: apart, minutes: 30 })).toEqual([])
})

test('each keeps the hours of their own clock: Berlin and New York meet at 15:00, or 14:00 while only America has changed its clocks', () => {
  const hours = [
    { ...usualHours, timeZone: 'Europe/Berlin' },
    { ...usualHours, timeZone: 'America/New_York' },
  ]
  expect(proposals({ ...berlin, from: '2026-03-06', hours, count: 2 })).toEqual([
    '2026-03-06T14:00:00.000Z', // Friday, 15:00 and 9:00
    '2026-03-09T13:00:00.000Z', // Monday, 14:00 and 9:00
  ])
  const apart = [hours[0]!, { ...usualHours, timeZone: 'America/Los_Angeles' }]
  expect(proposals({ ...berlin, from: '2026-06-01', hours: apart })).toEqual([])
})
