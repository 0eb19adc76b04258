import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { SpendingLimit } from './inputs.ts'

/** Limits of spending that reach beyond a day, with what was ordered in their span before it. */
export async function limitsOfSpending(db: Db, today: string): Promise<SpendingLimit[]> {
  const { rows } = await sql<SpendingLimit>`
    select b.line, b.starts_on as "startsOn", b.ends_on as "endsOn", b.amount::float8 as amount, v.name as supplier, f.name as family, s.name as site,
      case when b.line in ('purchases', 'everything') then (
        select coalesce(sum(coalesce(l.amount, l.quantity * l.unit_price)), 0) from supply.purchase_order o
          join supply.purchase_order_line l on l.order_number = o.order_number and l.ended_at is null join company.item i on i.id = l.item_id
        where o.ended_at is null and o.ordered_on >= b.starts_on and o.ordered_on < least(${today}::date, b.ends_on + 1)
          and (b.supplier_id is null or o.supplier_id = b.supplier_id) and (b.family_id is null or i.family_id = b.family_id)) else 0 end::float8 as spent
    from supply.spending_limit b left join supply.supplier v on v.id = b.supplier_id left join company.family f on f.id = b.family_id
      left join company.site s on s.id = b.site_id
    where b.ended_at is null and b.ends_on >= ${today}::date order by b.starts_on, b.line, b.id`.execute(db)
  return rows
}
