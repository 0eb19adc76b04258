import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

export type Leave = { id: string; personId: string; personName: string; startsOn: string; endsOn: string }

/** Who takes no new deals, from a day on. */
export async function leaveFrom(db: Db, today: string): Promise<Leave[]> {
  const { rows } = await sql<Leave>`
    select leave.id, leave.person_id as "personId", person.name as "personName", leave.starts_on as "startsOn", leave.ends_on as "endsOn"
    from process.leave join company.person on person.id = leave.person_id
    where leave.ended_at is null and leave.ends_on > ${today} order by leave.starts_on, lower(person.name) limit 1000`.execute(
    db,
  )
  return rows
}
