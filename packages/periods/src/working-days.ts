import { type Day, weekdayOf } from './day.ts'

/** On which days work is done: not on these weekdays (1 Monday to 7 Sunday), and not on these holidays. */
export interface WorkingDays {
  readonly weekend: readonly number[]
  readonly holidays: ReadonlySet<Day>
}

/** Checks working days read from outside; the message names what is wrong, undefined means they are sound. */
export function workingDaysProblem({ weekend }: Pick<WorkingDays, 'weekend'>): string | undefined {
  const odd = weekend.find((day) => !Number.isInteger(day) || day < 1 || day > 7)
  if (odd !== undefined) return `Weekday ${odd} is not 1 to 7. Use 1 for Monday, 7 for Sunday.`
  return new Set(weekend).size === 7 ? 'Every weekday is free; at least one must be worked.' : undefined
}

/** Whether work is done on a day. */
export function isWorkingDay(day: Day, { weekend, holidays }: WorkingDays): boolean {
  return !weekend.includes(weekdayOf(day)) && !holidays.has(day)
}

/** The `count`-th working day counted from a day, which is the first if it is worked: the 1st from a Saturday is the Monday. */
export function workingDayFrom(day: Day, count: number, calendar: WorkingDays): Day {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`Working days are counted from 1; got ${count}.`)
  let found = day
  for (let left = count; ; found++) {
    if (isWorkingDay(found, calendar)) left -= 1
    if (left === 0) return found
  }
}

/** The working day that lies `count` working days before a day. */
export function workingDayBefore(day: Day, count: number, calendar: WorkingDays): Day {
  let found = day
  for (let left = count; left > 0; ) {
    found -= 1
    if (isWorkingDay(found, calendar)) left -= 1
  }
  return found
}

/** How many working days lie from one day up to another, both included; 0 where the second comes first. */
export function workingDaysIn({ from, to }: { from: Day; to: Day }, calendar: WorkingDays): number {
  let count = 0
  for (let day = from; day <= to; day++) if (isWorkingDay(day, calendar)) count += 1
  return count
}
