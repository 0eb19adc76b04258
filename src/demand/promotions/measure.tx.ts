import { dayAfter, daysFrom } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { type CompanyCalendar, periodWith } from '../calendar.ts'
import { engine } from '../engine.io.ts'
import { companySettings, historyState } from '../history/history.sql.ts'
import { grains, type Measure, measures } from '../schema.ts'
import { dailyOf, layDays, standingPromotions } from './days.sql.ts'
import {
  type Daily,
  daysAfter,
  type Finding,
  type KnownPromotion,
  measurePromotions,
  scopeKey,
  scopesOf,
} from './measure.ts'

type Found = Record<Measure, Finding[]>

/** Measures all promotions anew, and what they added to each period of the history; says so where that changed. */
export async function measureAllPromotions(work: Work): Promise<void> {
  await transact(work, async ({ tx, emit }) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('demand.promotion', 0))`.execute(tx)
    const [promotions, state] = [await standingPromotions(tx), await historyState(tx)]
    if (!(await isNews(tx, JSON.stringify([promotions, state?.closedStamp, state?.lastOn, state?.currency])))) return
    const before = await stampOf(tx)
    await sql`delete from demand.promotion_measured`.execute(tx)
    await sql`delete from demand.promotion_lift`.execute(tx)
    if (promotions.length > 0 && state?.lastOn) {
      const { currency, calendar } = await companySettings(tx)
      const families = [...new Set(promotions.flatMap(({ familyId }) => familyId ?? []))]
      const items = promotions.flatMap(({ itemId }) => itemId ?? [])
      await layDays(tx, { families, items, currency })
      const found = { units: [] as Finding[], money: [] as Finding[] }
      for (const measure of measures) found[measure] = await findings(tx, { promotions, measure, lastOn: state.lastOn })
      await keepFindings(tx, found)
      await keepLifts(tx, { promotions, found, calendar, lastOn: state.lastOn })
    }
    if ((await stampOf(tx)) !== before) await emit('demand.promotions.measured', {})
  })
}

/** Whether anything that is measured changed since the last time; says so once. */
async function isNews(tx: Tx, what: string): Promise<boolean> {
  const { rows } = await sql`
    insert into demand.promotion_state as s (stamp) values (md5(${`${engine} ${what}`}))
    on conflict (only_one) do update set stamp = excluded.stamp where s.stamp <> excluded.stamp returning 1 as one`.execute(
    tx,
  )
  return rows.length > 0
}

/** Names what stands measured: another one when anything that counts changed. */
async function stampOf(tx: Tx): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select md5((select coalesce(string_agg(concat_ws(' ', promotion_id, measure, during, after, sisters), ',' order by promotion_id, measure), '')
        from demand.promotion_measured)
      || (select coalesce(string_agg(concat_ws(' ', grain, starts_on, item_id, territory_id, quantity, amount), ','
        order by grain, starts_on, item_id, territory_id), '') from demand.promotion_lift)) as stamp`.execute(tx)
  return rows[0]!.stamp
}

async function findings(
  tx: Tx,
  { promotions, measure, lastOn }: { promotions: readonly KnownPromotion[]; measure: Measure; lastOn: string },
): Promise<Finding[]> {
  const daily = new Map<string, Daily>()
  for (const promotion of promotions) {
    const { own, sisters } = scopesOf(promotion)
    for (const scope of sisters ? [own, sisters] : [own]) {
      if (daily.has(scopeKey(scope))) continue
      const known = await dailyOf(tx, { scope, measure, lastOn })
      if (known) daily.set(scopeKey(scope), known)
    }
  }
  return measurePromotions({ promotions, daily, lastOn })
}

async function keepFindings(tx: Tx, found: Found): Promise<void> {
  const rows = measures.flatMap((measure) =>
    found[measure].map(({ id, found: said, counted, told, known }) => ({
      ...{ promotion_id: id, measure, found: { ...said, known }, ...counted },
      ...{ told_during: told.during, told_after: told.after, told_sisters: told.sisters },
    })),
  )
  await sql`insert into demand.promotion_measured
    select * from jsonb_populate_recordset(null::demand.promotion_measured, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

/** Days, of which items, and by which logarithms they differ: a row for a promotion's days, the days after, and its sisters. */
function marksOf(promotions: readonly KnownPromotion[], { units, money }: Found) {
  return promotions.flatMap((promotion, i) => {
    const { itemId, familyId, territoryId, startsOn, endsOn } = promotion
    const row = (part: 'during' | 'after' | 'sisters', days: { from: string; to: string }) => ({
      ...{ ...days, item: itemId, family: familyId, territory: territoryId, sisters: part === 'sisters' },
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

/** Of what came on a day, the part that promotions added: those that overlap multiply. */
async function keepLifts(
  tx: Tx,
  given: { promotions: readonly KnownPromotion[]; found: Found; calendar: CompanyCalendar; lastOn: string },
): Promise<void> {
  const { promotions, found, calendar, lastOn } = given
  const marks = marksOf(promotions, found)
  const days = [...new Set(marks.flatMap(daysFrom))].filter((day) => day <= lastOn).sort()
  if (days.length === 0) return
  const placed = grains.flatMap((grain) =>
    days.map((day) => ({ grain, day, starts_on: periodWith({ grain, calendar, day }).startsOn })),
  )
  await sql`
    with mark as (
      select * from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m ("from" date, "to" date, item uuid, family uuid, territory uuid,
        sisters boolean, units float8, money float8, told_units float8, told_money float8)
    ), hit as (
      select d.day, d.item_id, d.territory_id, d.units, d.money, sum(m.units) as log_units, sum(m.money) as log_money,
        sum(m.told_units) as told_units, sum(m.told_money) as told_money
      from promoted_day d join mark m on d.day between m."from" and m."to" and d.family_id is not distinct from m.family
        and (m.territory is null or m.territory = d.territory_id) and (m.item is null or (m.item = d.item_id) <> m.sisters)
      group by 1, 2, 3, 4, 5
    )
    insert into demand.promotion_lift (grain, starts_on, item_id, territory_id, quantity, amount, planned_quantity, planned_amount)
    select p.grain, p.starts_on, h.item_id, h.territory_id, sum(h.units * (1 - exp(-h.log_units))), sum(h.money * (1 - exp(-h.log_money))),
      sum(h.units * exp(-h.log_units) * (exp(h.told_units) - 1)), sum(h.money * exp(-h.log_money) * (exp(h.told_money) - 1))
    from hit h join jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as p (grain text, day date, starts_on date) on p.day = h.day
    group by 1, 2, 3, 4`.execute(tx)
}
