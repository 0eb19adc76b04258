import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '#platform/db/pool.ts'
import type { measuresContract } from './contract.ts'

type Asked = z.output<typeof measuresContract.stock.query>
type Reply = z.input<typeof measuresContract.stock.reply>

const none = sql`null::text`

/** Per grouping: what a line is about, beside its item. */
const groupings: Record<Asked['by'], { item: boolean; group: RawBuilder<unknown>; id: RawBuilder<unknown> }> = {
  item: { item: true, group: none, id: sql`null::uuid` },
  all: { item: false, group: none, id: sql`null::uuid` },
  location: { item: false, group: sql`l.name`, id: sql`p.location_id` },
  'item-location': { item: true, group: sql`l.name`, id: sql`p.location_id` },
  site: { item: false, group: sql`s.name`, id: sql`p.site_id` },
  'item-site': { item: true, group: sql`s.name`, id: sql`p.site_id` },
  family: { item: false, group: sql`f.name`, id: sql`i.family_id` },
}

/** Stock as last counted, summed as asked. By item, items without a position are listed too, with null. */
export async function stockBy(db: Db, asked: Asked): Promise<Reply> {
  const { item, group, id } = groupings[asked.by]
  const join = asked.by === 'item' ? sql`left join` : sql`join`
  const only = item ? sql`i.id` : sql`null::uuid`
  const lines = sql`
    select ${item ? sql`i.code` : none} as item, ${item ? sql`i.name` : none} as "itemName", ${group} as "group", ${id} as "groupId",
      sum(p.quantity) as quantity, sum(p.quantity * d.standard_cost) as value, count(p.id)::int as positions,
      ${item ? sql`min(d.safety_stock)` : sql`null::numeric`} as safety, ${item ? sql`min(d.reorder_point)` : sql`null::numeric`} as reorder
    from company.item i ${join} supply.stock_position p on p.item_id = i.id and p.ended_at is null
    left join supply.location l on l.id = p.location_id left join company.site s on s.id = p.site_id
    left join company.family f on f.id = i.family_id left join supply.item_data d on d.id = i.id
    where ${wanted(asked)} group by ${only}, 1, 2, 3, 4`
  const state = stateOf(asked)
  const { rows } = await sql<Reply['lines'][number]>`
    with line as (${lines})
    select item, "itemName", "group", "groupId", trim_scale(quantity)::text as quantity, trim_scale(value)::text as value, positions,
      trim_scale(safety)::text as "safetyStock", trim_scale(reorder)::text as "reorderPoint",
      quantity < safety as "belowSafetyStock", quantity < reorder as "belowReorderPoint"
    from line where ${state} order by item nulls last, "group" nulls last limit ${asked.limit} offset ${asked.offset}`.execute(
    db,
  )
  const sums = await sql<{ total: number; quantity: string; value: string }>`
    with line as (${lines}) select count(*) as total, trim_scale(coalesce(sum(quantity), 0))::text as quantity,
      trim_scale(coalesce(sum(value), 0))::text as value from line where ${state}`.execute(db)
  return { ...sums.rows[0]!, lines: rows }
}

function wanted({ item, location, site }: Asked): RawBuilder<unknown> {
  return sql.join(
    [
      sql`true`,
      ...(item ? [sql`(i.id::text = ${item} or i.code = ${item} or lower(i.name) = lower(${item}))`] : []),
      ...(location
        ? [sql`(l.id::text = ${location} or l.code = ${location} or lower(l.name) = lower(${location}))`]
        : []),
      ...(site ? [sql`(s.id::text = ${site} or lower(s.name) = lower(${site}))`] : []),
    ],
    sql` and `,
  )
}

function stateOf({ state }: Asked): RawBuilder<unknown> {
  if (state === 'below safety stock') return sql`quantity < safety`
  if (state === 'below reorder point') return sql`quantity < reorder`
  if (state === 'negative') return sql`quantity < 0`
  return state === 'none' ? sql`positions = 0` : sql`true`
}
