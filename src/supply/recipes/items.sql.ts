import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { SupplyItem } from './item-data.ts'

export type ItemsAsked = { item?: string | undefined; family?: string | undefined; limit: number; offset: number }

/** Items with what supply knows of them, by code. */
export async function supplyItems(db: Db | Tx, asked: ItemsAsked): Promise<{ items: SupplyItem[]; total: number }> {
  const item = asked.item ?? null
  const family = asked.family ?? null
  const where = sql`(${item}::text is null or i.id::text = ${item} or i.code = ${item} or lower(i.name) = lower(${item}))
    and (${family}::text is null or f.id::text = ${family} or lower(f.name) = lower(${family}))`
  const { rows } = await sql<SupplyItem>`
    select i.id, i.code, i.name, f.name as family, i.unit, trim_scale(i.list_price)::text as "listPrice", d.made,
      d.finished_good as "finishedGood", trim_scale(d.standard_cost)::text as "standardCost",
      trim_scale(d.safety_stock)::text as "safetyStock", trim_scale(d.reorder_point)::text as "reorderPoint",
      trim_scale(d.lead_days)::text as "leadDays", trim_scale(d.service_target)::text as "serviceTarget",
      trim_scale(d.days_of_cover)::text as "daysOfCover", trim_scale(d.least_lot)::text as "leastLot",
      trim_scale(d.lot_multiple)::text as "lotMultiple", trim_scale(d.shelf_life_days)::text as "shelfLifeDays",
      (select trim_scale(sum(p.quantity))::text from supply.stock_position p where p.item_id = i.id and p.ended_at is null) as stock,
      exists (select 1 from supply.recipe_component c where c.assembly_id = i.id and c.ended_at is null) as "hasRecipe",
      (select count(*)::int from supply.supplier_item s where s.item_id = i.id and s.ended_at is null) as suppliers
    from company.item i left join company.family f on f.id = i.family_id left join supply.item_data d on d.id = i.id
    where ${where} order by i.code limit ${asked.limit} offset ${asked.offset}`.execute(db)
  const counted = await sql<{ total: number }>`select count(*) as total
    from company.item i left join company.family f on f.id = i.family_id where ${where}`.execute(db)
  return { items: rows, total: counted.rows[0]?.total ?? 0 }
}
