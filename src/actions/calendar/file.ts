import { dayAfter } from '@drumbeat/periods'
import ical from 'ical-generator'
import type { Dated } from '#platform/dated.ts'

/** Dated things as iCalendar; whole days stand for themselves wherever they are read, hours are written in UTC. */
export function calendarFile(dated: readonly Dated[], { base, now }: { base: string; now: Date }): string {
  const calendar = ical({ name: 'Drumbeat', prodId: '-//Drumbeat//Calendar//EN', ttl: 60 * 60 })
  for (const { id, title, note, path, when } of dated) {
    const url = `${base}${path}`
    const text = { id: `${id}@drumbeat`, summary: title, description: note ? `${note}\n${url}` : url, url, stamp: now }
    if ('at' in when) {
      const start = new Date(when.at)
      calendar.createEvent({ ...text, start, end: new Date(start.getTime() + when.minutes * 60_000) })
    } else {
      // The first day after it, as iCalendar has it.
      calendar.createEvent({ ...text, start: noon(when.from), end: noon(dayAfter(when.to, 1)), allDay: true })
    }
  }
  return calendar.toString()
}

function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}
