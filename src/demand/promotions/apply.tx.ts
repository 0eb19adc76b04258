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
import { type Ahead, aheadOf } from './ahead.ts'
import { standingPromotions } from './days.sql.ts'
import { daysAfter, type KnownPromotion, type Logs } from './measure.ts'

/** How far back days tell which weekdays count. */
const daysLookedAt = 364

/** Lets coming promotions move the current forecasts by what those of their kind did; what was set by hand stays. */
export async function applyPromotions(work: Work): Promise<void> {
  await transact(work, async ({ tx }) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('demand.promotion', 0))`.execute(tx)
    const { rows } = await sql`delete from demand.promotion_effect returning 1 as one`.execute(tx)
    await sql`delete from demand.promotion_adds`.execute(tx)
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
  const marks = promotions
    .filter(({ endsOn }) => dayAfter(endsOn, daysAfter) >= startsOn)
    .flatMap((promotion) => {
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

/**
 * Items in their territories, and what no territory has of them, are moved; families and everything are their sums. No promotion takes
 * more than there is. What each adds is kept as well.
 */
async function keepEffects(
  tx: Tx,
  { view, runId, marks }: { view: View; runId: string; marks: readonly Ahead[] },
): Promise<void> {
  await layMoved(tx, { runId, marks })
  await sql`
    with node as (
      select k.key || p.place as node, m.period, sum(m.effect) as effect from promotion_moved m
      cross join lateral (values ('all'), ('family:' || coalesce(m.family_id::text, 'none')), ('item:' || m.item_id)) as k (key)
      cross join lateral (select '' union all select '@' || m.territory_id where m.territory_id is not null) as p (place)
      group by 1, 2
    )
    insert into demand.promotion_effect (run_id, node, effect, ahead)
    select ${runId}, n.node, array_agg(coalesce(e.effect, 0) order by x.period),
      coalesce(sum(e.effect) filter (where x.period between 2 and ${1 + aheadPeriods[view.grain]}), 0)
    from (select distinct node from node) n cross join generate_series(1, ${horizons[view.grain]}) as x (period)
    left join node e on e.node = n.node and e.period = x.period group by n.node`.execute(tx)
  await sql`
    insert into demand.promotion_adds (run_id, promotion_id, during, after, sisters)
    select ${runId}, promotion_id, coalesce(sum(effect) filter (where part = 'during'), 0),
      coalesce(sum(effect) filter (where part = 'after'), 0), coalesce(sum(effect) filter (where part = 'sisters'), 0)
    from promotion_moved group by promotion_id`.execute(tx)
}

/** By how much each part of a promotion moves each item in each territory, period by period. */
async function layMoved(tx: Tx, { runId, marks }: { runId: string; marks: readonly Ahead[] }): Promise<void> {
  await sql`drop table if exists pg_temp.promotion_moved`.execute(tx)
  await sql`
    create temp table promotion_moved on commit drop as
    with mark as (
      select * from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m ("promotionId" uuid, part text, "itemId" uuid,
        "familyId" uuid, places uuid[], period int, share float8)
    ), item as (
      select f.item_id, f.family_id, f.territory_id, x.period, x.mean
      from demand.expected f cross join lateral unnest(f.mean) with ordinality as x (mean, period)
      where f.run_id = ${runId} and f.level = 'item'
        and coalesce(f.family_id, f.item_id) in (select coalesce("familyId", "itemId") from mark) and x.period in (select period from mark)
    ), leaf as (
      select * from item where territory_id is not null
      union all
      select t.item_id, t.family_id, null, t.period, t.mean - coalesce(sum(p.mean), 0)
      from item t left join item p on p.item_id = t.item_id and p.period = t.period and p.territory_id is not null
      where t.territory_id is null group by t.item_id, t.family_id, t.period, t.mean
    ), hit as (
      select l.*, m."promotionId" as promotion_id, m.part, m.share, sum(m.share) over (partition by l.item_id, l.territory_id, l.period) as whole
      from leaf l join mark m on m.period = l.period and coalesce(m."familyId", m."itemId") = coalesce(l.family_id, l.item_id)
        and (m.places is null or l.territory_id = any(m.places))
        and (m."itemId" is null or (m."itemId" = l.item_id) <> (m.part = 'sisters'))
      where l.mean > 1e-9
    )
    select promotion_id, part, item_id, family_id, territory_id, period, mean * share / greatest(1, -whole) as effect from hit`.execute(
    tx,
  )
}
