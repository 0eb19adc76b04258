import { dayAfter, daysBetween } from '@drumbeat/periods'
import type { FiscalPeriod } from '../../contract.ts'

export type DrawnMonth = FiscalPeriod & {
  days: number
  isNow: boolean
  weeks: { label: string; isNow: boolean; startsOn: string }[]
}
export type DrawnQuarter = FiscalPeriod & { months: DrawnMonth[] }

/** Quarters with their months, and each month with the weeks that lie in it for the most part. */
export function drawnYear(year: {
  today: string
  quarters: readonly FiscalPeriod[]
  months: readonly FiscalPeriod[]
  weeks: readonly FiscalPeriod[]
}): DrawnQuarter[] {
  const { today, quarters, months, weeks } = year
  return quarters.map((quarter) => ({
    ...quarter,
    months: months.filter(beginsIn(quarter)).map((month) => ({
      ...month,
      days: daysBetween({ from: month.startsOn, to: month.endsOn }),
      isNow: holds(month, today),
      weeks: weeks
        .filter((week) => holds(month, middleOf(week)))
        .map((week) => ({
          label: week.label.replace(/^.*?W0?(\d+).*$/, '$1'),
          startsOn: week.startsOn,
          isNow: holds(week, today),
        })),
    })),
  }))
}

function beginsIn(period: FiscalPeriod): (part: FiscalPeriod) => boolean {
  return (part) => part.startsOn >= period.startsOn && part.startsOn < period.endsOn
}

/** The fourth day of a week decides to which month it counts, as in ISO 8601. */
function middleOf({ startsOn }: FiscalPeriod): string {
  return dayAfter(startsOn, 3)
}

function holds({ startsOn, endsOn }: FiscalPeriod, day: string): boolean {
  return startsOn <= day && day < endsOn
}
