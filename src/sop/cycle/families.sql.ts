import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** Families in the order of their names. */
export async function familyNames(db: Db): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from company.family order by name, id`.execute(db)
  return rows
}

/** The ids of the families that have an item, in the order of their names. */
export async function allFamilyIds(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select f.id from company.family f where exists (select from company.item i where i.family_id = f.id)
    order by f.name, f.id`.execute(db)
  return rows.map(({ id }) => id)
}
