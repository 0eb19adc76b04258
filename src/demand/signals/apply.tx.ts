import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { periodsFrom, seasonLength } from '../calendar.ts'
import { horizons } from '../forecast.ts'
import { finishedRuns } from '../forecasts/forecasts.sql.ts'
import { companySettings, historyState } from '../history/history.sql.ts'
import { timelineFor } from '../inputs.ts'
import { applyOverrides } from '../overrides/apply.tx.ts'
import { measures } from '../schema.ts'
import { aheadPeriods } from '../summary.ts'
import { type FamilyKnown, familiesKnown, signalValues } from './known.sql.ts'
import { type Asked, type Evidence, effectOf, measureSignal } from './measure.ts'
import { byPeriod } from './reading.ts'

/** Measures every signal on every family anew, and lets the best useful one of each family move its forecast by month. */
export async function applySignals(work: Work): Promise<void> {
  await transact(work, async ({ tx, now }) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('demand.signal', 0))`.execute(tx)
    const [settings, state] = [await companySettings(tx), await historyState(tx)]
    const timeline = state && timelineFor({ grain: 'month', calendar: settings.calendar, state })
    const signals = await signalValues(tx)
    const before = await sql`select from demand.signal_effect limit 1`.execute(tx)
    if (!timeline || timeline.closed === 0 || (signals.length === 0 && before.rows.length === 0)) return
    const first = timeline.periods[0]!.startsOn
    const count = timeline.closed + horizons.month
    const starts = periodsFrom({ grain: 'month', calendar: settings.calendar, startsOn: first, count }).map(
      (each) => each.startsOn,
    )
    const season = seasonLength('month', settings.calendar)
    const families = (await familiesKnown(tx, timeline)).map((family) => {
      const mine = signals.filter(({ ofFamily }) => ofFamily === null || ofFamily === family.familyId)
      const measured = mine.map(({ id, values }) => {
        const asked = { ...family, signal: byPeriod(values, starts), seasonLength: season }
        return { id, asked, evidence: measureSignal(asked) }
      })
      return { family, measured }
    })
    await keepUses(tx, { now, families })
    await keepEffects(
      tx,
      families.flatMap(({ family, measured }) => bestOf(family, measured)),
    )
    const today = await companyToday(tx, work.workspace.clock())
    await applyOverrides(tx, { grain: 'month', today })
  })
}

type Measured = { id: string; asked: Asked; evidence: Evidence }
type Effect = { familyId: string | null; effect: number[] }

/** One signal a family: two that move together would count twice. */
function bestOf({ familyId }: FamilyKnown, measured: readonly Measured[]): Effect[] {
  const [best] = measured
    .filter(({ evidence }) => evidence.used)
    .toSorted((a, b) => a.evidence.wape! - b.evidence.wape!)
  if (!best) return []
  const { lag, slope } = best.evidence
  return [
    { familyId, effect: effectOf(best.asked, { lag: lag!, slope: slope!, periods: horizons.month, future: 'given' }) },
  ]
}

async function keepUses(
  tx: Tx,
  { now, families }: { now: string; families: readonly { family: FamilyKnown; measured: readonly Measured[] }[] },
): Promise<void> {
  await sql`delete from demand.signal_use`.execute(tx)
  const rows = families.flatMap(({ family, measured }) =>
    measured.map(({ id, evidence }) => ({ id, family: family.familyId, ...evidence })),
  )
  await sql`
    insert into demand.signal_use (signal_id, family_id, lag, slope, base_wape, wape, points, used, reason, measured_at)
    select id, family, lag, slope, "baseWape", wape, points, used, reason, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, family uuid, lag int, slope float8, "baseWape" float8,
      wape float8, points int, used boolean, reason text)`.execute(tx)
}

/** What a signal adds to a family is shared out in proportion below it; everything together is the sum. The running month is left alone. */
async function keepEffects(tx: Tx, effects: readonly Effect[]): Promise<void> {
  await sql`delete from demand.signal_effect`.execute(tx)
  if (effects.length === 0) return
  for (const measure of measures) {
    const { current: run } = await finishedRuns(tx, { grain: 'month', measure })
    const units = (await finishedRuns(tx, { grain: 'month', measure: 'units' })).current
    if (!run || !units) continue
    await sql`
      with said as (
        select e.part, x.effect, x.period from jsonb_to_recordset(${JSON.stringify(
          effects.map(({ familyId, effect }) => ({ part: familyId ?? 'none', effect })),
        )}::jsonb) as e (part text, effect float8[]), unnest(e.effect) with ordinality as x (effect, period)
      ), share as (
        select s.part, s.period, case when s.period = 1 then 0 else greatest(-1, s.effect / nullif(f.mean[s.period], 0)) end as share
        from said s join demand.forecast f on f.run_id = ${units.id} and f.node = 'family:' || s.part
      ), node as (
        select f.node, f.level, f.territory_id, s.period, coalesce(s.share, 0) * x.mean as effect
        from demand.forecast f
        left join demand.moved_node m on m.run_id = f.run_id and m.node = f.node
        cross join lateral unnest(demand.moved_by(f.mean, m.shift)) with ordinality as x (mean, period)
        join share s on s.part = coalesce(f.family_id::text, 'none') and s.period = x.period
        where f.run_id = ${run.id} and f.level <> 'all'
      ), every as (
        select node, period, effect from node
        union all
        select 'all' || coalesce('@' || territory_id, ''), period, sum(effect) from node where level = 'family' group by 1, 2
      )
      insert into demand.signal_effect (run_id, node, effect, ahead)
      select ${run.id}, node, array_agg(effect order by period),
        coalesce(sum(effect) filter (where period between 2 and ${1 + aheadPeriods.month}), 0)
      from every group by node`.execute(tx)
  }
}
