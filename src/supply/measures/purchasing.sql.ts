import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '#platform/db/pool.ts'
import type { measuresContract } from './contract.ts'

type Asked = z.output<typeof measuresContract.purchasing.query>
type Reply = z.input<typeof measuresContract.purchasing.reply>
type LeadAsked = z.output<typeof measuresContract.leadTimes.query>
type LeadReply = z.input<typeof measuresContract.leadTimes.reply>

const noText = sql`null::text`
const noId = sql`null::uuid`

/** Purchase order lines summed as asked; the order gives supplier, order day and ship day. */
export async function purchasingBy(db: Db, asked: Asked): Promise<Reply> {
  const hasItem = asked.by === 'item' || asked.by === 'supplier-item'
  const hasSupplier = asked.by === 'supplier' || asked.by === 'supplier-item'
  const group = hasSupplier ? sql`s.name` : asked.by === 'month' ? sql`to_char(o.ordered_on, 'YYYY-MM')` : noText
  const { rows } = await sql<Reply['lines'][number] & { total: number }>`
    select ${hasItem ? sql`i.code` : noText} as item, ${hasItem ? sql`i.name` : noText} as "itemName", ${group} as "group",
      ${hasSupplier ? sql`s.id` : noId} as "groupId", count(distinct l.order_number)::int as orders, count(*)::int as "orderLines",
      coalesce(sum(l.quantity), 0)::float8 as ordered, coalesce(sum(l.received), 0)::float8 as received, coalesce(sum(l.rejected), 0)::float8 as rejected,
      coalesce(sum(coalesce(l.stocked, l.received - l.rejected)), 0)::float8 as stocked,
      coalesce(sum(coalesce(l.amount, l.quantity * l.unit_price)), 0)::float8 as amount,
      (sum(l.rejected) / nullif(sum(l.received), 0))::float8 as "rejectRate", (count(*) filter (where l.rejected > 0))::int as "linesWithRejects",
      (count(*) filter (where l.rejected > 0))::float8 / nullif(count(*) filter (where l.received is not null), 0) as "lineRejectRate",
      (sum(l.received) / nullif(sum(l.quantity), 0))::float8 as "fillRate",
      avg((select avg(v.lead_days) from supply.supplier_item v where v.item_id = l.item_id and v.supplier_id = o.supplier_id and v.ended_at is null))::float8 as "statedLeadDays",
      avg(l.due_on - o.ordered_on)::float8 as "orderToDueDays", avg(o.shipped_on - o.ordered_on)::float8 as "orderToShipDays",
      avg(l.received_on - o.ordered_on)::float8 as "orderToReceiptDays",
      (count(*) filter (where coalesce(l.received_on, o.shipped_on) <= l.due_on))::float8
        / nullif(count(*) filter (where coalesce(l.received_on, o.shipped_on) is not null and l.due_on is not null), 0) as "onTime",
      (sum(coalesce(l.amount, l.quantity * l.unit_price)) / nullif(sum(l.quantity), 0))::float8 as "averagePrice",
      count(*) over () as total
    from supply.purchase_order_line l join company.item i on i.id = l.item_id
    left join supply.purchase_order o on o.order_number = l.order_number and o.ended_at is null
    left join supply.supplier s on s.id = o.supplier_id
    where l.ended_at is null and ${named(asked)}
      and (${asked.status ?? null}::text is null or lower(o.status) = lower(${asked.status ?? null}))
      and (${asked.from ?? null}::date is null or o.ordered_on >= ${asked.from ?? null}::date)
      and (${asked.to ?? null}::date is null or o.ordered_on <= ${asked.to ?? null}::date)
    group by 1, 2, 3, 4 order by 1 nulls last, 3 nulls last limit ${asked.limit} offset ${asked.offset}`.execute(db)
  return { total: rows[0]?.total ?? 0, lines: rows.map(({ total: _, ...line }) => line) }
}

/** Lead times as suppliers state them. */
export async function statedLeadTimes(db: Db, asked: LeadAsked): Promise<LeadReply> {
  const byItem = asked.by === 'item' || asked.by === 'supplier-item'
  const bySupplier = asked.by === 'supplier' || asked.by === 'supplier-item'
  const { rows } = await sql<LeadReply['lines'][number] & { total: number }>`
    select ${byItem ? sql`i.code` : noText} as item, ${byItem ? sql`i.name` : noText} as "itemName", ${bySupplier ? sql`s.name` : noText} as "group",
      ${bySupplier ? sql`s.id` : noId} as "groupId", count(*)::int as pairs, avg(v.lead_days)::float8 as "meanDays", min(v.lead_days)::float8 as "leastDays",
      max(v.lead_days)::float8 as "mostDays", avg(v.price)::float8 as "meanPrice", count(*) over () as total
    from supply.supplier_item v join company.item i on i.id = v.item_id join supply.supplier s on s.id = v.supplier_id
    where v.ended_at is null and ${named(asked)}
    group by 1, 2, 3, 4 order by 1 nulls last, 3 nulls last limit ${asked.limit} offset ${asked.offset}`.execute(db)
  return { total: rows[0]?.total ?? 0, lines: rows.map(({ total: _, ...line }) => line) }
}

function named({ item, supplier }: { item?: string | undefined; supplier?: string | undefined }): RawBuilder<unknown> {
  return sql.join(
    [
      sql`true`,
      ...(item ? [sql`(i.id::text = ${item} or i.code = ${item} or lower(i.name) = lower(${item}))`] : []),
      ...(supplier
        ? [sql`(s.id::text = ${supplier} or s.code = ${supplier} or lower(s.name) = lower(${supplier}))`]
        : []),
    ],
    sql` and `,
  )
}
