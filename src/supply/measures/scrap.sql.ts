import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '#platform/db/pool.ts'
import type { measuresContract } from './contract.ts'

type Asked = z.output<typeof measuresContract.scrap.query>
type Reply = z.input<typeof measuresContract.scrap.reply>

/** Work orders summed as asked. */
export async function scrapBy(db: Db, asked: Asked): Promise<Reply> {
  const hasItem = asked.by === 'item' || asked.by === 'item-reason'
  const hasReason = asked.by === 'reason' || asked.by === 'item-reason'
  const group = hasReason
    ? sql`r.name`
    : asked.by === 'month'
      ? sql`to_char(coalesce(w.ends_on, w.due_on), 'YYYY-MM')`
      : sql`null::text`
  const { item = null, reason = null, from = null, to = null } = asked
  const { rows } = await sql<Reply['lines'][number] & { total: number }>`
    select ${hasItem ? sql`i.code` : sql`null::text`} as item, ${hasItem ? sql`i.name` : sql`null::text`} as "itemName", ${group} as "group",
      ${hasReason ? sql`r.id` : sql`null::uuid`} as "groupId", count(*)::int as "workOrders", coalesce(sum(w.quantity), 0)::float8 as ordered,
      coalesce(sum(w.stocked), 0)::float8 as stocked, coalesce(sum(w.scrapped), 0)::float8 as scrapped,
      (sum(coalesce(w.scrapped, 0)) / nullif(sum(w.quantity), 0))::float8 as "scrapRate",
      (count(*) filter (where w.scrapped > 0))::int as "workOrdersWithScrap",
      (count(*) filter (where w.scrapped > 0))::float8 / nullif(count(*), 0) as "orderScrapRate",
      (count(*) filter (where w.ends_on <= w.due_on))::float8 / nullif(count(*) filter (where w.ends_on is not null and w.due_on is not null), 0) as "finishedOnTime",
      count(*) over () as total
    from supply.work_order w join company.item i on i.id = w.item_id left join supply.scrap_reason r on r.id = w.scrap_reason_id
    where w.ended_at is null
      and (${item}::text is null or i.id::text = ${item} or i.code = ${item} or lower(i.name) = lower(${item}))
      and (${reason}::text is null or r.id::text = ${reason} or r.code = ${reason} or lower(r.name) = lower(${reason}))
      and (${from}::date is null or coalesce(w.ends_on, w.due_on) >= ${from}::date) and (${to}::date is null or coalesce(w.ends_on, w.due_on) <= ${to}::date)
    group by 1, 2, 3, 4 order by 1 nulls last, 3 nulls last limit ${asked.limit} offset ${asked.offset}`.execute(db)
  return { total: rows[0]?.total ?? 0, lines: rows.map(({ total: _, ...line }) => line) }
}
