import { isWorkingDay, parseDay, weekdayOf } from '@drumbeat/periods'
import { instantIn } from '#company/local-time.ts'
import { dayIn } from '#platform/clock.ts'

/** When somebody works: the zone of their clock, weekdays (1 Monday to 7 Sunday), minutes of the day, and days on which it does not. */
export type WorkingTime = {
  timeZone: string
  days: readonly number[]
  fromMinute: number
  toMinute: number
  holidays: ReadonlySet<number>
}

/** Business hours between two instants, by the clock of their time zone; 0 where the second comes first. */
export function businessHours({ from, to }: { from: string; to: string }, time: WorkingTime): number {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  if (end <= start) return 0
  const [first, last] = [
    parseDay(dayIn(time.timeZone, new Date(start)))!,
    parseDay(dayIn(time.timeZone, new Date(end)))!,
  ]
  const minutes = (at: number) =>
    Math.min(time.toMinute, Math.max(time.fromMinute, minuteOf(at, time.timeZone))) - time.fromMinute
  const length = time.toMinute - time.fromMinute
  const isOn = (day: number) => isWorkingDay(day, { weekend: weekendOf(time), holidays: time.holidays })
  if (first === last) return isOn(first) ? (minutes(end) - minutes(start)) / 60 : 0
  const edges = (isOn(first) ? length - minutes(start) : 0) + (isOn(last) ? minutes(end) : 0)
  return (edges + length * workedBetween(first + 1, last - 1, time)) / 60
}

/** The working day that comes so many working days after a day. */
export function workingDaysAfter(day: number, count: number, time: WorkingTime): number {
  const calendar = { weekend: weekendOf(time), holidays: time.holidays }
  let found = day
  for (let left = count; left > 0 || !isWorkingDay(found, calendar); ) {
    found += 1
    if (left > 0 && isWorkingDay(found, calendar)) left -= 1
  }
  return found
}

/** Working days from one day to another, both included: whole weeks at once, then the rest, less the holidays among them. */
function workedBetween(from: number, to: number, time: WorkingTime): number {
  if (to < from) return 0
  const weeks = Math.floor((to - from + 1) / 7)
  let count = weeks * time.days.length
  for (let day = from + weeks * 7; day <= to; day++) if (time.days.includes(weekdayOf(day))) count += 1
  for (const day of time.holidays) if (day >= from && day <= to && time.days.includes(weekdayOf(day))) count -= 1
  return count
}

function weekendOf({ days }: WorkingTime): number[] {
  return [1, 2, 3, 4, 5, 6, 7].filter((day) => !days.includes(day))
}

/** The minute of the local day; a day with a change of clocks is read as its clocks show. */
function minuteOf(instant: number, timeZone: string): number {
  const midnight = Date.parse(instantIn({ timeZone, day: dayIn(timeZone, new Date(instant)), hour: 0 }))
  return (instant - midnight) / 60_000
}
