import { dayAfter, parseDay, weekdayOf } from '@drumbeat/periods'
import { instantIn } from '#company/local-time.ts'

/** When somebody works: days of the week (1 Monday to 7), and from which minute of the day until which. */
export type Hours = { days: readonly number[]; fromMinute: number; toMinute: number }
export type Busy = { startsAt: string; minutes: number }

/** Who has said nothing works these hours. */
export const usualHours: Hours = { days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1020 }

const STEP = 30
const MOST_DAYS = 60

/**
 * The first times from a day on at which both work and neither has another one-on-one: at most one a day, begun on the half
 * hour, the whole meeting inside the hours of both, no free day of either.
 */
export function proposals(given: {
  from: string
  after: string
  count: number
  minutes: number
  timeZone: string
  hours: readonly Hours[]
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
  const { minutes, timeZone, hours, busy, after } = given
  if (!isWorkedBy(day, given)) return null
  const begin = Math.max(...hours.map(({ fromMinute }) => fromMinute))
  const end = Math.min(...hours.map(({ toMinute }) => toMinute))
  for (let minute = Math.ceil(begin / STEP) * STEP; minute + minutes <= end; minute += STEP) {
    const at = instantIn({ timeZone, day, hour: Math.floor(minute / 60), minute: minute % 60 })
    if (at > after && !busy.some((each) => overlaps({ startsAt: at, minutes }, each))) return at
  }
  return null
}

function overlaps(one: Busy, other: Busy): boolean {
  const [a, b] = [Date.parse(one.startsAt), Date.parse(other.startsAt)]
  return a < b + other.minutes * 60_000 && b < a + one.minutes * 60_000
}
