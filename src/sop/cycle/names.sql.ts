import { sql } from 'kysely'
import { ERASED_NAME } from '#company/schema.ts'
import type { Db, Tx } from '#platform/db/pool.ts'

/** The name behind an id of a person, user, family or account; null for none. */
export type NameOf = (id: string | null | undefined) => string | null

/** Reads every name that a cycle may show: acts keep ids only, so that a person can be erased. */
export async function readNames(db: Db | Tx): Promise<NameOf> {
  const { rows } = await sql<{ id: string; name: string | null }>`
    select id::text, case when erased_at is null then name else ${ERASED_NAME} end as name from company.person
    union all select id::text, name from auth."user"
    union all select id::text, name from company.family`.execute(db)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => (id ? (names.get(id) ?? 'Unknown') : null)
}
