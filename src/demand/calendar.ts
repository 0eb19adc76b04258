import {
  add,
  distance,
  endOf,
  type FiscalCalendar,
  formatDay,
  labelOf,
  type Period,
  parseDay,
  periodOf,
  perYear,
  range,
  startOf,
} from '@drumbeat/periods'
import type { Grain } from './schema.ts'

/** What the company's profile says about time. */
export type CompanyCalendar = { kind: FiscalCalendar['kind']; startMonth: number; weekStart: number }

/** Calendar months from January, weeks from Monday. */
export const calendarMonths: CompanyCalendar = { kind: 'month', startMonth: 1, weekStart: 1 }

/** A fiscal period as demand shows it; both days belong to it. */
export type NamedPeriod = { startsOn: string; endsOn: string; label: string }

/** A row of the calendar: every period from the first order line to the running one, and which of them are whole. */
export type Timeline = {
  periods: NamedPeriod[]
  /** Index of the first period that the data cover from its start. */
  first: number
  /** How many periods, counted from the beginning, are over and covered to their end. */
  closed: number
}

/** Days that may lie between the edge of the data and the edge of a period: nobody orders on a weekend. */
const grace = 2

/** Periods in one season. */
export function seasonLength(grain: Grain, calendar: CompanyCalendar): number {
  return perYear(grain, fiscal(calendar))
}

/**
 * The periods that order lines from `firstOn` to `lastOn` fall in, seen on the day `today`. A period is closed when it is
 * over and the order lines reach its end, to within two days; the first one is whole when they begin with it likewise.
 */
export function timelineOf(given: {
  grain: Grain
  calendar: CompanyCalendar
  firstOn: string
  lastOn: string
  today: string
}): Timeline {
  const { grain, today } = given
  const calendar = fiscal(given.calendar)
  const [firstDay, lastDay, now] = [dayOf(given.firstOn), dayOf(given.lastOn), dayOf(today)]
  const periods = range({ from: periodOf(firstDay, grain, calendar), to: periodOf(lastDay, grain, calendar) })
  const isClosed = (period: Period) => endOf(period, calendar) < now && endOf(period, calendar) <= lastDay + grace
  const open = periods.findIndex((period) => !isClosed(period))
  const late = firstDay - startOf(periods[0]!, calendar) > grace
  return {
    periods: periods.map((period) => named(period, calendar)),
    first: late && periods.length > 1 ? 1 : 0,
    closed: open === -1 ? periods.length : open,
  }
}

/** The `count` periods from the given one on. */
export function periodsFrom(given: {
  grain: Grain
  calendar: CompanyCalendar
  startsOn: string
  count: number
}): NamedPeriod[] {
  const calendar = fiscal(given.calendar)
  const first = periodOf(dayOf(given.startsOn), given.grain, calendar)
  return Array.from({ length: given.count }, (_, i) => named(add(first, i), calendar))
}

/** How many periods lie between the one that begins on `origin` and the one that holds `day`; negative when it is earlier. */
export function periodIndex(given: { grain: Grain; calendar: CompanyCalendar; origin: string; day: string }): number {
  const calendar = fiscal(given.calendar)
  const at = (text: string) => periodOf(dayOf(text), given.grain, calendar)
  return distance({ from: at(given.origin), to: at(given.day) })
}

/** The period after the given one, by its first day. */
export function startAfter(given: { grain: Grain; calendar: CompanyCalendar; startsOn: string }): string {
  return periodsFrom({ ...given, count: 2 })[1]!.startsOn
}

/** The period that holds a day. */
export function periodWith(given: { grain: Grain; calendar: CompanyCalendar; day: string }): NamedPeriod {
  return periodsFrom({ ...given, startsOn: given.day, count: 1 })[0]!
}

/** Whether a period of the calendar ends on a day; one of another calendar seldom does. */
export function endsPeriod(given: { grain: Grain; calendar: CompanyCalendar; day: string }): boolean {
  return periodWith(given).endsOn === given.day
}

/** The profile counts weekdays from Sunday = 0, the periods package from Monday = 1. */
function fiscal({ kind, startMonth, weekStart }: CompanyCalendar): FiscalCalendar {
  return kind === 'month' ? { kind, startMonth } : { kind, startMonth, weekStart: weekStart === 0 ? 7 : weekStart }
}

function named(period: Period, calendar: FiscalCalendar): NamedPeriod {
  return {
    startsOn: formatDay(startOf(period, calendar)),
    endsOn: formatDay(endOf(period, calendar)),
    label: labelOf(period, calendar),
  }
}

function dayOf(text: string): number {
  const day = parseDay(text)
  if (day === undefined) throw new RangeError(`"${text}" is not a day such as 2026-11-23.`)
  return day
}
