import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Grain } from '../schema.ts'
import { disaggregate, type Leaf, type NodeSet } from './disaggregate.ts'

/** SQL over `o`: overrides that count on a day. */
export function countsOn(today: string) {
  return sql`o.ended_at is null and (not o.needs_approval or o.approved_at is not null)
    and (o.expires_on is null or o.expires_on > ${today})`
}

/** Works out anew what all overrides of a grain add to each item and place, against the current forecasts, and what that brings. */
export async function applyOverrides(tx: Tx, { grain, today }: { grain: Grain; today: string }): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('demand.override', 0))`.execute(tx)
  await sql`delete from demand.override_effect where grain = ${grain}`.execute(tx)
  const sets = await standingSets(tx, { grain, today })
  const starts = [...new Set(sets.map(({ startsOn }) => startsOn))]
  if (starts.length === 0) return
  const leaves = Map.groupBy(await leavesAt(tx, { grain, starts }), ({ startsOn }) => startsOn)
  const effects = [...Map.groupBy(sets, ({ startsOn }) => startsOn)].flatMap(([startsOn, of]) =>
    disaggregate(leaves.get(startsOn) ?? [], of).map((effect) => ({ ...effect, startsOn })),
  )
  await sql`
    with effect as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(effects)}::jsonb)
        as e ("startsOn" date, "itemId" uuid, "familyId" uuid, "territoryId" uuid, mean float8, value bigint)
    ), priced as materialized (
      select l."itemId", l."territoryId", coalesce(here.price, everywhere.price, i.list_price::float8, 0) as price
      from (select distinct "itemId", "territoryId" from effect) l join company.item i on i.id = l."itemId"
      left join lateral (${priceIn({ grain, node: sql`'item:' || l."itemId" || coalesce('@' || l."territoryId", '')` })}) here on true
      left join lateral (${priceIn({ grain, node: sql`'item:' || l."itemId"` })}) everywhere on here.price is null
    )
    insert into demand.override_effect (grain, starts_on, item_id, family_id, territory_id, statistical, value, price)
    select ${grain}, e."startsOn", e."itemId", e."familyId", e."territoryId", e.mean, e.value, p.price
    from effect e join priced p on p."itemId" = e."itemId" and p."territoryId" is not distinct from e."territoryId"`.execute(
    tx,
  )
}

/** SQL: what a unit of a node is expected to bring, as the current forecasts of its money and its units say over all periods ahead. */
function priceIn({ grain, node }: { grain: Grain; node: RawBuilder<unknown> }): RawBuilder<unknown> {
  const expected = (measure: 'units' | 'money') => sql`(
    select sum(x.mean + coalesce(x.added, 0)) from demand.run r join demand.forecast f on f.run_id = r.id and f.node = ${node}
    left join demand.new_item_effect n on n.run_id = f.run_id and n.node = f.node
    cross join lateral unnest(f.mean, n.effect) as x (mean, added)
    where r.grain = ${grain} and r.measure = ${measure} and r.standing = 'current')`
  return sql`select ${expected('money')} / nullif(${expected('units')}, 0) as price`
}

async function standingSets(tx: Tx, { grain, today }: { grain: Grain; today: string }) {
  const { rows } = await sql<NodeSet & { startsOn: string }>`
    select starts_on as "startsOn", level, family_id as "familyId", item_id as "itemId", territory_id as "territoryId", value, locked, share
    from demand.override o where grain = ${grain} and ${countsOn(today)} order by at, id`.execute(tx)
  return rows
}

/** Items in their territories, and what no territory has of them, as the current forecast in units says. */
async function leavesAt(
  tx: Tx,
  { grain, starts }: { grain: Grain; starts: readonly string[] },
): Promise<(Leaf & { startsOn: string })[]> {
  const { rows } = await sql<Leaf & { startsOn: string }>`
    with item as (
      select f.item_id, f.family_id, f.territory_id, x.starts_on, x.mean
      from demand.expected f join demand.run r on r.id = f.run_id
        and r.grain = ${grain} and r.measure = 'units' and r.standing = 'current',
        unnest(f.starts_on, f.mean) as x (starts_on, mean)
      where f.level = 'item' and x.starts_on = any(${[...starts]}::date[])
    )
    select item_id as "itemId", family_id as "familyId", territory_id as "territoryId", starts_on as "startsOn", mean
    from item where territory_id is not null
    union all
    select t.item_id, t.family_id, null, t.starts_on, t.mean - coalesce(sum(p.mean), 0)
    from item t left join item p on p.item_id = t.item_id and p.starts_on = t.starts_on and p.territory_id is not null
    where t.territory_id is null group by t.item_id, t.family_id, t.starts_on, t.mean
    having count(p.mean) = 0 or t.mean - coalesce(sum(p.mean), 0) > 1e-6 * greatest(1, t.mean)
    order by 4, 1, 3`.execute(tx)
  return rows
}
