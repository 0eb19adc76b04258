import { formatDay, parseDay } from '@drumbeat/periods'

/** The day before a written day. */
export function dayBefore(day: string): string {
  return formatDay((parseDay(day) ?? 0) - 1)
}
