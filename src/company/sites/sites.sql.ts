import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Site } from './contract.ts'

/** All sites by name. */
export async function allSites(db: Db): Promise<Site[]> {
  return sitesWhere(db, sql`true`)
}

/** One site. */
export async function siteById(db: Db | Tx, id: string): Promise<Site> {
  const [site] = await sitesWhere(db, sql`s.id = ${id}`)
  if (!site) throw notFound('site', id)
  return site
}

async function sitesWhere(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Site[]> {
  const { rows } = await sql<Site>`
    select s.id, s.name, s.kind,
      case when y.id is not null then json_build_object('id', y.id, 'name', y.name) end as territory
    from company.site s left join company.territory y on y.id = s.territory_id
    where ${condition} order by s.name`.execute(db)
  return rows
}
