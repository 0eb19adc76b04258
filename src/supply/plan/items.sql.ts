import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { holding } from '#platform/search/words.sql.ts'

type Found = { item: string; name: string; isSold: boolean; total: number }

/** Items of a plan whose code or name holds what is searched for, those that are sold first. */
export async function itemsOfPlan(
  db: Db,
  { planId, search, limit }: { planId: string; search: string; limit: number },
): Promise<{ total: number; items: Omit<Found, 'total'>[] }> {
  const like = holding(search)
  const { rows } = await sql<Found>`
    select l.subject as item, i.name, bool_or(l.measure = 'sold') as "isSold", count(*) over ()::int as total
    from supply.plan_line l join company.item i on i.id = l.item_id
    where l.plan_id = ${planId} and l.site_id is null and l.measure in ('sold', 'stock')
      and (${search} = '' or l.subject ilike ${like} or i.name ilike ${like})
    group by l.subject, i.name order by bool_or(l.measure = 'sold') desc, l.subject limit ${limit}`.execute(db)
  return { total: rows[0]?.total ?? 0, items: rows.map(({ total: _, ...item }) => item) }
}
