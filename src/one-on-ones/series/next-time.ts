import { dayAfter, parseDay, weekdayOf } from '@drumbeat/periods'
import { instantIn } from '#company/local-time.ts'
import { dayIn } from '#platform/clock.ts'

const MOST_DAYS_LATER = 14

/**
 * The same hour of the clock so many days later in the time zone of the member, also over a change of clocks; a day on which one of the two
 * does not work moves to the next on which both do (after two weeks without one it stays where it is).
 */
export function nextTime({
  at,
  everyDays,
  timeZone,
  isWorked = isWeekday,
}: {
  at: string
  everyDays: number
  timeZone: string
  isWorked?: (day: string) => boolean
}): string {
  const day = dayAfter(dayIn(timeZone, new Date(at)), everyDays)
  const ahead = Array.from({ length: MOST_DAYS_LATER + 1 }, (_, later) => dayAfter(day, later)).find(isWorked)
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const [hour, minute] = clock.format(new Date(at)).split(':').map(Number)
  return instantIn({ timeZone, day: ahead ?? day, hour: hour ?? 9, minute: minute ?? 0 })
}

function isWeekday(day: string): boolean {
  return weekdayOf(parseDay(day)!) <= 5
}
