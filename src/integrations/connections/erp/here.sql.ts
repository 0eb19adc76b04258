import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { ItemsHere } from '../products.ts'
import type { PartOf, StockAt } from './differences.ts'

/** What lies at these sites as it is known here. */
export async function stockHere(db: Db, sites: readonly string[]): Promise<StockAt[]> {
  const { rows } = await sql<StockAt>`select i.code as item, s.name as site, sum(p.quantity)::float8 as quantity
    from supply.stock_position p join company.item i on i.id = p.item_id join company.site s on s.id = p.site_id
    where p.ended_at is null and i.code is not null and s.name = any(${[...sites]}::text[]) group by 1, 2`.execute(db)
  return rows
}

/** The items that are here, by the ids of products of a CRM, by code and by name. */
export async function itemsHere(db: Db): Promise<ItemsHere> {
  const { rows } = await sql<{ code: string | null; name: string; products: string[] }>`
    select i.code, i.name, coalesce(array_agg(a.value) filter (where a.value is not null), '{}') as products
    from company.item i left join imports.alias a on a.noun = 'item' and a.subject_id = i.id and a.key_name in ('product2id', 'hsproductid')
    group by i.id`.execute(db)
  const coded = rows.flatMap(({ code, ...row }) => (code === null ? [] : [{ ...row, code }]))
  return {
    byProduct: new Map(coded.flatMap((item) => item.products.map((id) => [id, item]))),
    byCode: new Map(coded.map((item) => [item.code.toLowerCase(), item])),
    names: new Set(rows.map(({ name }) => name.toLowerCase())),
  }
}

/** Recipes that hold here and have no dates of their own. */
export async function recipesHere(db: Db): Promise<PartOf[]> {
  const { rows } = await sql<PartOf>`select a.code as assembly, c.code as component, r.quantity::float8 as quantity
    from supply.recipe_component r join company.item a on a.id = r.assembly_id join company.item c on c.id = r.component_id
    where r.ended_at is null and r.starts_on is null and r.ends_on is null and a.code is not null and c.code is not null`.execute(
    db,
  )
  return rows
}
