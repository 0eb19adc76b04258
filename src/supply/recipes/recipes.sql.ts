import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Alternate, Alternates, Beside, ByProducts, Part, Recipes } from './explosion.ts'

/** The recipes that hold on a day, without alternates. */
export async function recipesOn(db: Db | Tx, day: string): Promise<Recipes> {
  return recipesOf(await componentsWhere(db, holdsOn('c', day)))
}

/** The alternates that hold on a day. */
export async function alternatesOn(db: Db | Tx, day: string): Promise<Alternates> {
  return alternatesOf(await componentsWhere(db, holdsOn('c', day)))
}

/** Recipes and alternates that hold on a day or later, each row with its days. */
export async function recipesFrom(db: Db | Tx, day: string): Promise<{ recipes: Recipes; alternates: Alternates }> {
  const rows = await componentsWhere(db, sql`coalesce(c.ends_on >= ${day}::date, true)`)
  return { recipes: recipesOf(rows), alternates: alternatesOf(rows) }
}

/** What comes with made items on a day. */
export async function byProductsOn(db: Db | Tx, day: string): Promise<ByProducts> {
  const { rows } = await sql<Beside & { madeId: string }>`
    select b.item_id as "madeId", b.by_product_id as "itemId", b.quantity::float8 as quantity,
      greatest(0, coalesce(b.disposal_cost, 0))::float8 as "disposalCost"
    from supply.by_product b join company.item i on i.id = b.by_product_id
    where b.ended_at is null and ${holdsOn('b', day)} order by i.code`.execute(db)
  return grouped(rows, ({ madeId, ...beside }) => [madeId, beside])
}

type PartRow = Part & { assemblyId: string; insteadOf: string | null }

function recipesOf(rows: readonly PartRow[]): Recipes {
  const own = rows.filter(({ insteadOf }) => insteadOf === null)
  return grouped(own, ({ assemblyId, insteadOf: _, ...part }) => [assemblyId, part])
}

function alternatesOf(rows: readonly PartRow[]): Alternates {
  const other = rows.filter(({ insteadOf }) => insteadOf !== null)
  return grouped(other, ({ assemblyId, ...part }) => [assemblyId, part as Alternate])
}

async function componentsWhere(db: Db | Tx, holds: RawBuilder<unknown>): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`
    select c.assembly_id as "assemblyId", c.component_id as "componentId", c.quantity::float8 as quantity,
      coalesce(c.scrap, 0)::float8 as scrap, c.unit, c.instead_of_id as "insteadOf", c.starts_on as "startsOn", c.ends_on as "endsOn"
    from supply.recipe_component c join company.item i on i.id = c.component_id
    where c.ended_at is null and c.assembly_id is not null and coalesce(c.scrap, 0) < 1 and ${holds}
    order by i.code, c.starts_on nulls first`.execute(db)
  return rows
}

/** Whether a row holds on a day: it has begun and not ended, and no later one about the same has begun. */
function holdsOn(row: 'c' | 'b' | 'o' | 's', day: string): RawBuilder<unknown> {
  const { table, about } = dated[row]
  const spans = (name: string) => sql`coalesce(${sql.ref(`${name}.starts_on`)} <= ${day}::date, true)
    and coalesce(${sql.ref(`${name}.ends_on`)} >= ${day}::date, true)`
  const same = about.map((column) => sql`n.${sql.ref(column)} is not distinct from ${sql.ref(`${row}.${column}`)}`)
  return sql`${spans(row)} and not exists (select 1 from ${sql.table(table)} n where n.ended_at is null and ${sql.join(same, sql` and `)}
    and ${spans('n')} and n.starts_on > coalesce(${sql.ref(`${row}.starts_on`)}, '-infinity'::date))`
}

/** Tables whose rows hold from day to day, and what rows about the same thing have in common. */
const dated = {
  c: { table: 'supply.recipe_component', about: ['assembly_id', 'component_id', 'instead_of_id'] },
  b: { table: 'supply.by_product', about: ['item_id', 'by_product_id'] },
  o: { table: 'supply.operation', about: ['item_id', 'sequence', 'resource_id', 'location_id'] },
  s: { table: 'supply.supplier_item', about: ['item_id', 'supplier_id'] },
} as const

function grouped<Row, Value>(rows: readonly Row[], read: (row: Row) => [string, Value]): Map<string, Value[]> {
  const found = new Map<string, Value[]>()
  for (const [key, value] of rows.map(read)) found.set(key, [...(found.get(key) ?? []), value])
  return found
}

/** Units in stock of each item, all places together. */
export async function stockOfItems(db: Db | Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; quantity: number }>`
    select item_id as id, sum(quantity)::float8 as quantity from supply.stock_position where ended_at is null group by item_id`.execute(
    db,
  )
  return new Map(rows.map(({ id, quantity }) => [id, quantity]))
}

/** Money per unit of bought items: by the standard, or the lowest price of a supplier. */
export async function boughtCosts(
  db: Db | Tx,
  { basis, day }: { basis: 'standard' | 'supplier'; day: string },
): Promise<Map<string, number>> {
  const standard = sql`(select d.standard_cost from supply.item_data d where d.id = i.id)`
  const supplier = sql`(select min(s.price) from supply.supplier_item s where s.item_id = i.id and s.ended_at is null and s.price > 0 and ${holdsOn('s', day)})`
  const cost = basis === 'standard' ? standard : sql`coalesce(${supplier}, ${standard})`
  const { rows } = await sql<{ id: string; cost: number }>`
    select i.id, (${cost})::float8 as cost from company.item i where ${cost} is not null`.execute(db)
  return new Map(rows.map(({ id, cost }) => [id, cost]))
}

export type MakingStep = {
  itemId: string
  sequence: number | null
  place: string | null
  hoursPerUnit: number
  setupHours: number
  costPerHour: number
  costPerUnit: number
}

/** The steps of making items that hold on a day, with the cost per hour of where they are done. */
export async function makingSteps(db: Db | Tx, day: string): Promise<MakingStep[]> {
  const { rows } = await sql<MakingStep>`
    select o.item_id as "itemId", o.sequence, coalesce(r.name, l.name) as place, coalesce(o.hours_per_unit, 0)::float8 as "hoursPerUnit",
      coalesce(o.setup_hours, 0)::float8 as "setupHours", coalesce(r.cost_per_hour, l.cost_rate, 0)::float8 as "costPerHour",
      coalesce(o.cost_per_unit, 0)::float8 as "costPerUnit"
    from supply.operation o left join supply.resource r on r.id = o.resource_id left join supply.location l on l.id = o.location_id
    where o.ended_at is null and ${holdsOn('o', day)} order by o.item_id, o.sequence nulls last`.execute(db)
  return rows
}

export type NamedItem = { id: string; code: string; name: string; standardCost: number | null; made: boolean | null }

/** Every item by its id. */
export async function namedItems(db: Db | Tx): Promise<Map<string, NamedItem>> {
  const { rows } = await sql<NamedItem>`
    select i.id, i.code, i.name, d.standard_cost::float8 as "standardCost", d.made
    from company.item i left join supply.item_data d on d.id = i.id order by i.code`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
