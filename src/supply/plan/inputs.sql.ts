import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import { expectedItems } from '#demand/expected.sql.ts'
import { dayIn } from '#platform/clock.ts'
import type { Db } from '#platform/db/pool.ts'
import { supplyPolicy } from '../policy.sql.ts'
import { byProductsOn, recipesFrom } from '../recipes/recipes.sql.ts'
import type { Bought, Changeover, Hours, Inputs, OpenReceipt, PlanItem, PlanResource, Step } from './inputs.ts'
import { holidaysOfSites, siteData } from './sites.sql.ts'
import { limitsOfSpending } from './spending.sql.ts'

/** Everything a plan is made from, as it stands now. */
export async function planInputs(db: Db, now: Date): Promise<Inputs> {
  const profile = await readCompany(db)
  const today = dayIn(profile.timeZone, now)
  const { currency, locale, calendarKind, fiscalStartMonth, weekStart } = profile
  const calendar = { kind: calendarKind, startMonth: fiscalStartMonth, weekStart }
  const [making, around] = await Promise.all([whatIsMade(db, today), whatIsThere(db, today)])
  return { today, currency, locale, calendar, ...making, ...around }
}

async function whatIsMade(db: Db, today: string) {
  const [{ recipes, alternates }, byProducts, items, steps, resources, hours, changeovers] = await Promise.all([
    recipesFrom(db, today),
    byProductsOn(db, today),
    planItems(db),
    planSteps(db, today),
    planResources(db),
    specialHours(db),
    stepsBetween(db),
  ])
  return { recipes, alternates, byProducts, items, steps, resources, hours, changeovers }
}

async function whatIsThere(db: Db, today: string) {
  const [policy, expected, bought, receipts, wrongUnits, holidays, sites, spendingLimits] = await Promise.all([
    supplyPolicy(db),
    expectedItems(db),
    supplierItems(db, today),
    openReceipts(db),
    unitsThatDiffer(db, today),
    holidaysOfSites(db, today),
    siteData(db, today),
    limitsOfSpending(db, today),
  ])
  return { policy, expected, bought, receipts, wrongUnits, holidays, sites, spendingLimits }
}

async function planItems(db: Db): Promise<PlanItem[]> {
  const { rows } = await sql<PlanItem>`
    select i.id, i.code, f.name as family, i.unit, i.list_price::float8 as price, i.active_to as "activeTo", d.made,
      d.standard_cost::float8 as cost, d.safety_stock::float8 as "safetyStock", d.lead_days::float8 as "leadDays",
      d.service_target::float8 as "serviceTarget", d.days_of_cover::float8 as "daysOfCover",
      coalesce(p.quantity, 0)::float8 as stock, coalesce(p.negative, 0)::int as "negativePositions",
      coalesce(p.unsited, 0)::int as "unsitedPositions", w.rate as "scrapRate",
      d.least_lot::float8 as "leastLot", d.lot_multiple::float8 as "lotMultiple", d.shelf_life_days::float8 as "shelfLifeDays"
    from company.item i left join company.family f on f.id = i.family_id left join supply.item_data d on d.id = i.id
    left join (select s.item_id, sum(greatest(s.quantity, 0)) as quantity, count(*) filter (where s.quantity < 0) as negative,
        count(*) filter (where coalesce(s.site_id, l.site_id) is null and (select count(*) from company.site) > 1) as unsited
      from supply.stock_position s left join supply.location l on l.id = s.location_id where s.ended_at is null group by 1) p on p.item_id = i.id
    left join (select item_id, (sum(coalesce(scrapped, 0)) / nullif(sum(quantity), 0))::float8 as rate
      from supply.work_order where ended_at is null group by 1) w on w.item_id = i.id
    order by i.code`.execute(db)
  return rows
}

async function planSteps(db: Db, today: string): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select o.item_id as "itemId", o.resource_id as "resourceId", coalesce(o.hours_per_unit, 0)::float8 as hours,
      greatest(0, coalesce(o.setup_hours, 0))::float8 as "setupHours", coalesce(o.cost_per_unit, 0)::float8 as cost,
      concat_ws('|', o.sequence, o.resource_id, o.location_id) as place, o.scrap::float8 as scrap, o.starts_on as "startsOn", o.ends_on as "endsOn"
    from supply.operation o where o.ended_at is null and coalesce(o.ends_on >= ${today}::date, true)
    order by o.item_id, o.sequence nulls last, o.starts_on nulls first`.execute(db)
  return rows
}

async function planResources(db: Db): Promise<PlanResource[]> {
  const { rows } = await sql<PlanResource>`
    select id, name, site_id as "siteId", coalesce(units, 1)::float8 as units, hours_per_day::float8 as "hoursPerDay", coalesce(days_per_week, 5)::float8 as "daysPerWeek",
      coalesce(efficiency, 1)::float8 as efficiency, cost_per_hour::float8 as "costPerHour",
      overtime_cost_per_hour::float8 as "overtimeCost", overtime_hours_per_day::float8 as "overtimeHours",
      keeps_setup as "keepsSetup", set_up_for_id as "setUpForId"
    from supply.resource order by name, id`.execute(db)
  return rows
}

async function specialHours(db: Db): Promise<Hours[]> {
  const { rows } = await sql<Hours>`
    select resource_id as "resourceId", starts_on as "startsOn", coalesce(ends_on, starts_on) as "endsOn", hours_per_day::float8 as "hoursPerDay"
    from supply.resource_hours where ended_at is null order by starts_on`.execute(db)
  return rows
}

async function stepsBetween(db: Db): Promise<Changeover[]> {
  const { rows } = await sql<Changeover>`
    select c.resource_id as "resourceId", c.from_item_id as "fromItemId", f.name as "fromFamily", c.to_item_id as "toItemId", t.name as "toFamily",
      greatest(0, coalesce(c.hours, 0))::float8 as hours, greatest(0, coalesce(c.cost, 0))::float8 as cost
    from supply.changeover c left join company.family f on f.id = c.from_family_id left join company.family t on t.id = c.to_family_id
    where c.ended_at is null order by c.recorded_at, c.id`.execute(db)
  return rows
}

async function supplierItems(db: Db, today: string): Promise<Bought[]> {
  const { rows } = await sql<Bought>`
    select s.item_id as "itemId", s.supplier_id as "supplierId", v.name as supplier, s.lead_days::float8 as "leadDays", s.price::float8 as price,
      s.least_order::float8 as "leastOrder", s.least_share::float8 as "leastShare", s.most_share::float8 as "mostShare",
      s.starts_on as "startsOn", s.ends_on as "endsOn"
    from supply.supplier_item s join supply.supplier v on v.id = s.supplier_id
    where s.ended_at is null and coalesce(v.active, true) and coalesce(s.ends_on >= ${today}::date, true) order by s.item_id, s.price nulls last, v.name`.execute(
    db,
  )
  return rows
}

/** What is on order and has not come: purchase lines without a receipt, work orders that are not finished. */
async function openReceipts(db: Db): Promise<OpenReceipt[]> {
  const { rows } = await sql<OpenReceipt>`
    select 'purchase' as kind, l.order_number as "orderNumber", l.item_id as "itemId", l.due_on as "dueOn", l.quantity::float8 as quantity
    from supply.purchase_order_line l where l.ended_at is null and l.received is null and l.quantity > 0
    union all
    select 'work', w.order_number, w.item_id, w.due_on, w.quantity::float8
    from supply.work_order w where w.ended_at is null and w.stocked is null and w.ends_on is null and w.quantity > 0`.execute(
    db,
  )
  return rows
}

/** Components and by-products whose recipe counts them in another unit than the one in which the item is kept. */
async function unitsThatDiffer(db: Db, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct c.item_id as id from (
        select component_id as item_id, unit from supply.recipe_component where ended_at is null and coalesce(ends_on >= ${today}::date, true)
        union all select by_product_id, unit from supply.by_product where ended_at is null and coalesce(ends_on >= ${today}::date, true)) c
      join company.item i on i.id = c.item_id
    where c.unit is not null and lower(c.unit) not in ('ea', 'each', 'pc', 'pcs', 'stk')
      and lower(c.unit) <> lower(i.unit)`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whether there is no plan yet, while stock is known and demand is expected. */
export async function wantsFirstPlan(db: Db): Promise<boolean> {
  const { rows } = await sql<{ wants: boolean }>`
    select not exists (select 1 from supply.plan) and exists (select 1 from supply.stock_position where ended_at is null)
      and exists (select 1 from demand.run where standing = 'current' and grain = 'month' and measure = 'units') as wants`.execute(
    db,
  )
  return rows[0]?.wants ?? false
}

/** The family of each item. */
export async function familiesOfItems(db: Db): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await sql<{ id: string; familyId: string | null }>`
    select id, family_id as "familyId" from company.item`.execute(db)
  return new Map(rows.map(({ id, familyId }) => [id, familyId]))
}
