import { dayAfter, daysInMonth } from '@drumbeat/periods'
import { type Clock, minuteText } from './local-time.ts'

/** When something comes again and again, by the clock of whoever it comes to: weekdays from Monday = 1, the minute of the day. */
export type Schedule = { minute: number } & (
  | { every: 'day' }
  | { every: 'working day' }
  | { every: 'week'; weekday: number }
  /** A month that is shorter has it on its last day. */
  | { every: 'month'; monthDay: number }
)

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** As people say it: on Mondays at 08:00. */
export function scheduleText(schedule: Schedule): string {
  return `${daysText(schedule)} at ${minuteText(schedule.minute)}`
}

function daysText(schedule: Schedule): string {
  if (schedule.every === 'day') return 'every day'
  if (schedule.every === 'working day') return 'Monday to Friday'
  if (schedule.every === 'week') return `on ${weekdays[schedule.weekday - 1]}s`
  return schedule.monthDay >= 31 ? 'on the last of each month' : `on day ${schedule.monthDay} of each month`
}

/** The newest day whose hour has come by a clock. */
export function lastDay(schedule: Schedule, clock: Clock): string {
  let at = { day: clock.day, weekday: clock.weekday }
  if (clock.minute < schedule.minute) at = dayBefore(at)
  while (!isDay(schedule, at)) at = dayBefore(at)
  return at.day
}

/** The day that is to be done now; null where it is done, or is more than a day late and would only tell old news. */
export function dueDay(schedule: Schedule, clock: Clock, settledOn: string): string | null {
  const day = lastDay(schedule, clock)
  return day > settledOn && day >= dayAfter(clock.day, -1) ? day : null
}

type OneDay = { day: string; weekday: number }

function dayBefore({ day, weekday }: OneDay): OneDay {
  return { day: dayAfter(day, -1), weekday: (weekday + 6) % 7 }
}

function isDay(schedule: Schedule, { day, weekday }: OneDay): boolean {
  if (schedule.every === 'day') return true
  if (schedule.every === 'working day') return weekday < 5
  if (schedule.every === 'week') return weekday === schedule.weekday - 1
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return date === Math.min(schedule.monthDay, daysInMonth({ year, month }))
}
