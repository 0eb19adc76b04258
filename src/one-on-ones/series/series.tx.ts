import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import { zonesOf } from '#company/zones.sql.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { calendarOf } from '../hours/hours.sql.ts'
import { isWorkedBy } from '../hours/propose.ts'
import { nextTime } from './next-time.ts'
import { type MeetingRow, meetingOf, requireOneOfTwo } from './series.sql.ts'

/** Plans periodic talks with somebody who reports to the caller. */
export async function planSeries(
  work: Work,
  plan: { managerId: string | null; memberId: string; everyDays: number; minutes: number; firstAt: string },
): Promise<{ id: string }> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const timeZone = (await zonesOf(tx, [plan.memberId]))(plan.memberId)
    const day = await companyToday(tx, new Date(now))
    const reports = await sql`select 1 from company.reporting_line
      where person_id = ${plan.memberId} and manager_id = ${plan.managerId} and daterange(starts_on, ends_on) @> ${day}::date`.execute(
      tx,
    )
    if (reports.rows.length === 0) {
      throw refusal(403, {
        code: 'not-yours',
        message: 'This person does not report to you.',
        wayOut: 'One-on-ones are planned by the direct manager.',
      })
    }
    const id = newId()
    const made =
      await sql`insert into "one-on-ones".series (id, manager_id, member_id, every_days, minutes, time_zone, created_at)
      values (${id}, ${plan.managerId}, ${plan.memberId}, ${plan.everyDays}, ${plan.minutes}, ${timeZone}, ${now}) on conflict do nothing`.execute(
        tx,
      )
    if (!made.numAffectedRows)
      throw refusal(409, {
        code: 'taken',
        message: 'You two have a series already.',
        wayOut: 'Move its next meeting instead.',
      })
    await addMeeting(tx, { seriesId: id, startsAt: plan.firstAt, minutes: plan.minutes })
    await audit({
      command: 'one-on-ones.plan',
      noun: 'one-on-one',
      subjectId: id,
      summary: `Planned one-on-ones every ${plan.everyDays} days`,
    })
    await emit('one-on-ones.series.changed', { seriesId: id })
    return { id }
  })
}

/** Ends a series: planned meetings go, what was written stays. */
export async function endSeries(
  work: Work,
  { id, personId }: { id: string; personId: string | null },
): Promise<{ id: string }> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    await requireOneOfTwo(tx, { seriesId: id, personId })
    await sql`update "one-on-ones".series set ended_at = coalesce(ended_at, ${now}) where id = ${id}`.execute(tx)
    await sql`update "one-on-ones".meeting set state = 'skipped', revision = revision + 1 where series_id = ${id} and state = 'planned'`.execute(
      tx,
    )
    await audit({
      command: 'one-on-ones.end',
      noun: 'one-on-one',
      subjectId: id,
      summary: 'Ended a series of one-on-ones',
    })
    await emit('one-on-ones.series.changed', { seriesId: id })
    return { id }
  })
}

/** Holds, skips or moves a meeting. After one that was held or skipped the next is planned, so that nothing open is lost. */
export async function changeMeeting(
  work: Work,
  change: {
    id: string
    personId: string | null
    state?: 'held' | 'skipped' | undefined
    startsAt?: string | undefined
  },
): Promise<{ next: Pick<MeetingRow, 'id' | 'startsAt' | 'minutes' | 'state'> | null }> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    await sql`select from "one-on-ones".meeting where id = ${change.id} for update`.execute(tx)
    const meeting = await meetingOf(tx, change)
    const timeZone = (await zonesOf(tx, [meeting.memberId]))(meeting.memberId)
    if (meeting.state !== 'planned')
      throw refusal(409, { code: 'over', message: `This meeting was ${meeting.state} already.` })
    if (change.state === 'held' && meeting.startsAt > now) {
      throw refusal(409, {
        code: 'not-yet',
        message: `This meeting begins at ${meeting.startsAt}; it cannot have been held yet.`,
        wayOut: 'Move it to when it took place.',
      })
    }
    await sql`update "one-on-ones".meeting set state = ${change.state ?? 'planned'}, starts_at = ${change.startsAt ?? meeting.startsAt},
      revision = revision + 1 where id = ${change.id}`.execute(tx)
    if (change.state) {
      const { managerId, memberId, everyDays } = meeting
      const before = change.startsAt ?? meeting.startsAt
      const calendar = await calendarOf(tx, [managerId, memberId], dayIn(timeZone, new Date(before)))
      const at = nextTime({ at: before, everyDays, timeZone, isWorked: (day) => isWorkedBy(day, calendar) })
      await addMeeting(tx, { seriesId: meeting.seriesId, startsAt: at, minutes: meeting.minutes })
    }
    await audit({
      command: 'one-on-ones.change',
      noun: 'one-on-one',
      subjectId: meeting.seriesId,
      summary: `A one-on-one was ${change.state ?? 'moved'}`,
    })
    await emit('one-on-ones.series.changed', { seriesId: meeting.seriesId })
    return { next: await nextOf(tx, meeting.seriesId) }
  })
}

async function addMeeting(tx: Tx, meeting: { seriesId: string; startsAt: string; minutes: number }): Promise<void> {
  await sql`insert into "one-on-ones".meeting (id, series_id, starts_at, minutes)
    values (${newId()}, ${meeting.seriesId}, ${meeting.startsAt}, ${meeting.minutes})`.execute(tx)
}

async function nextOf(tx: Tx, seriesId: string) {
  const { rows } = await sql<
    Pick<MeetingRow, 'id' | 'startsAt' | 'minutes' | 'state'>
  >`select id, starts_at as "startsAt", minutes, state
    from "one-on-ones".meeting where series_id = ${seriesId} and state = 'planned' order by starts_at limit 1`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** Refuses a caller whose login belongs to no person. */
export function personOf(personId: string | null): string {
  if (personId === null) throw notFound('person', 'of your login')
  return personId
}
