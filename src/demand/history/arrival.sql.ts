import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { NamedPeriod } from '../calendar.ts'
import type { Grain, Measure } from '../schema.ts'

/** What came on each weekday, Monday first, of all items from one day to another. */
export async function weekdayTotals(
  db: Db | Tx,
  { measure, from, to }: { measure: Measure; from: string; to: string },
): Promise<number[]> {
  const { rows } = await sql<{ weekday: number; total: number }>`
    select extract(isodow from day)::int as weekday, sum(${sizeOf(measure)})::float8 as total
    from demand.day_sum where day between ${from} and ${to} group by 1`.execute(db)
  const totals = [0, 0, 0, 0, 0, 0, 0]
  for (const { weekday, total } of rows) totals[weekday - 1] = total
  return totals
}

/**
 * Which share of each period of a family had come by the evening of its cut. Periods with nothing, or with more returned than
 * sold, are left out.
 */
export async function sharesArrived(
  db: Db | Tx,
  { measure, periods }: { measure: Measure; periods: readonly (NamedPeriod & { cut: string })[] },
): Promise<Map<string | null, number[]>> {
  if (periods.length === 0) return new Map()
  const size = sizeOf(measure)
  const { rows } = await sql<{ familyId: string | null; share: number | null }>`
    select s.family_id as "familyId",
      least(1, greatest(0, sum(${size}) filter (where s.day <= period.cut) / sum(${size})))::float8 as share
    from unnest(${periods.map((each) => each.startsOn)}::date[], ${periods.map((each) => each.endsOn)}::date[],
      ${periods.map((each) => each.cut)}::date[]) as period (starts_on, ends_on, cut)
    join demand.day_sum s on s.day between period.starts_on and period.ends_on
    group by s.family_id, period.starts_on having sum(${size}) > 0`.execute(db)
  return new Map(
    [...Map.groupBy(rows, ({ familyId }) => familyId)].map(([id, of]) => [id, of.map(({ share }) => share ?? 0)]),
  )
}

/** What came of each family in one period. */
export async function cameByFamily(
  db: Db | Tx,
  { grain, measure, startsOn }: { grain: Grain; measure: Measure; startsOn: string },
): Promise<Map<string | null, number>> {
  const { rows } = await sql<{ familyId: string | null; total: number }>`
    select i.family_id as "familyId", sum(${measure === 'units' ? sql`h.quantity` : sql`h.amount`})::float8 as total
    from demand.history h join company.item i on i.id = h.item_id
    where h.grain = ${grain} and h.starts_on = ${startsOn} group by 1`.execute(db)
  return new Map(rows.map(({ familyId, total }) => [familyId, total]))
}

function sizeOf(measure: Measure) {
  return measure === 'units' ? sql`quantity` : sql`amount`
}
