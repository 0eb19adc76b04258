import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { MeetingRow } from './series.sql.ts'

/** A meeting as iCalendar: when and with whom; titles and notes are encrypted and stay out. Instants are written in UTC. */
export function invitationFile({ id, startsAt, minutes, state, revision, manager, member }: MeetingRow): string {
  const calendar = ical({ name: 'One-on-ones', prodId: '-//Drumbeat//One-on-ones//EN' })
  calendar.method(ICalCalendarMethod.PUBLISH)
  const start = new Date(startsAt)
  calendar.createEvent({
    id: `${id}@drumbeat`,
    start,
    end: new Date(start.getTime() + minutes * 60_000),
    summary: `One-on-one: ${manager} and ${member}`,
    sequence: revision,
    stamp: start,
    status: state === 'skipped' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendar.toString()
}
