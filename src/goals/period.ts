import {
  endOf,
  type FiscalCalendar,
  formatDay,
  labelOf,
  next,
  parseDay,
  periodOf,
  previous,
  startOf,
} from '@drumbeat/periods'
import type { Attainment, Grain } from './schema.ts'

export type CalendarFacts = { calendarKind: FiscalCalendar['kind']; fiscalStartMonth: number; weekStart: number }

/** The fiscal period that holds a day: [from, to), its label, and a day of the period before and after. */
export function fiscalPeriod(
  { grain, on }: { grain: Grain; on: string },
  facts: CalendarFacts,
  locale: string,
): Attainment['period'] {
  const calendar = calendarOf(facts)
  const period = periodOf(known(on), grain, calendar)
  return {
    grain,
    label: labelOf(period, calendar, locale),
    from: formatDay(startOf(period, calendar)),
    to: formatDay(endOf(period, calendar) + 1),
    previousOn: formatDay(startOf(previous(period), calendar)),
    nextOn: formatDay(startOf(next(period), calendar)),
  }
}

/** The share of the days of [from, to) that lie before the end of `today`, 0 to 1. */
export function elapsedShare({ from, to, today }: { from: string; to: string; today: string }): number {
  const [first, end, now] = [known(from), known(to), known(today) + 1]
  return Math.min(1, Math.max(0, (now - first) / (end - first)))
}

function known(day: string): number {
  const number = parseDay(day)
  if (number === undefined) throw new Error(`${day} is not a day.`)
  return number
}

function calendarOf({ calendarKind, fiscalStartMonth, weekStart }: CalendarFacts): FiscalCalendar {
  return calendarKind === 'month'
    ? { kind: 'month', startMonth: fiscalStartMonth }
    : { kind: calendarKind, startMonth: fiscalStartMonth, weekStart: weekStart === 0 ? 7 : weekStart }
}
