import { type FiscalCalendar, type Grain, type WeekCalendar, weekPatterns } from './calendar.ts'
import { type Day, dateOf, dayOf, weekdayOf } from './day.ts'

/**
 * One period of a calendar. `index` counts periods of its grain without gaps, so that arithmetic is addition: weeks since
 * the one that holds 1970-01-01; months, quarters and years since year 0 of the fiscal calendar.
 */
export interface Period {
  readonly grain: Grain
  readonly index: number
}

/** How many periods of a grain a fiscal year has; weeks are 52 or, in some years, 53. */
export function perYear(grain: Grain, { kind }: FiscalCalendar): number {
  if (grain === 'month') return kind === '13x4' ? 13 : 12
  return { week: 52, quarter: 4, year: 1 }[grain]
}

/** The period that holds a day. */
export function periodOf(day: Day, grain: Grain, calendar: FiscalCalendar): Period {
  if (grain === 'week') return { grain, index: Math.floor((day - weekAnchor(calendar)) / 7) }
  const { year, month } = monthOf(day, calendar)
  const months = perYear('month', calendar)
  if (grain === 'month') return { grain, index: year * months + month }
  return { grain, index: grain === 'year' ? year : year * 4 + Math.min(3, Math.floor(month / 3)) }
}

/** The first day of a period. */
export function startOf({ grain, index }: Period, calendar: FiscalCalendar): Day {
  if (grain === 'week') return weekAnchor(calendar) + index * 7
  const count = perYear(grain, calendar)
  const year = Math.floor(index / count)
  const month = (index - year * count) * (grain === 'quarter' ? 3 : 1)
  return calendar.kind === 'month'
    ? monthStart(year * 12 + month, calendar.startMonth)
    : yearStart(year, calendar) + weeksBefore(month, calendar) * 7
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

/**
 * The fiscal year a period starts in, named by the calendar year in which that fiscal year ends; of 4-5-4 and 5-4-4, by
 * the calendar year that holds most of it, as retail names its years: the year from February 2026 is 2026.
 */
export function fiscalYearOf(period: Period, calendar: FiscalCalendar): number {
  return yearIndexOf(period, calendar) - (isNamedByItsStart(calendar) ? 1 : 0)
}

/** The place of a period in its fiscal year, from 1. */
export function placeInYear(period: Period, calendar: FiscalCalendar): number {
  const count = perYear(period.grain, calendar)
  if (period.grain !== 'week') return (((period.index % count) + count) % count) + 1
  const year = { grain: 'year', index: yearIndexOf(period, calendar) } as const
  return distance({ from: periodOf(startOf(year, calendar) + 6, 'week', calendar), to: period }) + 1
}

function yearIndexOf(period: Period, calendar: FiscalCalendar): number {
  if (period.grain !== 'week') return Math.floor(period.index / perYear(period.grain, calendar))
  return monthOf(startOf(period, calendar), calendar).year
}

function isNamedByItsStart({ kind, startMonth }: FiscalCalendar): boolean {
  return (kind === '4-5-4' || kind === '5-4-4') && startMonth > 1 && startMonth <= 6
}

/** A day on which a week begins: Monday 1969-12-29 unless the calendar says otherwise. */
function weekAnchor(calendar: FiscalCalendar): Day {
  return calendar.kind === 'month' ? -3 : -3 + (calendar.weekStart - 1)
}

/** The fiscal year of a day, numbered by the calendar year in which it ends, and the month of it from 0. */
function monthOf(day: Day, calendar: FiscalCalendar): { year: number; month: number } {
  const { year, month } = dateOf(day)
  if (calendar.kind === 'month') {
    const index = year * 12 + month - 1 + monthShift(calendar.startMonth)
    return { year: Math.floor(index / 12), month: index - Math.floor(index / 12) * 12 }
  }
  let fiscalYear = year + 1
  while (yearStart(fiscalYear, calendar) > day) fiscalYear--
  const week = Math.floor((day - yearStart(fiscalYear, calendar)) / 7)
  let last = perYear('month', calendar) - 1
  while (last > 0 && weeksBefore(last, calendar) > week) last--
  return { year: fiscalYear, month: last }
}

/** How many weeks of a year lie before one of its months. */
function weeksBefore(month: number, { kind }: WeekCalendar): number {
  const pattern: readonly number[] = weekPatterns[kind]
  let weeks = 0
  for (let at = 0; at < month; at++) weeks += pattern[at % pattern.length]!
  return weeks
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

/** The first day of a year of weeks: the week start nearest to the first of the start month. */
function yearStart(fiscalYear: number, { startMonth, weekStart }: WeekCalendar): Day {
  const first = dayOf({ year: startMonth === 1 ? fiscalYear : fiscalYear - 1, month: startMonth, day: 1 })
  const past = (weekdayOf(first) - weekStart + 7) % 7
  return past <= 3 ? first - past : first + 7 - past
}
