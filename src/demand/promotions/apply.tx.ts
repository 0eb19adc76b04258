import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { periodsFrom } from '../calendar.ts'
import { weekdaysOf } from '../fill.ts'
import { horizons } from '../forecast.ts'
import { finishedRuns, type View } from '../forecasts/forecasts.sql.ts'
import { weekdayTotals } from '../history/arrival.sql.ts'
import { companySettings } from '../history/history.sql.ts'
import { applyOverrides } from '../overrides/apply.tx.ts'
import { grains, type Measure, measures } from '../schema.ts'
import { aheadPeriods } from '../summary.ts'
import { aheadOf } from './ahead.ts'
import { standingPromotions } from './days.sql.ts'
import type { KnownPromotion, Logs } from './measure.ts'

/** How far back days tell which weekdays count. */
const daysLookedAt = 364

/** Lets coming promotions move the current forecasts by what those of their kind did; what was set by hand stays. */
export async function applyPromotions(work: Work): Promise<void> {
  await transact(work, async ({ tx }) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('demand.promotion', 0))`.execute(tx)
    const { rows } = await sql`delete from demand.promotion_effect returning 1 as one`.execute(tx)
    const promotions = await standingPromotions(tx)
    if (promotions.length === 0 && rows.length === 0) return
    const today = await companyToday(tx, work.workspace.clock())
    for (const grain of grains) {
      for (const measure of measures) await applyTo(tx, { view: { grain, measure }, promotions })
      await applyOverrides(tx, { grain, today })
    }
  })
}

async function applyTo(
  tx: Tx,
  { view, promotions }: { view: View; promotions: readonly KnownPromotion[] },
): Promise<void> {
  const { current: run } = await finishedRuns(tx, view)
  if (!run?.closedTo) return
  const { calendar } = await companySettings(tx)
  const startsOn = dayAfter(run.closedTo, 1)
  const periods = periodsFrom({ grain: view.grain, calendar, startsOn, count: horizons[view.grain] })
  const weekdays = weekdaysOf(
    await weekdayTotals(tx, {
      measure: view.measure,
      from: dayAfter(startsOn, -daysLookedAt),
      to: run.closedTo,
    }),
  )
  const counted = await countedLogs(tx, view.measure)
  const marks = promotions.flatMap((promotion) => {
    const logs = counted.get(promotion.id)
    return logs ? aheadOf(promotion, { counted: logs, periods, weekdays }) : []
  })
  if (marks.length > 0) await keepEffects(tx, { view, runId: run.id, marks })
}

async function countedLogs(tx: Tx, measure: Measure): Promise<Map<string, Logs>> {
  const { rows } = await sql<Logs & { id: string }>`
    select promotion_id as id, during, after, sisters from demand.promotion_measured where measure = ${measure}`.execute(
    tx,
  )
  return new Map(rows.map(({ id, ...logs }) => [id, logs]))
}

/** Items in their territories, and what no territory has of them, are moved; families and everything are their sums. */
async function keepEffects(
  tx: Tx,
  { view, runId, marks }: { view: View; runId: string; marks: readonly object[] },
): Promise<void> {
  await sql`
    with mark as (
      select * from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m ("itemId" uuid, "familyId" uuid, "territoryId" uuid,
        sisters boolean, period int, share float8)
    ), item as (
      select f.item_id, f.family_id, f.territory_id, x.period, x.mean
      from demand.expected f cross join lateral unnest(f.mean) with ordinality as x (mean, period)
      where f.run_id = ${runId} and f.level = 'item' and exists (select from mark where "familyId" is not distinct from f.family_id)
        and x.period in (select period from mark)
    ), leaf as (
      select * from item where territory_id is not null
      union all
      select t.item_id, t.family_id, null, t.period, t.mean - coalesce(sum(p.mean), 0)
      from item t left join item p on p.item_id = t.item_id and p.period = t.period and p.territory_id is not null
      where t.territory_id is null group by t.item_id, t.family_id, t.period, t.mean
    ), moved as (
      select l.item_id, l.family_id, l.territory_id, l.period, greatest(-l.mean, l.mean * sum(m.share)) as effect
      from leaf l join mark m on m.period = l.period and m."familyId" is not distinct from l.family_id
        and (m."territoryId" is null or m."territoryId" = l.territory_id)
        and (m."itemId" is null or (m."itemId" = l.item_id) <> m.sisters)
      where l.mean > 1e-9 group by l.item_id, l.family_id, l.territory_id, l.period, l.mean
    ), node as (
      select k.key || p.place as node, m.period, sum(m.effect) as effect from moved m
      cross join lateral (values ('all'), ('family:' || coalesce(m.family_id::text, 'none')), ('item:' || m.item_id)) as k (key)
      cross join lateral (select '' union all select '@' || m.territory_id where m.territory_id is not null) as p (place)
      group by 1, 2
    )
    insert into demand.promotion_effect (run_id, node, effect, ahead)
    select ${runId}, n.node, array_agg(coalesce(e.effect, 0) order by x.period),
      coalesce(sum(e.effect) filter (where x.period between 2 and ${1 + aheadPeriods[view.grain]}), 0)
    from (select distinct node from node) n cross join generate_series(1, ${horizons[view.grain]}) as x (period)
    left join node e on e.node = n.node and e.period = x.period group by n.node`.execute(tx)
}
