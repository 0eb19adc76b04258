import { dayAfter } from '@drumbeat/periods'
import { type Clock, minuteText } from '#company/local-time.ts'

/** A weekday from Monday = 1, and a minute of the day, where the receiver is. */
export type Weekly = { weekday: number; minute: number }

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** As people say it: on Mondays at 08:00. */
export function weeklyText({ weekday, minute }: Weekly): string {
  return `on ${weekdays[weekday - 1]}s at ${minuteText(minute)}`
}

/** The newest day whose hour has come by the receiver's clock. */
export function lastDay({ weekday, minute }: Weekly, clock: Clock): string {
  const back = (clock.weekday - (weekday - 1) + 7) % 7
  return dayAfter(clock.day, back === 0 && clock.minute < minute ? -7 : -back)
}

/** The day whose mail is to go out now; null where it has gone, or is more than a day late and would only tell old news. */
export function dueDay(weekly: Weekly, clock: Clock, settledOn: string): string | null {
  const day = lastDay(weekly, clock)
  return day > settledOn && day >= dayAfter(clock.day, -1) ? day : null
}
