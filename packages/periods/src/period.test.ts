import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FiscalCalendar, Grain, WeekPattern } from './calendar.ts'
import { calendarProblem, calendarYear, weekPatterns } from './calendar.ts'
import { formatDay, parseDay } from './day.ts'
import { isoWeekOf, labelOf } from './label.ts'
import {
  add,
  distance,
  endOf,
  fiscalYearOf,
  lengthOf,
  next,
  periodOf,
  placeInYear,
  previous,
  range,
  startOf,
} from './period.ts'

const grains = fc.constantFrom<Grain>('week', 'month', 'quarter', 'year')
const patterns = Object.keys(weekPatterns) as WeekPattern[]
const calendars: fc.Arbitrary<FiscalCalendar> = fc.oneof(
  fc.record({ kind: fc.constant('month' as const), startMonth: fc.integer({ min: 1, max: 12 }) }),
  fc.record({
    kind: fc.constantFrom(...patterns),
    startMonth: fc.integer({ min: 1, max: 12 }),
    weekStart: fc.integer({ min: 1, max: 7 }),
  }),
)
const days = fc.integer({ min: -40_000, max: 60_000 })
const retail: FiscalCalendar = { kind: '4-4-5', startMonth: 2, weekStart: 7 }

function day(text: string): number {
  const read = parseDay(text)
  if (read === undefined) throw new Error(`${text} is not a day`)
  return read
}

describe('periods of any calendar', () => {
  it('hold the day they were asked for, and tile time without gap or overlap', () => {
    fc.assert(
      fc.property(days, grains, calendars, (at, grain, calendar) => {
        const period = periodOf(at, grain, calendar)
        expect(startOf(period, calendar)).toBeLessThanOrEqual(at)
        expect(endOf(period, calendar)).toBeGreaterThanOrEqual(at)
        expect(startOf(next(period), calendar)).toBe(endOf(period, calendar) + 1)
        expect(periodOf(startOf(period, calendar), grain, calendar)).toEqual(period)
        expect(periodOf(endOf(period, calendar), grain, calendar)).toEqual(period)
      }),
      { numRuns: 1000 },
    )
  })

  it('nest: a month lies in one quarter, a quarter in one year', () => {
    fc.assert(
      fc.property(days, calendars, (at, calendar) => {
        const month = periodOf(at, 'month', calendar)
        const quarter = periodOf(at, 'quarter', calendar)
        const year = periodOf(at, 'year', calendar)
        expect(startOf(month, calendar)).toBeGreaterThanOrEqual(startOf(quarter, calendar))
        expect(endOf(month, calendar)).toBeLessThanOrEqual(endOf(quarter, calendar))
        expect(Math.floor(quarter.index / 4)).toBe(year.index)
        expect(fiscalYearOf(month, calendar)).toBe(fiscalYearOf(year, calendar))
        expect(fiscalYearOf(quarter, calendar)).toBe(fiscalYearOf(year, calendar))
      }),
    )
  })

  it('add, count and list consistently', () => {
    fc.assert(
      fc.property(days, grains, calendars, fc.integer({ min: -60, max: 60 }), (at, grain, calendar, count) => {
        const from = periodOf(at, grain, calendar)
        const to = add(from, count)
        expect(distance({ from, to })).toBe(count)
        expect(range({ from, to })).toHaveLength(Math.max(0, count + 1))
        expect(previous(next(from))).toEqual(from)
      }),
    )
  })

  it('take their place in the year in order', () => {
    fc.assert(
      fc.property(days, grains, calendars, (at, grain, calendar) => {
        const period = periodOf(at, grain, calendar)
        const place = placeInYear(period, calendar)
        expect(place).toBeGreaterThanOrEqual(1)
        if (placeInYear(next(period), calendar) !== 1) expect(placeInYear(next(period), calendar)).toBe(place + 1)
      }),
    )
  })
})

describe('a fiscal year of calendar months', () => {
  const july: FiscalCalendar = { kind: 'month', startMonth: 7 }

  it('is named by the year in which it ends', () => {
    const quarter = periodOf(day('2026-08-15'), 'quarter', july)
    expect(labelOf(quarter, july)).toBe('FY27 Q1')
    expect(formatDay(startOf(quarter, july))).toBe('2026-07-01')
    expect(formatDay(endOf({ grain: 'year', index: 2027 }, july))).toBe('2027-06-30')
  })

  it('labels months, quarters, weeks and years', () => {
    const at = day('2026-11-18')
    expect(labelOf(periodOf(at, 'month', july), july)).toBe('Nov 2026')
    expect(labelOf(periodOf(at, 'week', july), july)).toBe('W47 2026')
    expect(labelOf(periodOf(at, 'year', july), july)).toBe('FY27')
    expect(labelOf(periodOf(at, 'quarter', calendarYear), calendarYear)).toBe('Q4 2026')
    expect(labelOf(periodOf(at, 'month', calendarYear), calendarYear, 'de')).toBe('Nov 2026')
  })
})

describe('a 4-4-5 year', () => {
  it('has whole weeks, quarters of 4, 4 and 5, and 53 weeks every fifth or sixth year', () => {
    const lengths = range({ from: { grain: 'year', index: 2000 }, to: { grain: 'year', index: 2027 } }).map(
      (year) => lengthOf(year, retail) / 7,
    )
    expect(new Set(lengths)).toEqual(new Set([52, 53]))
    expect(lengths.filter((weeks) => weeks === 53)).toHaveLength(5)
    const months = range({
      from: periodOf(day('2026-02-10'), 'month', retail),
      to: periodOf(day('2027-01-20'), 'month', retail),
    })
    expect(months.map((month) => lengthOf(month, retail) / 7)).toEqual([4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5])
  })

  it('begins on the week start nearest to the first of its month', () => {
    expect(formatDay(startOf({ grain: 'year', index: 2027 }, retail))).toBe('2026-02-01')
    expect(formatDay(startOf({ grain: 'year', index: 2026 }, retail))).toBe('2025-02-02')
    expect(labelOf(periodOf(day('2026-02-01'), 'week', retail), retail)).toBe('FY27 W01')
    expect(labelOf(periodOf(day('2026-02-01'), 'month', retail), retail)).toBe('FY27 P01')
  })
})

describe('the 4-5-4 calendar of the National Retail Federation', () => {
  const nrf: FiscalCalendar = { kind: '4-5-4', startMonth: 2, weekStart: 7 }
  // First days as the federation publishes them (nrf.com, 4-5-4 calendar); 2017 and 2023 have 53 weeks.
  it.each([
    ['FY17', '2017-01-29', 53],
    ['FY22', '2022-01-30', 52],
    ['FY23', '2023-01-29', 53],
    ['FY24', '2024-02-04', 52],
    ['FY25', '2025-02-02', 52],
  ])('%s begins on %s and has %i weeks', (label, first, weeks) => {
    const year = periodOf(day(first), 'year', nrf)
    expect(formatDay(startOf(year, nrf))).toBe(first)
    expect(lengthOf(year, nrf) / 7).toBe(weeks)
    expect(labelOf(year, nrf)).toBe(label)
  })

  it('names its months from February; March has five weeks, and the 53rd week is one of January', () => {
    const [feb, mar, apr] = [0, 1, 2].map((count) => add(periodOf(day('2024-02-04'), 'month', nrf), count))
    const shown = [feb!, mar!, apr!].map((month) => [labelOf(month, nrf), formatDay(startOf(month, nrf))])
    expect(shown).toEqual([
      ['FY24 Feb', '2024-02-04'],
      ['FY24 Mar', '2024-03-03'],
      ['FY24 Apr', '2024-04-07'],
    ])
    const last = periodOf(day('2024-02-03'), 'month', nrf)
    expect([labelOf(last, nrf), lengthOf(last, nrf) / 7]).toEqual(['FY23 Jan', 5])
    expect(labelOf(periodOf(day('2024-02-03'), 'week', nrf), nrf)).toBe('FY23 W53')
  })
})

describe('calendars of 5-4-4 and of thirteen months', () => {
  it('cut the year as they say', () => {
    const weeks = (calendar: FiscalCalendar, grain: Grain) => {
      const year = periodOf(day('2025-06-15'), 'year', calendar)
      const all = range({
        from: periodOf(startOf(year, calendar), grain, calendar),
        to: periodOf(endOf(year, calendar), grain, calendar),
      })
      return all.map((period) => lengthOf(period, calendar) / 7)
    }
    const first: FiscalCalendar = { kind: '5-4-4', startMonth: 1, weekStart: 1 }
    expect(weeks(first, 'month')).toEqual([5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4])
    const thirteen: FiscalCalendar = { kind: '13x4', startMonth: 1, weekStart: 1 }
    expect(weeks(thirteen, 'month')).toEqual(Array(13).fill(4))
    expect(weeks(thirteen, 'quarter')).toEqual([12, 12, 12, 16])
    expect(labelOf(periodOf(day('2025-12-20'), 'month', thirteen), thirteen)).toBe('FY25 P13')
  })

  it('that begin in the second half of a year are named by the year in which they end', () => {
    const october: FiscalCalendar = { kind: '5-4-4', startMonth: 10, weekStart: 7 }
    expect(labelOf(periodOf(day('2023-11-15'), 'quarter', october), october)).toBe('FY24 Q1')
  })
})

describe('ISO weeks', () => {
  it.each([
    ['2021-01-03', 2020, 53],
    ['2021-01-04', 2021, 1],
    ['2024-12-30', 2025, 1],
    ['2026-12-31', 2026, 53],
  ])('put %s in %i week %i', (text, year, week) => {
    expect(isoWeekOf(day(text))).toEqual({ year, week })
  })
})

describe('a calendar from outside', () => {
  it('is told what is wrong with it', () => {
    expect(calendarProblem({ kind: 'month', startMonth: 13 })).toContain('13')
    expect(calendarProblem({ kind: '4-4-5', startMonth: 2, weekStart: 0 })).toContain('Week start 0')
    expect(calendarProblem(calendarYear)).toBeUndefined()
  })
})
