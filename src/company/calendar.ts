import { endOf, formatDay, type Grain, labelOf, parseDay, periodOf, range, startOf } from '@drumbeat/periods'
import type { FiscalPeriod } from './contract.ts'
import { fiscalCalendarOf, type Profile } from './schema.ts'

/** The periods of one grain that touch the days from `from` to `to`, both included. */
export function fiscalPeriods(
  profile: Pick<Profile, 'calendarKind' | 'fiscalStartMonth' | 'weekStart' | 'locale'>,
  { grain, from, to }: { grain: Grain; from: string; to: string },
): FiscalPeriod[] {
  const calendar = fiscalCalendarOf(profile)
  const periods = range({
    from: periodOf(dayNumber(from), grain, calendar),
    to: periodOf(dayNumber(to), grain, calendar),
  })
  return periods.map((period) => ({
    label: labelOf(period, calendar, profile.locale),
    startsOn: formatDay(startOf(period, calendar)),
    endsOn: formatDay(endOf(period, calendar) + 1),
  }))
}

function dayNumber(day: string): number {
  const number = parseDay(day)
  if (number === undefined) throw new Error(`${day} is no day.`)
  return number
}
