import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Series } from '../contract.ts'
import type { Covered } from '../coverage/coverage.ts'

export type MeetingRow = {
  id: string
  seriesId: string
  startsAt: string
  minutes: number
  state: 'planned' | 'held' | 'skipped'
  revision: number
  manager: string
  member: string
  managerId: string
  memberId: string
  everyDays: number
}

/** The series that a person is one of the two of. */
export async function seriesOf(db: Db | Tx, personId: string): Promise<Series[]> {
  const { rows } = await sql<Series>`
    select s.id, s.every_days as "everyDays", s.minutes, ${side('manager')} as manager, ${side('member')} as member,
      (select json_build_object('id', m.id, 'startsAt', to_char(m.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'minutes', m.minutes, 'state', m.state)
        from "one-on-ones".meeting m where m.series_id = s.id and m.state = 'planned' order by m.starts_at limit 1) as next,
      (select max(m.starts_at) from "one-on-ones".meeting m where m.series_id = s.id and m.state = 'held') as "lastHeldAt",
      (select count(*) from "one-on-ones".item i where i.series_id = s.id and i.closed_at is null
        and (not i.is_private or i.author_id = ${personId})) as "openItems"
    from "one-on-ones".series s
    where s.ended_at is null and ${personId} in (s.manager_id, s.member_id) order by s.created_at, s.id`.execute(db)
  return rows
}

/** The series of a person that have ended, newest end first. */
export async function endedSeriesOf(
  db: Db,
  personId: string,
): Promise<{ id: string; withName: string; endedAt: string }[]> {
  const { rows } = await sql<{ id: string; withName: string; endedAt: string }>`
    select s.id, other.name as "withName", s.ended_at as "endedAt" from "one-on-ones".series s
    join company.person other on other.id = case when s.manager_id = ${personId} then s.member_id else s.manager_id end
    where s.ended_at is not null and ${personId} in (s.manager_id, s.member_id) order by s.ended_at desc limit 100`.execute(
    db,
  )
  return rows
}

/** Refuses everybody but the two, whatever their role: to all others the series is not there. */
export async function requireOneOfTwo(
  db: Db | Tx,
  { seriesId, personId }: { seriesId: string; personId: string | null },
): Promise<void> {
  const { rows } = await sql`select 1 from "one-on-ones".series
    where id = ${seriesId} and ${personId}::uuid in (manager_id, member_id)`.execute(db)
  if (rows.length === 0) throw notFound('one-on-one', seriesId)
}

/** A meeting, for one of the two. */
export async function meetingOf(
  db: Db | Tx,
  { id, personId }: { id: string; personId: string | null },
): Promise<MeetingRow> {
  const { rows } =
    await sql<MeetingRow>`${meetings} where m.id = ${id} and ${personId}::uuid in (s.manager_id, s.member_id)`.execute(
      db,
    )
  if (!rows[0]) throw notFound('meeting', id)
  return rows[0]
}

/** Direct reports of a day with whom the manager has no series. */
export async function reportsWithout(
  db: Db,
  { managerId, day }: { managerId: string; day: string },
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`select p.id, p.name from company.reporting_line l
    join company.person p on p.id = l.person_id
    where l.manager_id = ${managerId} and daterange(l.starts_on, l.ends_on) @> ${day}::date and p.erased_at is null
      and (p.left_on is null or p.left_on >= ${day}::date)
      and not exists (select 1 from "one-on-ones".series s where s.manager_id = ${managerId} and s.member_id = p.id and s.ended_at is null)
    order by p.name, p.id`.execute(db)
  return rows
}

/** Members with a manager, and the times of their meetings with whoever manages them now or did before. */
export async function membersToCover(
  db: Db,
  given: { people: readonly string[] | null; day: string; zone: string; windowDays: number },
) {
  const { people, day, zone } = given
  const { rows } = await sql<
    Covered & { name: string; manager: string | null; team: string | null }
  >`select p.id, p.name, boss.name as manager, team.name as team,
      coalesce(p.time_zone, ${zone}) as "timeZone", p.hired_on as "joinedOn", ${isAway(given)} as "onLeave",
      coalesce((select json_agg(json_build_object('at', m.starts_at, 'state', m.state))
        from "one-on-ones".meeting m join "one-on-ones".series s on s.id = m.series_id
        where s.member_id = p.id and m.state = 'held'), '[]') as meetings
    from company.person p
    join company.reporting_line l on l.person_id = p.id and daterange(l.starts_on, l.ends_on) @> ${day}::date
    join company.person boss on boss.id = l.manager_id
    left join company.team_membership membership
      on membership.person_id = p.id and daterange(membership.starts_on, membership.ends_on) @> ${day}::date
    left join company.team team on team.id = membership.team_id
    where p.erased_at is null and (p.left_on is null or p.left_on >= ${day}::date)
      and (${people === null} or p.id = any(${[...(people ?? [])]}::uuid[]))
    order by boss.name, p.name, p.id`.execute(db)
  return rows
}

/** Away is who is on leave on each weekday of the window; a window without a weekday excuses nobody. */
function isAway({ day, windowDays }: { day: string; windowDays: number }) {
  const weekdays = sql`select each.day::date from generate_series(${day}::date - ${windowDays}::int, ${day}::date, interval '1 day') as each (day)
    where extract(isodow from each.day) <= 5`
  return sql`(exists (${weekdays}) and not exists (${weekdays} and not exists (
    select from company.leave where leave.person_id = p.id and leave.ended_at is null
      and each.day::date between leave.starts_on and leave.last_day)))`
}

function side(which: 'manager' | 'member') {
  return sql`(select json_build_object('id', p.id, 'name', p.name, 'recipient',
      (select k.recipient from "one-on-ones".key k where k.person_id = p.id and k.replaced_at is null))
    from company.person p where p.id = ${sql.ref(`s.${which}_id`)})`
}

const meetings = sql`select m.id, m.series_id as "seriesId", m.starts_at as "startsAt", m.minutes, m.state, m.revision,
    a.name as manager, b.name as member, s.manager_id as "managerId", s.member_id as "memberId", s.every_days as "everyDays"
  from "one-on-ones".meeting m join "one-on-ones".series s on s.id = m.series_id
  join company.person a on a.id = s.manager_id join company.person b on b.id = s.member_id`
