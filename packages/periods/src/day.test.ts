import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, dayOf, daysFrom, formatDay, parseDay, weekdayOf } from './day.ts'

const days = fc.integer({
  min: dayOf({ year: 1600, month: 1, day: 1 }),
  max: dayOf({ year: 2400, month: 12, day: 31 }),
})

describe('a civil day', () => {
  it('counts from 1970-01-01', () => {
    expect(dayOf({ year: 1970, month: 1, day: 1 })).toBe(0)
    expect(dayOf({ year: 2000, month: 3, day: 1 })).toBe(11_017)
    expect(formatDay(-1)).toBe('1969-12-31')
  })

  it('agrees with the platform calendar on every day of eight centuries', () => {
    fc.assert(
      fc.property(days, (day) => {
        const platform = new Date(day * 86_400_000)
        expect(dateOf(day)).toEqual({
          year: platform.getUTCFullYear(),
          month: platform.getUTCMonth() + 1,
          day: platform.getUTCDate(),
        })
        expect(weekdayOf(day) % 7).toBe(platform.getUTCDay())
      }),
    )
  })

  it('counts from one day to another over the end of a February, and none backwards', () => {
    expect(daysFrom({ from: '2028-02-28', to: '2028-03-01' })).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
    expect(daysFrom({ from: '2028-03-01', to: '2028-02-28' })).toEqual([])
  })

  it('reads what it writes', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(parseDay(formatDay(day))).toBe(day)
      }),
    )
  })

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '2026-01-01T00:00', ''])(
    'does not read %s',
    (text) => expect(parseDay(text)).toBeUndefined(),
  )
})
