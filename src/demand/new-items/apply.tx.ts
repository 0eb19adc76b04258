import { dayAfter } from '@drumbeat/periods'
import { type RawBuilder, sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { periodsFrom } from '../calendar.ts'
import { horizons } from '../forecast.ts'
import { finishedRuns, type View } from '../forecasts/forecasts.sql.ts'
import { companySettings } from '../history/history.sql.ts'
import { applyOverrides } from '../overrides/apply.tx.ts'
import { grains, type Measure, measures } from '../schema.ts'
import { aheadPeriods } from '../summary.ts'
import { type Added, addedTo, type Counted, inPeriods } from './counted.ts'
import { broughtBy } from './look-alikes.sql.ts'
import { type First, firstForecasts, newDays } from './new-items.sql.ts'
import { placesOf, priceOf } from './worth.ts'

/** What a node is called by that only new items have: no model of a history. */
const model = 'look-alikes'

/** Lets first forecasts that were taken over count in the current forecasts, until the item has one of its own. */
export async function applyNewItems(work: Work): Promise<void> {
  await transact(work, async ({ tx, now }) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('demand.new-item', 0))`.execute(tx)
    const today = await companyToday(tx, work.workspace.clock())
    const before = await takeOut(tx)
    await endOver(tx, { today, now })
    const { rows } = await sql`select from demand.first_forecast where ended_at is null limit 1`.execute(tx)
    const firsts = rows.length === 0 ? [] : (await firstForecasts(tx, today)).firsts
    const counted = firsts.filter(({ unsold, forecast }) => unsold.counted && forecast.ahead)
    if (counted.length === 0 && before === 0) return
    const brought = await broughtBy(tx, [...new Set(counted.flatMap(alikeOf))])
    for (const grain of grains) {
      for (const measure of measures) {
        const priced = counted.map((first) => {
          const alike = alikeOf(first).flatMap((id) => brought.get(id) ?? [])
          return { first, places: placesOf(alike), worth: worthOf(first, { measure, alike }) }
        })
        await applyTo(tx, { view: { grain, measure }, priced, today })
      }
      await applyOverrides(tx, { grain, today })
    }
  })
}

type Priced = { first: First; places: Counted['places']; worth: number }

function alikeOf({ forecast }: First): string[] {
  return forecast.ahead ? forecast.like.map(({ id }) => id) : []
}

function worthOf(
  { unsold }: First,
  { measure, alike }: { measure: Measure; alike: Parameters<typeof priceOf>[1] },
): number {
  return measure === 'units' ? 1 : priceOf(unsold.price, alike)
}

async function applyTo(
  tx: Tx,
  { view, priced, today }: { view: View; priced: readonly Priced[]; today: string },
): Promise<void> {
  const { current: run } = await finishedRuns(tx, view)
  if (!run?.closedTo || priced.length === 0) return
  const { calendar } = await companySettings(tx)
  const startsOn = dayAfter(run.closedTo, 1)
  const periods = periodsFrom({ grain: view.grain, calendar, startsOn, count: horizons[view.grain] })
  const counted = priced.map(({ first: { unsold, months }, places, worth }): Counted => {
    const ranges = inPeriods(months, { periods, from: unsold.startsOn, today })
    const { item, familyId } = unsold
    return { itemId: item.id, familyId, places, ranges: ranges.map((range) => timesWorth(range, worth)) }
  })
  const starts = periods.map((period) => period.startsOn)
  await keepAdded(tx, { view, runId: run.id, added: addedTo(counted), starts })
}

function timesWorth<R extends Record<string, number>>(range: R, worth: number): R {
  return Object.fromEntries(Object.entries(range).map(([part, value]) => [part, value * worth])) as R
}

/** Nodes that the run does not know, or cannot forecast, expect nothing but what is added. */
async function keepAdded(
  tx: Tx,
  { view, runId, added, starts }: { view: View; runId: string; added: readonly Added[]; starts: readonly string[] },
): Promise<void> {
  const rows = JSON.stringify(added.map(({ node, ...each }) => ({ ...each, ...node })))
  const nothing = sql`array_fill(0::float8, array[${starts.length}::int])`
  const days = sql`${[...starts]}::date[]`
  await sql`
    insert into demand.forecast (run_id, node, level, family_id, item_id, territory_id, standing, model, reason, observations, inactive,
      recent, latest, ahead, ahead_lo80, ahead_hi80, origins, cannot_tell, starts_on, mean, lo80, hi80, lo95, hi95)
    select ${runId}, a.name, a.level, a."familyId", a."itemId", a."territoryId", 'new', ${model},
      'It was never sold: it is expected to go as its look-alikes did when they were new.', 0, '{}', '{}', 0, 0, 0, 0, 0,
      'It was never sold: how good its forecast is shows once it is.', ${days}, ${nothing}, ${nothing}, ${nothing}, ${nothing}, ${nothing}
    from jsonb_to_recordset(${rows}::jsonb) as a (name text, level text, "familyId" uuid, "itemId" uuid, "territoryId" uuid)
    on conflict (run_id, node) do update set starts_on = excluded.starts_on, mean = excluded.mean, lo80 = excluded.lo80,
      hi80 = excluded.hi80, lo95 = excluded.lo95, hi95 = excluded.hi95 where cardinality(demand.forecast.mean) = 0`.execute(
    tx,
  )
  await sql`
    insert into demand.new_item_effect (run_id, node, effect, lo80, hi80, lo95, hi95, ahead)
    select ${runId}, a.name, array_agg(x.effect order by x.period),
      array_agg(x.effect - ${wider(sql`x.m - x.l80`, sql`x.lo80`)} order by x.period),
      array_agg(x.effect + ${wider(sql`x.h80 - x.m`, sql`x.hi80`)} order by x.period),
      array_agg(x.effect - ${wider(sql`x.m - x.l95`, sql`x.lo95`)} order by x.period),
      array_agg(x.effect + ${wider(sql`x.h95 - x.m`, sql`x.hi95`)} order by x.period),
      coalesce(sum(x.effect) filter (where x.period between 2 and ${1 + aheadPeriods[view.grain]}), 0)
    from jsonb_to_recordset(${rows}::jsonb) as a (name text, effect float8[], lo80 float8[], hi80 float8[], lo95 float8[], hi95 float8[])
    join demand.forecast f on f.run_id = ${runId} and f.node = a.name
    cross join lateral unnest(a.effect, a.lo80, a.hi80, a.lo95, a.hi95, f.mean, f.lo80, f.hi80, f.lo95, f.hi95) with ordinality
      as x (effect, lo80, hi80, lo95, hi95, m, l80, h80, l95, h95, period)
    group by a.name`.execute(tx)
}

/** SQL: by how much a range reaches farther when errors are added that have nothing in common with its own. */
function wider(own: RawBuilder<unknown>, squares: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(sqrt((${own})^2 + ${squares}) - abs(${own}))`
}

/** Forgets what first forecasts added; how many nodes that were. */
async function takeOut(tx: Tx): Promise<number> {
  const { rows } = await sql<{ nodes: number }>`
    with gone as (
      delete from demand.new_item_effect returning run_id, node
    ), nodes as (
      delete from demand.forecast f using gone g where f.run_id = g.run_id and f.node = g.node and f.model = ${model}
    ), unknown as (
      update demand.forecast f set starts_on = '{}', mean = '{}', lo80 = '{}', hi80 = '{}', lo95 = '{}', hi95 = '{}'
      from gone g where f.run_id = g.run_id and f.node = g.node and f.model = 'none'
    )
    select count(*)::int as nodes from gone`.execute(tx)
  return rows[0]!.nodes
}

/** A first forecast is over once the item has a forecast of its own, and where nobody buys it. */
async function endOver(tx: Tx, { today, now }: { today: string; now: string }): Promise<void> {
  await sql`
    update demand.first_forecast c set ended_at = ${now}, ended_as = x.ended_as
    from (select i.id, case when exists (select from demand.forecast f join demand.run r on r.id = f.run_id
          where r.grain = 'month' and r.measure = 'units' and r.standing = 'current' and f.node = 'item:' || i.id
            and cardinality(f.mean) > 0) then 'sold'
        when i.active_from < ${dayAfter(today, -newDays)}
          and not exists (select from demand.history h where h.item_id = i.id) then 'not sold' end as ended_as
      from company.item i) x
    where x.id = c.item_id and c.ended_at is null and x.ended_as is not null`.execute(tx)
}
