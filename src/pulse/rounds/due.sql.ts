import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** Rounds whose time is over and that are not closed yet. */
export async function roundsToClose(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from pulse.round where closed_at is null and closes_at <= ${now} order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Open rounds in the second half of their time of which nobody was reminded yet. */
export async function roundsToRemind(db: Db, now: Date): Promise<{ id: string; survey: string; closesAt: string }[]> {
  const { rows } = await sql<{
    id: string
    survey: string
    closesAt: string
  }>`select r.id, s.name as survey, r.closes_at as "closesAt"
    from pulse.round r join pulse.survey s on s.id = r.survey_id
    where r.closed_at is null and r.reminded_at is null and r.closes_at > ${now}
      and r.opens_at + (r.closes_at - r.opens_at) / 2 <= ${now} order by r.id`.execute(db)
  return rows
}
