import { sql } from 'kysely'
import { plainArray } from '#platform/db/arrays.ts'
import type { Tx } from '#platform/db/pool.ts'
import { type CompanyCalendar, periodWith } from '../calendar.ts'
import { grains } from '../schema.ts'
import { rateOf } from './rate.sql.ts'

/** More items on days than this are summed by reading all order lines from the first to the last day once. */
const fewPairs = 4000

/**
 * The day from which on days have no sums: how a period usually fills is learned from those that are over, so that an order of today
 * costs nothing here. The running week or month, whichever began later.
 */
export function daySumsEnd({ calendar, today }: { calendar: CompanyCalendar; today: string }): string {
  const starts = grains.map((grain) => periodWith({ grain, calendar, day: today }).startsOn)
  return starts.sort().at(-1)!
}

/** Sums what came on the touched days anew, for the families of the touched items, and on days whose week and month are over now. */
export async function keepDaySums(
  tx: Tx,
  given: { touched: readonly Touched[]; currency: string; before: string; end: string },
): Promise<void> {
  const { touched, currency, before, end } = given
  const over = touched.filter(({ day }) => day < before)
  if (over.length > 0) await sumTouched(tx, { touched: over, currency })
  if (end <= before) return
  await sql`delete from demand.day_sum where day >= ${before} and day < ${end}`.execute(tx)
  await sql`
    insert into demand.day_sum (day, family_id, quantity, amount)
    select l.ordered_on, i.family_id, sum(l.quantity), coalesce(sum(l.amount * ${rateOf(currency)}), 0)
    from demand.counted_line l join company.item i on i.id = l.item_id
    where l.ordered_on >= ${before} and l.ordered_on < ${end} group by 1, 2`.execute(tx)
}

type Touched = { itemId: string; day: string }

async function sumTouched(
  tx: Tx,
  { touched, currency }: { touched: readonly Touched[]; currency: string },
): Promise<void> {
  const days = [...new Set(touched.map(({ day }) => day))].toSorted()
  const items = [...new Set(touched.map(({ itemId }) => itemId))]
  const pairs = sql`select distinct d.day, i.family_id from unnest(${plainArray(days)}::date[]) as d (day), company.item i
    where i.id = any(${plainArray(items)}::uuid[])`
  const lines =
    days.length * items.length <= fewPairs
      ? sql`wanted w join company.item i on i.family_id is not distinct from w.family_id
        join demand.counted_line l on l.item_id = i.id and l.ordered_on = w.day`
      : sql`demand.counted_line l join company.item i on i.id = l.item_id
        join wanted w on w.day = l.ordered_on and w.family_id is not distinct from i.family_id
          and l.ordered_on between ${days[0]!} and ${days.at(-1)!}`
  await sql`
    with wanted as materialized (${pairs}), gone as (
      delete from demand.day_sum s using wanted w where s.day = w.day and s.family_id is not distinct from w.family_id)
    select count(*) from wanted`.execute(tx)
  await sql`
    with wanted as materialized (${pairs})
    insert into demand.day_sum (day, family_id, quantity, amount)
    select l.ordered_on, i.family_id, sum(l.quantity), coalesce(sum(l.amount * ${rateOf(currency)}), 0)
    from ${lines} group by l.ordered_on, i.family_id`.execute(tx)
}
