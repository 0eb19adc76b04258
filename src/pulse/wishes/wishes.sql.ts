import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'

export type Wishes = { timeZone: string | null; reminders: boolean; language: 'en' | 'de' | null }

/** How a member wants to be asked. */
export async function wishesOf(db: Db | Tx, personId: string | null): Promise<Wishes> {
  const { rows } =
    await sql<Wishes>`select p.time_zone as "timeZone", coalesce(w.reminders, true) as reminders, w.language
    from company.person p left join pulse.preference w on w.person_id = p.id where p.id = ${personId}`.execute(db)
  return rows[0] ?? { timeZone: null, reminders: true, language: null }
}

/** Whom to write to about an open round in a time zone: all who did not switch it off, whether they answered or not. */
export async function toWrite(db: Db, { roundId, timeZone }: { roundId: string; timeZone: string }) {
  const { rows } = await sql<{ email: string; language: string | null }>`select p.email, w.language
    from pulse.eligible e join company.person p on p.id = e.person_id left join pulse.preference w on w.person_id = p.id
    where e.round_id = ${roundId} and e.time_zone = ${timeZone} and p.email is not null and coalesce(w.reminders, true) and not e.on_leave order by p.id`.execute(
    db,
  )
  return rows
}
