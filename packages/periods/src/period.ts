import type { FiscalCalendar, Grain, WeekCalendar } from './calendar.ts'
import { type Day, dateOf, dayOf, weekdayOf } from './day.ts'

/**
 * One period of a calendar. `index` counts periods of its grain without gaps, so that arithmetic is addition: weeks since
 * the one that holds 1970-01-01; months, quarters and years since year 0 of the fiscal calendar.
 */
export interface Period {
  readonly grain: Grain
  readonly index: number
}

const perYear = { month: 12, quarter: 4, year: 1 } as const

/** The period that holds a day. */
export function periodOf(day: Day, grain: Grain, calendar: FiscalCalendar): Period {
  if (grain === 'week') return { grain, index: Math.floor((day - weekAnchor(calendar)) / 7) }
  return { grain, index: Math.floor((monthIndexOf(day, calendar) * perYear[grain]) / 12) }
}

/** The first day of a period. */
export function startOf({ grain, index }: Period, calendar: FiscalCalendar): Day {
  if (grain === 'week') return weekAnchor(calendar) + index * 7
  const month = index * (12 / perYear[grain])
  return calendar.kind === 'month' ? monthStart(month, calendar.startMonth) : weekMonthStart(month, calendar)
}

/** The last day of a period. */
export function endOf(period: Period, calendar: FiscalCalendar): Day {
  return startOf(add(period, 1), calendar) - 1
}

/** How many days a period has. */
export function lengthOf(period: Period, calendar: FiscalCalendar): number {
  return endOf(period, calendar) - startOf(period, calendar) + 1
}

/** The period `count` later, or earlier when negative. */
export function add(period: Period, count: number): Period {
  return { grain: period.grain, index: period.index + count }
}

/** The period after. */
export function next(period: Period): Period {
  return add(period, 1)
}

/** The period before. */
export function previous(period: Period): Period {
  return add(period, -1)
}

/** How many periods lie from one to the other: 0 for the same, 1 for the next. Both must have one grain. */
export function distance({ from, to }: { from: Period; to: Period }): number {
  if (from.grain !== to.grain) throw new RangeError(`A ${from.grain} and a ${to.grain} cannot be counted between.`)
  return to.index - from.index
}

/** All periods from the first to the last, both included; empty when they are the wrong way round. */
export function range({ from, to }: { from: Period; to: Period }): Period[] {
  const length = Math.max(0, distance({ from, to }) + 1)
  return Array.from({ length }, (_, i) => add(from, i))
}

/** The fiscal year a period starts in, named by the calendar year in which that fiscal year ends. */
export function fiscalYearOf(period: Period, calendar: FiscalCalendar): number {
  if (period.grain !== 'week') return Math.floor(period.index / perYear[period.grain])
  return Math.floor(monthIndexOf(startOf(period, calendar), calendar) / 12)
}

/** The place of a period in its fiscal year, from 1. */
export function placeInYear(period: Period, calendar: FiscalCalendar): number {
  if (period.grain !== 'week') return (((period.index % perYear[period.grain]) + 12) % perYear[period.grain]) + 1
  const year = { grain: 'year', index: fiscalYearOf(period, calendar) } as const
  return distance({ from: periodOf(startOf(year, calendar) + 6, 'week', calendar), to: period }) + 1
}

/** A day on which a week begins: Monday 1969-12-29 unless the calendar says otherwise. */
function weekAnchor(calendar: FiscalCalendar): Day {
  return calendar.kind === 'month' ? -3 : -3 + (calendar.weekStart - 1)
}

/** Fiscal months since month 1 of fiscal year 0. */
function monthIndexOf(day: Day, calendar: FiscalCalendar): number {
  const { year, month } = dateOf(day)
  if (calendar.kind === 'month') return year * 12 + month - 1 + monthShift(calendar.startMonth)
  let fiscalYear = year + 1
  while (yearStart(fiscalYear, calendar) > day) fiscalYear--
  const week = Math.floor((day - yearStart(fiscalYear, calendar)) / 7)
  const quarter = Math.min(3, Math.floor(week / 13))
  return fiscalYear * 12 + quarter * 3 + Math.min(2, Math.floor((week - quarter * 13) / 4))
}

/** A fiscal year is named by the calendar year in which it ends: one that begins in July 2026 is 2027. */
function monthShift(startMonth: number): number {
  return startMonth === 1 ? 0 : 13 - startMonth
}

function monthStart(index: number, startMonth: number): Day {
  const calendarIndex = index - monthShift(startMonth)
  const year = Math.floor(calendarIndex / 12)
  return dayOf({ year, month: calendarIndex - year * 12 + 1, day: 1 })
}

function weekMonthStart(index: number, calendar: WeekCalendar): Day {
  const year = Math.floor(index / 12)
  const month = index - year * 12
  const weeks = Math.floor(month / 3) * 13 + (month % 3) * 4
  return yearStart(year, calendar) + weeks * 7
}

/** The first day of a 4-4-5 year: the week start nearest to the first of the start month. */
function yearStart(fiscalYear: number, { startMonth, weekStart }: WeekCalendar): Day {
  const first = dayOf({ year: startMonth === 1 ? fiscalYear : fiscalYear - 1, month: startMonth, day: 1 })
  const past = (weekdayOf(first) - weekStart + 7) % 7
  return past <= 3 ? first - past : first + 7 - past
}
