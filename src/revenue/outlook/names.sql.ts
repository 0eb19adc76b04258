import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** The names of people, teams, stages, items, families and territories among these ids. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from company.person where id = any(${wanted}::uuid[])
    union all select id, name from company.team where id = any(${wanted}::uuid[])
    union all select id, name from crm.stage where id = any(${wanted}::uuid[])
    union all select id, name from company.item where id = any(${wanted}::uuid[])
    union all select id, name from company.family where id = any(${wanted}::uuid[])
    union all select id, name from company.territory where id = any(${wanted}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
