import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Wish } from './promise.ts'

/**
 * Order lines that have not shipped, and open deals, as far as one may see each: a deal with lines wants the quantity of each by its ship
 * date, one without as much of its item as its amount buys at list price; where no ship date is said, by its expected close.
 */
export async function openWishes(
  db: Db,
  scope: Scope,
  { today, limit }: { today: string; limit: number },
): Promise<Wish[]> {
  const { rows } = await sql<Wish>`
    (select 'order' as kind, o.id::text as id, concat_ws(' / ', o.order_number, o.line_number) as label, a.name as account, i.code as item,
      (o.quantity - coalesce(o.shipped_quantity, 0))::float8 as quantity, o.due_on as "wantedOn"
    from crm.order_line o join company.item i on i.id = o.item_id left join crm.account a on a.id = o.account_id
    where o.ended_at is null and o.shipped_on is null and o.due_on is not null and o.quantity > coalesce(o.shipped_quantity, 0)
      and ${ownedBy(scope.sees.orders, sql.ref('o.owner_id'))} order by o.due_on, o.id limit ${limit})
    union all
    (select 'deal', d.id::text, d.name, a.name, i.code, sum(coalesce(p.quantity, ceil(p.amount_minor / 10::numeric ^ c.minor_digits
        * coalesce((select r.rate from company.currency_rate r
          where r.code = d.currency and r.starts_on <= ${today}::date order by r.starts_on desc limit 1), 1) / i.list_price)))::float8,
      coalesce(p.ships_on, d.expected_close)
    from crm.deal d join crm.deal_item p on p.deal_id = d.id join company.item i on i.id = p.item_id
    left join crm.account a on a.id = d.account_id join company.currency c on c.code = d.currency
    where d.ended_at is null and d.outcome = 'open' and (p.is_line or (p.amount_minor > 0 and i.list_price > 0))
      and coalesce(p.ships_on, d.expected_close) >= ${today}::date and ${ownedBy(scope.sees.deals, sql.ref('d.owner_id'))}
    group by d.id, d.name, a.name, i.code, 7 order by 7, d.id limit ${limit})`.execute(db)
  return rows
}
