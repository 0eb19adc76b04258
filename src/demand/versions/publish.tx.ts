import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { View } from '../forecasts/forecasts.sql.ts'
import { grains, measures } from '../schema.ts'
import type { Version } from './schema.ts'

type Current = { id: string; closedTo: string | null; basis: string }

/** Publishes what is planned now as a version, in each view where it differs from the last one. */
export async function publishVersions(work: Work): Promise<void> {
  await transact(work, async ({ tx, now, emit }) => {
    const today = await companyToday(tx, work.workspace.clock())
    let published = 0
    for (const grain of grains) {
      for (const measure of measures)
        if (await publishVersion(tx, { view: { grain, measure }, now, today })) published++
    }
    if (published > 0) await emit('demand.version.published', {})
  })
}

type Publishing = { view: View; now: string; today: string }
type Last = { runId: string; closedTo: string | null; basis: string; hand: string; at: string }

/**
 * Writes the nodes that differ from what was last published. What moved the statistical forecast is the data, unless models know
 * more closed periods than before or rest on other code or decisions: then it is the model, as what those periods moved the old
 * models by was published with them (see publishRun). False where nothing differs.
 */
export async function publishVersion(tx: Tx, { view, now, today }: Publishing): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('demand.version', 0))`.execute(tx)
  const [run, last] = [await currentRun(tx, view), await lastVersion(tx, view)]
  if (!run) return false
  const byData = last === null || (last.closedTo === run.closedTo && last.basis === run.basis)
  const hand = await handOf(tx, view)
  const id = newId()
  const { rows } = await sql<{ number: string }>`
    insert into demand.version (id, number, grain, measure, at, cause, run_id, closed_to, basis, hand, nodes)
    select ${id}, coalesce(max(number), 0) + 1, ${view.grain}, ${view.measure}, ${now}, 'models', ${run.id}, ${run.closedTo},
      ${run.basis}, ${hand}, 0 from demand.version where grain = ${view.grain} and measure = ${view.measure}
    returning number::text as number`.execute(tx)
  const { number } = rows[0]!
  const { nodes, ...moved } = await writeNodes(tx, { id, number, view, runId: run.id, today, byData })
  const { cause, by } = await causeOf(tx, { view, run, last, hand, moved })
  if (nodes === 0) await sql`delete from demand.version where id = ${id}`.execute(tx)
  else
    await sql`update demand.version set nodes = ${nodes}, cause = ${cause}, by_name = ${by} where id = ${id}`.execute(
      tx,
    )
  return nodes > 0
}

/** Names what stands set by hand; what is set in units counts in money too. */
async function handOf(tx: Tx, { grain }: View): Promise<string> {
  const { rows } = await sql<{ hand: string }>`
    select md5(coalesce(string_agg(id || coalesce(approved_at::text, ''), ' ' order by id), '')) as hand from demand.override
    where grain = ${grain} and ended_at is null`.execute(tx)
  return rows[0]!.hand
}

/** What made a version: another run that moved the statistical forecast, else new items, promotions or signals where they moved anything, else what people set since the last one, else orders. */
async function causeOf(
  tx: Tx,
  { view, run, last, hand, moved }: { view: View; run: Current; last: Last | null; hand: string; moved: Moved },
): Promise<{ cause: Version['cause']; by: string | null }> {
  if (last === null || (last.runId !== run.id && moved.statistical)) return { cause: 'models', by: null }
  if (moved.newItems) return { cause: 'new items', by: null }
  if (moved.promotions) return { cause: 'promotions', by: null }
  if (moved.signals) return { cause: 'signals', by: null }
  if (last.hand === hand) return { cause: 'orders', by: null }
  const { rows } = await sql<{ by: string | null }>`
    select string_agg(distinct coalesce(ended_by_name, approved_by_name, by_name), ', ') as by from demand.override
    where grain = ${view.grain} and greatest(at, ended_at, approved_at) >= ${last.at}`.execute(tx)
  return { cause: 'overrides', by: rows[0]!.by }
}

async function currentRun(tx: Tx, { grain, measure }: View): Promise<Current | null> {
  const { rows } = await sql<Current>`
    select id, closed_to as "closedTo", basis from demand.run
    where grain = ${grain} and measure = ${measure} and standing = 'current'`.execute(tx)
  return rows[0] ?? null
}

async function lastVersion(tx: Tx, { grain, measure }: View): Promise<Last | null> {
  const { rows } = await sql<Last>`
    select run_id as "runId", closed_to as "closedTo", basis, hand, at from demand.version
    where grain = ${grain} and measure = ${measure} order by number desc limit 1`.execute(tx)
  return rows[0] ?? null
}

/** Whether the statistical forecast, and what signals, promotions and new items add to it, differ anywhere from the version before. */
type Moved = { statistical: boolean; signals: boolean; promotions: boolean; newItems: boolean }
type Writing = { id: string; number: string; view: View; runId: string; today: string; byData: boolean }

async function writeNodes(
  tx: Tx,
  { id, number, view, runId, today, byData }: Writing,
): Promise<Moved & { nodes: number }> {
  const { grain, measure } = view
  const { rows } = await sql<Moved & { nodes: number }>`
    with hand as (
      select k.key || p.place as node, e.starts_on, sum((e.value - e.statistical) * case when ${measure} = 'units' then 1 else e.price end) as delta
      from demand.override_effect e
      cross join lateral (values ('all'), ('family:' || coalesce(e.family_id::text, 'none')), ('item:' || e.item_id)) as k (key)
      cross join lateral (select '' union all select '@' || e.territory_id where e.territory_id is not null) as p (place)
      where e.grain = ${grain} group by 1, 2
    ), signal as (
      select s.node, x.starts_on, x.effect from demand.signal_effect s join demand.forecast f on f.run_id = s.run_id and f.node = s.node,
        unnest(f.starts_on, s.effect) as x (starts_on, effect)
      where s.run_id = ${runId}
    ), promotion as (
      select p.node, x.starts_on, x.effect from demand.promotion_effect p join demand.forecast f on f.run_id = p.run_id and f.node = p.node,
        unnest(f.starts_on, p.effect) as x (starts_on, effect)
      where p.run_id = ${runId}
    ), fresh as (
      select n.node, x.starts_on, x.effect from demand.new_item_effect n join demand.forecast f on f.run_id = n.run_id and f.node = n.node,
        unnest(f.starts_on, n.effect) as x (starts_on, effect)
      where n.run_id = ${runId}
    ), known as (
      select f.node, x.starts_on, x.mean - coalesce(signal.effect, 0) - coalesce(promotion.effect, 0) - coalesce(fresh.effect, 0) as mean,
        coalesce(signal.effect, 0) as signal, coalesce(promotion.effect, 0) as promotion, coalesce(fresh.effect, 0) as new_item,
        greatest(-x.mean, coalesce(hand.delta, 0)) as hand
      from demand.expected f cross join lateral unnest(f.starts_on, f.mean) as x (starts_on, mean)
      left join hand on hand.node = f.node and hand.starts_on = x.starts_on
      left join signal on signal.node = f.node and signal.starts_on = x.starts_on
      left join promotion on promotion.node = f.node and promotion.starts_on = x.starts_on
      left join fresh on fresh.node = f.node and fresh.starts_on = x.starts_on
      where f.run_id = ${runId} and x.starts_on > ${today}
    ), last as (
      select distinct on (node) node, starts_on, data, model, signal, override, promotion, new_item from demand.version_node
      where grain = ${grain} and measure = ${measure} order by node, number desc
    ), before as (
      select l.node, x.* from last l, unnest(l.starts_on, l.data, l.model, l.signal, l.override, l.promotion, l.new_item)
        as x (starts_on, data, model, signal, override, promotion, new_item)
    ), cell as (
      select * from known
      union all
      select node, starts_on, 0, 0, 0, 0, 0 from before where starts_on > ${today} and node not in (select node from known)
    ), account as (
      select c.node, c.starts_on,
        case when b.data is null then c.mean when ${byData}::boolean then c.mean - b.model else b.data end as data,
        case when b.data is null then 0 when ${byData}::boolean then b.model else c.mean - b.data end as model,
        c.signal, c.hand, c.promotion, c.new_item, abs(c.signal - coalesce(b.signal, 0)) > 1e-9 * greatest(1, abs(c.mean)) as signals,
        abs(c.promotion - coalesce(b.promotion, 0)) > 1e-9 * greatest(1, abs(c.mean)) as promotions,
        abs(c.new_item - coalesce(b.new_item, 0)) > 1e-9 * greatest(1, abs(c.mean)) as new_items,
        b.data is null or abs(c.mean - b.data - b.model) > 1e-9 * greatest(1, abs(c.mean)) as statistical, b.data is null
          or abs(c.mean - b.data - b.model) + abs(c.signal - b.signal) + abs(c.hand - b.override)
            + abs(c.promotion - coalesce(b.promotion, 0)) + abs(c.new_item - coalesce(b.new_item, 0)) > 1e-9 * greatest(1, abs(c.mean)) as differs
      from cell c left join before b on b.node = c.node and b.starts_on = c.starts_on
    ), put as (
      insert into demand.version_node (version_id, number, grain, measure, node, starts_on, data, model, signal, override, promotion, new_item)
      select ${id}, ${number}, ${grain}, ${measure}, node, array_agg(starts_on order by starts_on), array_agg(data order by starts_on),
        array_agg(model order by starts_on), array_agg(signal order by starts_on), array_agg(hand order by starts_on), array_agg(promotion order by starts_on),
        array_agg(new_item order by starts_on)
      from account group by node having bool_or(differs) returning 1
    )
    select count(*)::int as nodes,
      coalesce((select bool_or(signals) from account), false) as signals,
      coalesce((select bool_or(promotions) from account), false) as promotions,
      coalesce((select bool_or(new_items) from account), false) as "newItems",
      coalesce((select bool_or(statistical) from account), false) as statistical from put`.execute(tx)
  return rows[0]!
}
