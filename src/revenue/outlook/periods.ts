import { endOf, type FiscalCalendar, periodOf } from '@drumbeat/periods'

/** The first day after the fiscal quarter of a day; each day is worked out once. */
export function quarterEnds(calendar: FiscalCalendar): (day: number) => number {
  const known = new Map<number, number>()
  return (day) => {
    const found = known.get(day) ?? endOf(periodOf(day, 'quarter', calendar), calendar) + 1
    known.set(day, found)
    return found
  }
}
