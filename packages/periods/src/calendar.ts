/** The kinds of period a business counts in. */
export type Grain = 'week' | 'month' | 'quarter' | 'year'

/** Fiscal months are calendar months; the fiscal year begins with `startMonth` (1 to 12). */
export interface MonthCalendar {
  readonly kind: 'month'
  readonly startMonth: number
}

/** How the months of a calendar of weeks are cut: by quarter, or as thirteen of four weeks. */
export const weekPatterns = {
  '4-4-5': [4, 4, 5],
  '4-5-4': [4, 5, 4],
  '5-4-4': [5, 4, 4],
  '13x4': [4],
} as const
export type WeekPattern = keyof typeof weekPatterns

/**
 * A calendar of weeks: a fiscal year of 52 or 53 whole weeks beginning on `weekStart` (1 Monday to 7 Sunday), nearest to
 * the first day of `startMonth`. A quarter has months of 4, 4 and 5 weeks (or 4-5-4, as the National Retail Federation
 * counts from February, or 5-4-4); with `13x4` the year has thirteen months of four weeks, of which the last quarter has
 * four. The 53rd week joins the last month.
 */
export interface WeekCalendar {
  readonly kind: WeekPattern
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
