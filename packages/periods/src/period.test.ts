import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FiscalCalendar, Grain } from './calendar.ts'
import { calendarProblem, calendarYear } from './calendar.ts'
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
const calendars: fc.Arbitrary<FiscalCalendar> = fc.oneof(
  fc.record({ kind: fc.constant('month' as const), startMonth: fc.integer({ min: 1, max: 12 }) }),
  fc.record({
    kind: fc.constant('4-4-5' as const),
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
        expect(Math.floor(month.index / 3)).toBe(quarter.index)
        expect(Math.floor(quarter.index / 4)).toBe(year.index)
        expect(fiscalYearOf(month, calendar)).toBe(year.index)
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
