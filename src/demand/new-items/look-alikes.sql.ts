import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { LookAlike } from './contract.ts'

const most = 50
/** SQL over `h`: what was sold in the last 12 closed months. */
const ofLastYear = sql`h.grain = 'month' and h.starts_on <= r.closed_to and h.starts_on > r.closed_to - interval '12 months'`
const currentRun = sql`demand.run r`
const isCurrent = sql`r.grain = 'month' and r.measure = 'units' and r.standing = 'current'`

/** Items that were sold in the last year, those of a new item's family first, the nearest in price first. */
export async function lookAlikesOf(
  db: Db,
  { itemId, search }: { itemId: string; search: string },
): Promise<LookAlike[]> {
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<LookAlike>`
    with sold as (
      select h.item_id, sum(h.quantity)::float8 as units from ${currentRun} join demand.history h on ${ofLastYear}
      where ${isCurrent} group by 1 having sum(h.quantity) > 0
    )
    select i.id, i.code, i.name, f.name as family, i.list_price::float8 as price, s.units
    from sold s join company.item i on i.id = s.item_id left join company.family f on f.id = i.family_id
    join company.item n on n.id = ${itemId}
    where i.name ilike ${like} or i.code ilike ${like} or f.name ilike ${like}
    order by i.family_id is not distinct from n.family_id desc,
      abs(ln(nullif(i.list_price, 0)::float8 / nullif(n.list_price, 0))) nulls last, i.name limit ${most}`.execute(db)
  return rows
}

/** What an item of these brought in the last year: units by territory, money a unit, and that as a share of its list price. */
export type Brought = { itemId: string; places: Record<string, number>; price: number | null; ofList: number | null }

/** What items brought in the last 12 closed months. */
export async function broughtBy(tx: Tx, itemIds: readonly string[]): Promise<Map<string, Brought>> {
  const { rows } = await sql<Brought>`
    with sold as (
      select h.item_id, h.territory_id, sum(h.quantity)::float8 as units, sum(h.amount)::float8 as money
      from ${currentRun} join demand.history h on ${ofLastYear}
      where ${isCurrent} and h.item_id = any(${[...itemIds]}::uuid[]) group by 1, 2
    )
    select s.item_id as "itemId", jsonb_object_agg(coalesce(s.territory_id::text, ''), greatest(0, s.units)) as places,
      sum(s.money) / nullif(sum(s.units), 0) as price,
      sum(s.money) / nullif(sum(s.units), 0) / nullif(max(i.list_price), 0)::float8 as "ofList"
    from sold s join company.item i on i.id = s.item_id group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.itemId, row]))
}
