import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Territory } from './contract.ts'

/** All territories by name; the tree is in `parentId`. */
export async function allTerritories(db: Db | Tx): Promise<Territory[]> {
  return territoriesWhere(db, sql`true`)
}

/** One territory. */
export async function territoryById(db: Db | Tx, id: string): Promise<Territory> {
  const [territory] = await territoriesWhere(db, sql`t.id = ${id}`)
  if (!territory) throw notFound('territory', id)
  return territory
}

/** Refuses an id that is no territory; no id at all is fine. */
export async function refuseUnknownTerritory(db: Db | Tx, id: string | null | undefined): Promise<void> {
  if (id) await territoryById(db, id)
}

async function territoriesWhere(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Territory[]> {
  const { rows } = await sql<Territory>`
    select t.id, t.name, t.parent_id as "parentId",
      (select count(*) from company.team where territory_id = t.id) as teams,
      (select count(*) from company.site where territory_id = t.id) as sites
    from company.territory t where ${condition} order by t.name`.execute(db)
  return rows
}
