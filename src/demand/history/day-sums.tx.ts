import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'

/** More days than this are summed by reading all order lines once. */
const mostDays = 40

/** Sums what came on the touched days anew, for the families of the touched items. */
export async function keepDaySums(
  tx: Tx,
  { touched, currency }: { touched: readonly { itemId: string; day: string }[]; currency: string },
): Promise<void> {
  const days = [...new Set(touched.map(({ day }) => day))]
  const items = [...new Set(touched.map(({ itemId }) => itemId))]
  const few = days.length <= mostDays
  const pairs = sql`select distinct d.day, i.family_id from unnest(${days}::date[]) as d (day), company.item i
    where i.id = any(${items}::uuid[])`
  const lines = few
    ? sql`wanted w join company.item i on i.family_id is not distinct from w.family_id
        join demand.counted_line l on l.item_id = i.id and l.ordered_on = w.day`
    : sql`demand.counted_line l join company.item i on i.id = l.item_id
        join wanted w on w.day = l.ordered_on and w.family_id is not distinct from i.family_id`
  await sql`
    with wanted as materialized (${pairs}), gone as (
      delete from demand.day_sum s using wanted w where s.day = w.day and s.family_id is not distinct from w.family_id)
    select count(*) from wanted`.execute(tx)
  await sql`
    with wanted as materialized (${pairs})
    insert into demand.day_sum (day, family_id, quantity, amount)
    select l.ordered_on, i.family_id, sum(l.quantity), coalesce(sum(l.amount * ${rateOf(currency)}), 0)
    from ${lines} group by l.ordered_on, i.family_id`.execute(tx)
}

/** What a line's money is worth in company currency, by the rate of its day; null where there is none. */
function rateOf(currency: string) {
  return sql`(case when l.currency = ${currency} then 1 else (select r.rate from company.currency_rate r
    where r.code = l.currency and r.starts_on <= l.ordered_on order by r.starts_on desc limit 1) end)`
}
