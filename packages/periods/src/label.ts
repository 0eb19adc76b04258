import type { FiscalCalendar } from './calendar.ts'
import { dateOf, weekdayOf } from './day.ts'
import { fiscalYearOf, type Period, placeInYear, startOf } from './period.ts'

/**
 * A short label: `Nov 2026`, `W47 2026`, `FY26 Q4`, `FY26`. Where the fiscal year is the calendar year, quarters and years
 * read `Q4 2026` and `2026`; months of a calendar of weeks read `FY26 P11`, those of retail (4-5-4, 5-4-4) `FY26 Nov`. `locale`
 * names the month.
 */
export function labelOf(period: Period, calendar: FiscalCalendar, locale = 'en'): string {
  if (period.grain === 'week') return weekLabel(period, calendar)
  const year = fiscalYearOf(period, calendar)
  const fiscal = `FY${String(((year % 100) + 100) % 100).padStart(2, '0')}`
  const plain = calendar.kind === 'month' && calendar.startMonth === 1
  if (period.grain === 'year') return plain ? String(year) : fiscal
  const place = placeInYear(period, calendar)
  if (period.grain === 'quarter') return plain ? `Q${place} ${year}` : `${fiscal} Q${place}`
  if (calendar.kind === 'month') return monthLabel(period, calendar, locale)
  if (calendar.kind === '4-5-4' || calendar.kind === '5-4-4')
    return `${fiscal} ${monthNamesOf(locale)[(calendar.startMonth - 1 + place - 1) % 12]}`
  return `${fiscal} P${String(place).padStart(2, '0')}`
}

/** Weeks that begin on Monday carry their ISO 8601 number in calendar-month companies, else their fiscal number. */
function weekLabel(period: Period, calendar: FiscalCalendar): string {
  if (calendar.kind !== 'month') {
    const year = fiscalYearOf(period, calendar)
    return `FY${String(((year % 100) + 100) % 100).padStart(2, '0')} W${String(placeInYear(period, calendar)).padStart(2, '0')}`
  }
  const { year, week } = isoWeekOf(startOf(period, calendar))
  return `W${String(week).padStart(2, '0')} ${year}`
}

/** The ISO 8601 week of a day: week 1 holds the year's first Thursday. */
export function isoWeekOf(day: number): { year: number; week: number } {
  const thursday = day - weekdayOf(day) + 4
  const { year } = dateOf(thursday)
  let first = thursday
  while (dateOf(first - 7).year === year) first -= 7
  return { year, week: (thursday - first) / 7 + 1 }
}

const monthNames = new Map<string, string[]>()

function monthLabel(period: Period, calendar: FiscalCalendar, locale: string): string {
  const { year, month } = dateOf(startOf(period, calendar))
  return `${monthNamesOf(locale)[month - 1]} ${year}`
}

function monthNamesOf(locale: string): string[] {
  let names = monthNames.get(locale)
  if (!names) {
    const format = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
    names = Array.from({ length: 12 }, (_, i) => format.format(Date.UTC(2001, i, 15)))
    monthNames.set(locale, names)
  }
  return names
}
