/** The kinds of period a business counts in. */
export type Grain = 'week' | 'month' | 'quarter' | 'year'

/** Fiscal months are calendar months; the fiscal year begins with `startMonth` (1 to 12). */
export interface MonthCalendar {
  readonly kind: 'month'
  readonly startMonth: number
}

/**
 * A 4-4-5 calendar: a fiscal year of 52 or 53 whole weeks beginning on `weekStart` (1 Monday to 7 Sunday), nearest to the
 * first day of `startMonth`; every quarter has months of 4, 4 and 5 weeks, and the 53rd week joins the last month.
 */
export interface WeekCalendar {
  readonly kind: '4-4-5'
  readonly startMonth: number
  readonly weekStart: number
}

/** How a company cuts time into periods. */
export type FiscalCalendar = MonthCalendar | WeekCalendar

/** Calendar years of calendar months, weeks beginning on Monday. */
export const calendarYear: FiscalCalendar = { kind: 'month', startMonth: 1 }

/** Checks a calendar read from outside; the message names what is wrong, undefined means it is sound. */
export function calendarProblem(calendar: FiscalCalendar): string | undefined {
  const { startMonth } = calendar
  if (!Number.isInteger(startMonth) || startMonth < 1 || startMonth > 12) {
    return `Start month ${startMonth} is not 1 to 12. Use 1 for January.`
  }
  if (calendar.kind === 'month') return undefined
  const { weekStart } = calendar
  if (Number.isInteger(weekStart) && weekStart >= 1 && weekStart <= 7) return undefined
  return `Week start ${weekStart} is not 1 to 7. Use 1 for Monday, 7 for Sunday.`
}
