import { daysBetween } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { rateOf } from '../history/rate.sql.ts'
import type { Measure } from '../schema.ts'
import type { Daily, KnownPromotion, Scope } from './measure.ts'

/** The promotions that stand, the oldest first. */
export async function standingPromotions(tx: Tx): Promise<KnownPromotion[]> {
  const { rows } = await sql<KnownPromotion>`
    select p.id, p.kind, coalesce(s.successor_id, p.item_id) as "itemId", coalesce(p.family_id, i.family_id) as "familyId",
      p.territory_id as "territoryId", p.starts_on::text as "startsOn", p.ends_on::text as "endsOn"
    from demand.promotion p left join demand.successor s on s.item_id = p.item_id left join company.item i on i.id = p.item_id
    where p.ended_at is null order by p.starts_on, p.id`.execute(tx)
  return rows
}

/** What came of promoted families, a row a day, item and territory; money in company currency at the rate of the day. */
export async function layDays(
  tx: Tx,
  { families, items, currency }: { families: readonly string[]; items: readonly string[]; currency: string },
) {
  await sql`drop table if exists pg_temp.promoted_day`.execute(tx)
  await sql`
    create temp table promoted_day on commit drop as
    select l.ordered_on as day, coalesce(s.successor_id, l.item_id) as item_id, i.family_id, l.territory_id, sum(l.quantity)::float8 as units,
      coalesce(sum(l.amount * ${rateOf(currency)}), 0)::float8 as money
    from demand.counted_line l left join demand.successor s on s.item_id = l.item_id
    join company.item i on i.id = coalesce(s.successor_id, l.item_id)
    where i.family_id = any(${[...families]}::uuid[]) or i.id = any(${[...items]}::uuid[]) group by 1, 2, 3, 4`.execute(
    tx,
  )
}

/** The sums of a scope day by day, from its first order to the last day known, or to the last day of its item; null of nothing. */
export async function dailyOf(
  tx: Tx,
  { scope, measure, lastOn }: { scope: Scope; measure: Measure; lastOn: string },
): Promise<Daily | null> {
  const { itemId, familyId, territoryId, sisters } = scope
  const ofItem = itemId === null ? sql`true` : sisters ? sql`d.item_id <> ${itemId}` : sql`d.item_id = ${itemId}`
  const { rows } = await sql<{ day: string; sold: number; until: string | null }>`
    select d.day::text as day, sum(${measure === 'units' ? sql`d.units` : sql`d.money`}) as sold,
      (select active_to::text from company.item where id = ${sisters ? null : itemId}::uuid) as until
    from promoted_day d where d.family_id is not distinct from ${familyId}::uuid and ${ofItem}
      and (${territoryId}::uuid is null or d.territory_id = ${territoryId}::uuid) and d.day <= ${lastOn}
    group by d.day order by d.day`.execute(tx)
  if (rows.length === 0) return null
  const from = rows[0]!.day
  const end = [rows[0]!.until ?? lastOn, lastOn].sort()[0]!
  const last = [end, rows.at(-1)!.day].sort()[1]!
  const values = new Float64Array(daysBetween({ from, to: last }) + 1)
  for (const { day, sold } of rows) values[daysBetween({ from, to: day })] = sold
  return { from, values }
}
