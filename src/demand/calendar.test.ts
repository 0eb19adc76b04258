import { describe, expect, test } from 'vitest'
import { periodIndex, periodsFrom, periodWith, timelineOf } from './calendar.ts'

const calendar = { kind: 'month', startMonth: 1, weekStart: 1 } as const
const months = (firstOn: string, lastOn: string, today: string) =>
  timelineOf({ grain: 'month', calendar, firstOn, lastOn, today })

describe('which periods count', () => {
  test('a month is closed once it is over and order lines reach its end', () => {
    const timeline = months('2026-01-02', '2026-03-14', '2026-03-15')
    expect(timeline.periods.map((period) => period.label)).toEqual(['Jan 2026', 'Feb 2026', 'Mar 2026'])
    expect(timeline).toMatchObject({ first: 0, closed: 2 })
  })

  test('a month whose data stop before its end stays partial, even years later', () => {
    expect(months('2010-12-29', '2014-01-28', '2026-11-23').closed).toBe(37)
  })

  test('a month that ends on a weekend without orders is closed', () => {
    expect(months('2026-01-01', '2026-05-29', '2026-06-02').closed).toBe(5)
  })

  test('a month that is over only today is not closed before its last day has passed', () => {
    expect(months('2026-01-01', '2026-01-31', '2026-01-31').closed).toBe(0)
    expect(months('2026-01-01', '2026-01-31', '2026-02-01').closed).toBe(1)
  })

  test('a first month in which the data begin late is not whole', () => {
    expect(months('2010-12-29', '2014-01-31', '2026-11-23').first).toBe(1)
    expect(months('2026-01-03', '2026-03-31', '2026-04-01').first).toBe(0)
  })

  test('weeks begin on the day that a 4-4-5 company says, Sunday being 0', () => {
    const sundays = { kind: '4-4-5', startMonth: 1, weekStart: 0 } as const
    expect(periodWith({ grain: 'week', calendar: sundays, day: '2026-11-23' })).toMatchObject({
      startsOn: '2026-11-22',
      endsOn: '2026-11-28',
    })
  })
})

test('periods are counted from an origin, forwards and back', () => {
  const index = (day: string) => periodIndex({ grain: 'month', calendar, origin: '2026-01-01', day })
  expect([index('2025-12-31'), index('2026-01-31'), index('2027-02-01')]).toEqual([-1, 0, 13])
})

test('the periods ahead follow each other without a gap', () => {
  const ahead = periodsFrom({ grain: 'week', calendar, startsOn: '2026-11-23', count: 3 })
  expect(ahead.map((period) => [period.startsOn, period.endsOn])).toEqual([
    ['2026-11-23', '2026-11-29'],
    ['2026-11-30', '2026-12-06'],
    ['2026-12-07', '2026-12-13'],
  ])
})
