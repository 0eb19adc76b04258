import { daysBetween } from '@drumbeat/periods'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { rateOf } from '../history/rate.sql.ts'
import { type Measure, measures } from '../schema.ts'
import { type Daily, type KnownPromotion, type Scope, scopeKey } from './measure.ts'

/** The promotions that stand, the oldest first. One of an item that was taken over is one of its successor. */
export async function standingPromotions(db: Db | Tx): Promise<KnownPromotion[]> {
  const { rows } = await sql<KnownPromotion>`
    with recursive below (top, id) as (
      select distinct territory_id, territory_id from demand.promotion where ended_at is null and territory_id is not null
      union select b.top, t.id from below b join company.territory t on t.parent_id = b.id
    )
    select p.id, p.kind, i.id as "itemId", coalesce(p.family_id, i.family_id) as "familyId", p.territory_id as "territoryId",
      case when p.territory_id is not null then array(select b.id::text from below b where b.top = p.territory_id order by 1) end as places,
      p.starts_on::text as "startsOn", p.ends_on::text as "endsOn"
    from demand.promotion p left join demand.successor s on s.item_id = p.item_id
    left join company.item i on i.id = coalesce(s.successor_id, p.item_id)
    where p.ended_at is null order by p.starts_on, p.id`.execute(db)
  return rows
}

/** SQL: what came of promoted families, a row a day, item and territory; money in company currency at the rate of the day. */
export function promotedDays(
  promotions: readonly KnownPromotion[],
  { currency, days = null }: { currency: string; days?: readonly string[] | null },
): RawBuilder<unknown> {
  const families = [...new Set(promotions.flatMap(({ familyId }) => familyId ?? []))]
  const items = [...new Set(promotions.flatMap(({ itemId }) => itemId ?? []))]
  return sql`
    select l.ordered_on as day, i.id as item_id, i.family_id, l.territory_id, sum(l.quantity)::float8 as units,
      coalesce(sum(l.amount * ${rateOf(currency)}), 0)::float8 as money
    from demand.counted_line l left join demand.successor s on s.item_id = l.item_id
    join company.item i on i.id = coalesce(s.successor_id, l.item_id)
    where (i.family_id = any(${families}::uuid[]) or i.id = any(${items}::uuid[]))
      and (${days}::date[] is null or l.ordered_on = any(${days}::date[])) group by 1, 2, 3, 4`
}

type Sums = { key: string; days: string[]; until: string | null } & Record<Measure, number[]>

/** The sums of scopes day by day, from the first order to the last day known, or to the last day of the item; none of what sold nothing. */
export async function dailySums(
  db: Db,
  given: { promotions: readonly KnownPromotion[]; scopes: readonly Scope[]; currency: string; lastOn: string },
): Promise<Record<Measure, Map<string, Daily>>> {
  const { promotions, scopes, currency, lastOn } = given
  const wanted = JSON.stringify(scopes.map((scope) => ({ key: scopeKey(scope), ...scope })))
  const { rows } = await sql<Sums>`
    with promoted as materialized (${promotedDays(promotions, { currency })}), summed as (
      select s.key, s."itemId" as item_id, s.sisters, d.day, sum(d.units) as units, sum(d.money) as money
      from jsonb_to_recordset(${wanted}::jsonb) as s (key text, "itemId" uuid, "familyId" uuid, places uuid[], sisters boolean)
      join promoted d on coalesce(d.family_id, d.item_id) = coalesce(s."familyId", s."itemId") and d.day <= ${lastOn}
        and (s.places is null or d.territory_id = any(s.places)) and (s."itemId" is null or (s."itemId" = d.item_id) <> s.sisters)
      group by 1, 2, 3, 4
    )
    select s.key, array_agg(s.day::text order by s.day) as days, array_agg(s.units order by s.day) as units,
      array_agg(s.money order by s.day) as money, max(i.active_to)::text as until
    from summed s left join company.item i on i.id = s.item_id and not s.sisters group by s.key`.execute(db)
  const of = (measure: Measure) => new Map(rows.map((row) => [row.key, dailyOf(row, { measure, lastOn })]))
  return Object.fromEntries(measures.map((measure) => [measure, of(measure)])) as Record<Measure, Map<string, Daily>>
}

function dailyOf(sums: Sums, { measure, lastOn }: { measure: Measure; lastOn: string }): Daily {
  const { days, until } = sums
  const from = days[0]!
  const end = [until ?? lastOn, lastOn].sort()[0]!
  const last = [end, days.at(-1)!].sort()[1]!
  const values = new Float64Array(daysBetween({ from, to: last }) + 1)
  for (const [i, day] of days.entries()) values[daysBetween({ from, to: day })] = sums[measure][i]!
  return { from, values }
}
