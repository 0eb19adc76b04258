import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Family, Item, ItemAttribute } from './contract.ts'

export type ItemFilter = {
  search?: string | undefined
  family?: string | undefined
  limit: number
  offset: number
}

/** Items by code. */
export async function itemsPage(db: Db, filter: ItemFilter): Promise<{ items: Item[]; total: number }> {
  const pattern = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const condition = sql`(${pattern}::text is null or i.code ilike ${pattern} or i.name ilike ${pattern}
      or exists (select from jsonb_each_text(i.file_fields) as each where each.value ilike ${pattern}))
    and (${filter.family ?? null}::uuid is null or i.family_id = ${filter.family ?? null}::uuid)`
  const items = await itemsWhere(db, sql`${condition} order by i.code limit ${filter.limit} offset ${filter.offset}`)
  const { rows } = await sql<{ total: number }>`select count(*) as total from company.item i
    where ${condition}`.execute(db)
  return { items, total: rows[0]?.total ?? 0 }
}

/** One item. */
export async function itemById(db: Db | Tx, id: string): Promise<Item> {
  const [item] = await itemsWhere(db, sql`i.id = ${id}`)
  if (!item) throw notFound('item', id)
  return item
}

/** The attributes that items have, by name. */
export async function itemAttributes(db: Db | Tx): Promise<ItemAttribute[]> {
  const { rows } = await sql<ItemAttribute>`
    select each.key as name, count(*)::int as items, count(distinct each.value)::int as values
    from company.item i cross join lateral jsonb_each_text(i.file_fields) as each
    where i.file_fields is not null group by 1 order by 1`.execute(db)
  return rows
}

/** Families by name, with the number of their items. */
export async function allFamilies(db: Db | Tx): Promise<Family[]> {
  const { rows } = await sql<Family>`select f.id, f.name, count(i.id) as items
    from company.family f left join company.item i on i.family_id = f.id
    group by f.id, f.name order by f.name`.execute(db)
  return rows
}

/** One family. */
export async function familyById(db: Db | Tx, id: string): Promise<Family> {
  const family = (await allFamilies(db)).find((each) => each.id === id)
  if (!family) throw notFound('family', id)
  return family
}

async function itemsWhere(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Item[]> {
  const { rows } = await sql<Item>`
    select i.id, i.code, i.name, i.unit, trim_scale(i.list_price) as "listPrice", i.active_from as "activeFrom",
      i.active_to as "activeTo", i.file_fields as fields, case when f.id is not null then json_build_object('id', f.id, 'name', f.name) end as family
    from company.item i left join company.family f on f.id = i.family_id where ${condition}`.execute(db)
  return rows
}
