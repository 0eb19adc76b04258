import { formatDay, parseDay, type WorkingDays, workingDayFrom } from '@drumbeat/periods'
import { stepOf } from './steps.ts'

/** What the days of a cycle hang on. */
export type CycleCalendar = { startsOn: string; weekend: readonly number[]; holidays: readonly string[] }

/** When a step begins and when it is due. */
export function daysOf(step: number, calendar: CycleCalendar): { opensOn: string; dueOn: string } {
  const { from, to } = stepOf(step)
  const start = parseDay(calendar.startsOn)!
  const days = workingDaysOf(calendar)
  return { opensOn: formatDay(workingDayFrom(start, from, days)), dueOn: formatDay(workingDayFrom(start, to, days)) }
}

/** The working days of a cycle's calendar. */
export function workingDaysOf({ weekend, holidays }: Pick<CycleCalendar, 'weekend' | 'holidays'>): WorkingDays {
  return { weekend, holidays: new Set(holidays.map((day) => parseDay(day)!)) }
}
