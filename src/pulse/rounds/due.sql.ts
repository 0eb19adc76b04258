import { sql } from 'kysely'
import { companyHolidays } from '#company/holidays.sql.ts'
import type { Db } from '#platform/db/pool.ts'

/** Rounds whose time is over and that are not closed yet. */
export async function roundsToClose(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from pulse.round where closed_at is null and closes_at <= ${now} order by id`.execute(db)
  return rows.map(({ id }) => id)
}

export type Due = { roundId: string; survey: string; closesAt: string; timeZone: string }

/**
 * Open rounds in the second half of their time, by time zone of members of whom nobody was reminded yet: where it is a working
 * hour of a working day, or the last four hours of the round.
 */
export async function roundsToRemind(db: Db, now: Date): Promise<Due[]> {
  const holidays = (await companyHolidays(db)).map(({ day }) => day)
  const { rows } = await sql<Due>`
    select distinct r.id as "roundId", s.name as survey, r.closes_at as "closesAt", e.time_zone as "timeZone"
    from pulse.round r join pulse.survey s on s.id = r.survey_id join pulse.eligible e on e.round_id = r.id
      cross join lateral (select ${now}::timestamptz at time zone e.time_zone as at) here
    where r.closed_at is null and r.closes_at > ${now} and r.opens_at + (r.closes_at - r.opens_at) / 2 <= ${now}
      and e.time_zone <> all(r.reminded_zones)
      and (r.closes_at < ${now}::timestamptz + interval '4 hours' or extract(isodow from here.at) < 6 and extract(hour from here.at) between 9 and 16
        and here.at::date <> all(${holidays}::date[])) order by r.id, e.time_zone`.execute(db)
  return rows
}

/** Open rounds by time zone of members to whom nobody wrote yet, where it is the hour at which they open. */
export async function roundsToInvite(db: Db, now: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select distinct r.id as "roundId", s.name as survey, r.closes_at as "closesAt", e.time_zone as "timeZone"
    from pulse.round r join pulse.survey s on s.id = r.survey_id join pulse.eligible e on e.round_id = r.id
    where r.closed_at is null and r.closes_at > ${now} and e.time_zone <> all(r.invited_zones)
      and r.day + make_interval(hours => r.open_hour) <= ${now}::timestamptz at time zone e.time_zone
    order by r.id, e.time_zone`.execute(db)
  return rows
}
