import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** Names of people who are there, by id. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from company.person
    where id = any(${[...ids]}::uuid[]) and erased_at is null`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
