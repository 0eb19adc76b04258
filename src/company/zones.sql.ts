import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { readCompany } from './profile.sql.ts'

/** The time zone of each of these people, their own or else the company's; the company's for nobody. */
export async function zonesOf(
  db: Db | Tx,
  people: readonly (string | null)[],
): Promise<(personId: string | null) => string> {
  const { timeZone } = await readCompany(db)
  const ids = [...new Set(people.filter((id) => id !== null))]
  const { rows } = await sql<{ id: string; timeZone: string }>`select id, time_zone as "timeZone" from company.person
    where id = any(${ids}::uuid[]) and time_zone is not null`.execute(db)
  const own = new Map(rows.map((row) => [row.id, row.timeZone]))
  return (personId) => own.get(personId ?? '') ?? timeZone
}
