/** The instant at which it is `hour` o'clock on a day in a time zone; an hour that a change of clocks leaves out is the next one. */
export function instantIn({
  timeZone,
  day,
  hour,
  minute = 0,
}: {
  timeZone: string
  day: string
  hour: number
  minute?: number
}): string {
  const wanted = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000
  const first = wanted - offsetAt(timeZone, wanted)
  const second = wanted - offsetAt(timeZone, first)
  // Before a change of clocks both agree; within the gap the earlier offset holds.
  const exact = [second, first].find((each) => each + offsetAt(timeZone, each) === wanted)
  return new Date(exact ?? Math.max(first, second)).toISOString()
}

/** Milliseconds that a zone is ahead of UTC at an instant. */
function offsetAt(timeZone: string, instant: number): number {
  const parts = writerOf(timeZone).formatToParts(new Date(instant))
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(instant / 1000) * 1000
}

/** One writer per zone: to make one takes longer than all that it then writes. */
const writers = new Map<string, Intl.DateTimeFormat>()

function writerOf(timeZone: string): Intl.DateTimeFormat {
  const known = writers.get(timeZone)
  if (known) return known
  const writer = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  writers.set(timeZone, writer)
  return writer
}

/** What a clock shows: the day, its weekday from Monday = 0, and the minute of the day. */
export type Clock = { day: string; weekday: number; minute: number }

/** What clocks of a time zone show at an instant. */
export function clockIn(timeZone: string, instant: Date): Clock {
  const local = new Date(instant.getTime() + offsetAt(timeZone, instant.getTime()))
  return {
    day: local.toISOString().slice(0, 10),
    weekday: (local.getUTCDay() + 6) % 7,
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  }
}

/** A minute of the day as people write it: 08:05. */
export function minuteText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** The minute of the day that a text such as 08:05 says; null for none. */
export function minuteOf(text: string): number | null {
  const found = /^(\d{2}):(\d{2})/.exec(text)
  return found ? Number(found[1]) * 60 + Number(found[2]) : null
}
