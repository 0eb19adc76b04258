import { formatDay, parseDay } from '@drumbeat/periods'

/** The day so many days later, or earlier when negative. */
export function addDays(day: string, count: number): string {
  return formatDay((parseDay(day) ?? 0) + count)
}
