import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Holiday, SiteData } from './inputs.ts'

/** Each territory with itself and all above it, and how far above. */
const above = sql`up (id, at, far) as (
  select id, id, 0 from company.territory
  union all select up.id, t.parent_id, up.far + 1 from up join company.territory t on t.id = up.at where t.parent_id is not null)`

/** Sites, lanes, what lies where, and which site serves what was ordered in the year before a day: the nearest of its territory. */
export async function siteData(db: Db, today: string): Promise<SiteData> {
  const lanes = await sql<SiteData['lanes'][number]>`
    select from_site_id as "fromSiteId", to_site_id as "toSiteId", lead_days::float8 as "leadDays", cost_per_unit::float8 as "costPerUnit",
      capacity_per_month::float8 as "capacityPerMonth", load_size::float8 as "loadSize", cost_per_load::float8 as "costPerLoad",
      loads_per_month::float8 as "loadsPerMonth", fixed_cost::float8 as "fixedCost"
    from supply.lane where ended_at is null and from_site_id <> to_site_id order by recorded_at, id`.execute(db)
  const all = await sql<SiteData['all'][number]>`select id, name from company.site order by name`.execute(db)
  if (lanes.rows.length === 0) return { all: all.rows, lanes: [], stock: [], sold: [] }
  const [stock, sold] = await Promise.all([
    sql<SiteData['stock'][number]>`
      select s.item_id as "itemId", coalesce(s.site_id, l.site_id) as "siteId", sum(s.quantity)::float8 as quantity
      from supply.stock_position s left join supply.location l on l.id = s.location_id
      where s.ended_at is null and s.quantity > 0 group by 1, 2`.execute(db),
    sql<SiteData['sold'][number]>`
      with recursive ${above}, serves as (
        select distinct on (up.id) up.id as territory_id, s.id as site_id from up join company.site s on s.territory_id = up.at
        where s.kind <> 'office' order by up.id, up.far, s.kind = 'warehouse' desc, s.name)
      select o.item_id as "itemId", serves.site_id as "siteId", sum(o.quantity)::float8 as units
      from crm.order_line o left join serves on serves.territory_id = o.territory_id
      where o.ended_at is null and o.item_id is not null and o.ordered_on > ${today}::date - 365 and o.ordered_on <= ${today}
      group by 1, 2`.execute(db),
  ])
  return { all: all.rows, lanes: lanes.rows, stock: stock.rows, sold: sold.rows }
}

/** Days from one on when nobody works: the company's, and those of a territory at the sites within it. */
export async function holidaysOfSites(db: Db, from: string): Promise<Holiday[]> {
  const { rows } = await sql<Holiday>`
    with recursive ${above}
    select h.day, null::uuid as "siteId" from company.holiday h where h.ended_at is null and h.territory_id is null and h.day >= ${from}
    union
    select h.day, s.id from company.holiday h join up on up.at = h.territory_id join company.site s on s.territory_id = up.id
    where h.ended_at is null and h.day >= ${from} order by 1`.execute(db)
  return rows
}
