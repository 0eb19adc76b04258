import { type FiscalCalendar, formatDay, next, parseDay, periodOf, startOf } from '@drumbeat/periods'

/** Gives the first day after the fiscal month or quarter of a day. */
export function periodEnd(grain: 'month' | 'quarter', calendar: FiscalCalendar): (day: string) => string {
  return (day) => formatDay(startOf(next(periodOf(parseDay(day)!, grain, calendar)), calendar))
}
