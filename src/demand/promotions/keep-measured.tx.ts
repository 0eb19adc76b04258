import { dayAfter, daysFrom } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { type CompanyCalendar, periodWith } from '../calendar.ts'
import { grains, type Measure, measures } from '../schema.ts'
import { promotedDays } from './days.sql.ts'
import { daysAfter, type Finding, type KnownPromotion } from './measure.ts'

/** What promotions were found to do, in their order. */
export type Found = Record<Measure, Finding[]>

/** Keeps what promotions were found to do. */
export async function keepFindings(tx: Tx, found: Found): Promise<void> {
  const rows = measures.flatMap((measure) =>
    found[measure].map(({ id, found: said, counted, told, known }) => ({
      ...{ promotion_id: id, measure, found: { ...said, known }, ...counted },
      ...{ told_during: told.during, told_after: told.after, told_sisters: told.sisters },
    })),
  )
  await sql`insert into demand.promotion_measured
    select * from jsonb_populate_recordset(null::demand.promotion_measured, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

/** Of what came on a day, the part that promotions added: those that overlap multiply. */
export async function keepLifts(
  tx: Tx,
  given: {
    promotions: readonly KnownPromotion[]
    found: Found
    calendar: CompanyCalendar
    currency: string
    lastOn: string
  },
): Promise<void> {
  const { promotions, found, calendar, currency, lastOn } = given
  const marks = marksOf(promotions, found)
  const days = [...new Set(marks.flatMap(daysFrom))].filter((day) => day <= lastOn).sort()
  if (days.length === 0) return
  const placed = grains.flatMap((grain) =>
    days.map((day) => ({ grain, day, starts_on: periodWith({ grain, calendar, day }).startsOn })),
  )
  await sql`
    with promoted as materialized (${promotedDays(promotions, { currency, days })}), mark as (
      select * from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m ("from" date, "to" date, item uuid, family uuid, places uuid[],
        sisters boolean, units float8, money float8, told_units float8, told_money float8)
    ), hit as (
      select d.day, d.item_id, d.territory_id, d.units, d.money, sum(m.units) as log_units, sum(m.money) as log_money,
        sum(m.told_units) as told_units, sum(m.told_money) as told_money
      from promoted d join mark m on coalesce(d.family_id, d.item_id) = coalesce(m.family, m.item) and d.day between m."from" and m."to"
        and (m.places is null or d.territory_id = any(m.places)) and (m.item is null or (m.item = d.item_id) <> m.sisters)
      group by 1, 2, 3, 4, 5
    )
    insert into demand.promotion_lift (grain, starts_on, item_id, territory_id, quantity, amount, planned_quantity, planned_amount)
    select p.grain, p.starts_on, h.item_id, h.territory_id, sum(h.units * (1 - exp(-h.log_units))), sum(h.money * (1 - exp(-h.log_money))),
      sum(h.units * exp(-h.log_units) * (exp(h.told_units) - 1)), sum(h.money * exp(-h.log_money) * (exp(h.told_money) - 1))
    from hit h join jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as p (grain text, day date, starts_on date) on p.day = h.day
    group by 1, 2, 3, 4`.execute(tx)
}

/** Keeps which names order lines carry, by family and territory. */
export async function keepNamesSaid(tx: Tx): Promise<void> {
  await sql`delete from demand.promotion_said`.execute(tx)
  await sql`
    insert into demand.promotion_said (name, family_id, territory_id, first_on, last_on, order_lines)
    select l.promotion, i.family_id, l.territory_id, min(l.ordered_on), max(l.ordered_on), count(*)
    from crm.order_line l join company.item i on i.id = l.item_id
    where l.ended_at is null and l.promotion is not null and i.family_id is not null group by 1, 2, 3`.execute(tx)
}

/** Days, of which items, and by which logarithms they differ: a row for a promotion's days, the days after, and its sisters. */
function marksOf(promotions: readonly KnownPromotion[], { units, money }: Found) {
  return promotions.flatMap((promotion, i) => {
    const { itemId, familyId, places, startsOn, endsOn } = promotion
    const row = (part: 'during' | 'after' | 'sisters', days: { from: string; to: string }) => ({
      ...{ ...days, item: itemId, family: familyId, places, sisters: part === 'sisters' },
      ...{ units: units[i]!.counted[part], money: money[i]!.counted[part] },
      ...{ told_units: units[i]!.told[part], told_money: money[i]!.told[part] },
    })
    const own = { from: startsOn, to: endsOn }
    return [
      row('during', own),
      row('after', { from: dayAfter(endsOn, 1), to: dayAfter(endsOn, daysAfter) }),
      ...(itemId === null ? [] : [row('sisters', own)]),
    ].filter((each) => each.units !== 0 || each.money !== 0 || each.told_units !== 0 || each.told_money !== 0)
  })
}
