import { dayAfter, parseDay, weekdayOf } from '@drumbeat/periods'
import { clockIn, instantIn } from '#company/local-time.ts'

/** When somebody works: days of the week (1 Monday to 7), and from which minute of the day until which. */
export type Hours = { days: readonly number[]; fromMinute: number; toMinute: number }
/** The same by a clock: another zone may be on another day. */
type Clocked = Hours & { timeZone: string }
export type Busy = { startsAt: string; minutes: number }

/** Who has said nothing works these hours. */
export const usualHours: Hours = { days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1020 }

const STEP = 30
const MOST_DAYS = 60
const DAY_MINUTES = 24 * 60

/**
 * The first times from a day on at which both work, each by their own clock, and neither has another one-on-one: at most one on
 * a day of the time zone given, begun on its half hour, the whole meeting inside the hours of both, no free day of either.
 */
export function proposals(given: {
  from: string
  after: string
  count: number
  minutes: number
  timeZone: string
  hours: readonly Clocked[]
  freeDays: readonly string[]
  busy: readonly Busy[]
}): string[] {
  const { from, count } = given
  const found: string[] = []
  for (let ahead = 0; ahead < MOST_DAYS && found.length < count; ahead++) {
    const time = firstOn(dayAfter(from, ahead), given)
    if (time !== null) found.push(time)
  }
  return found
}

/** Whether a day is one on which everybody works. */
export function isWorkedBy(
  day: string,
  { hours, freeDays }: { hours: readonly Hours[]; freeDays: readonly string[] },
): boolean {
  const weekday = weekdayOf(parseDay(day)!)
  return !freeDays.includes(day) && hours.every(({ days }) => days.includes(weekday))
}

function firstOn(day: string, given: Parameters<typeof proposals>[0]): string | null {
  const { minutes, timeZone, hours, busy, freeDays, after } = given
  for (let minute = 0; minute < DAY_MINUTES; minute += STEP) {
    const at = instantIn({ timeZone, day, hour: Math.floor(minute / 60), minute: minute % 60 })
    if (at <= after || busy.some((each) => overlaps({ startsAt: at, minutes }, each))) continue
    if (hours.every((each) => holds(each, { at, minutes, freeDays }))) return at
  }
  return null
}

/** Whether a whole meeting lies inside somebody's hours of one day of theirs that is not free. */
function holds(
  { timeZone, days, fromMinute, toMinute }: Clocked,
  { at, minutes, freeDays }: { at: string; minutes: number; freeDays: readonly string[] },
): boolean {
  const { day, weekday, minute } = clockIn(timeZone, new Date(at))
  return days.includes(weekday + 1) && minute >= fromMinute && minute + minutes <= toMinute && !freeDays.includes(day)
}

function overlaps(one: Busy, other: Busy): boolean {
  const [a, b] = [Date.parse(one.startsAt), Date.parse(other.startsAt)]
  return a < b + other.minutes * 60_000 && b < a + one.minutes * 60_000
}
