import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { periodIndex } from '../calendar.ts'
import type { View } from '../forecasts/forecasts.sql.ts'
import { inGroup } from '../groups/members.sql.ts'
import { companySettings } from '../history/history.sql.ts'
import { type Node, type Seen, seriesName } from '../node.ts'
import type { Grain } from '../schema.ts'
import type { Droppable, Override, OverrideReason } from './schema.ts'
import { lagOf, type Measured } from './value-added.ts'

const status = (today: string) => sql`case
  when o.ended_as is not null then o.ended_as
  when o.expires_on <= ${today} then 'expired'
  when o.needs_approval and o.approved_at is null then 'awaits approval' else 'counts' end`

/** What came of an override's node, or of a part of it, in its period, in units. */
const actual = sql`case when o.part is null then (
    select coalesce(sum(h.quantity), 0)::float8 from demand.history h join company.item i on i.id = h.item_id
    where h.grain = o.grain and h.starts_on = o.starts_on and (o.territory_id is null or h.territory_id = o.territory_id)
      and case o.level when 'all' then true when 'item' then h.item_id = o.item_id
        else i.family_id is not distinct from o.family_id end)
  else (
    select coalesce(sum(l.quantity), 0)::float8 from demand.counted_line l left join demand.successor s on s.item_id = l.item_id
    join company.item i on i.id = coalesce(s.successor_id, l.item_id)
    where l.ordered_on between o.starts_on and o.ends_on and (o.territory_id is null or l.territory_id = o.territory_id)
      and o.part = case when o.part like 'channel:%' then 'channel:' || trim(l.channel) else 'customer:' || l.account_id end
      and case o.level when 'all' then true when 'item' then i.id = o.item_id
        else i.family_id is not distinct from o.family_id end) end`

/** SQL over `o` and `a` (crm.account): what a part of a node is called; customers only to those who see all orders. */
const partNamed = (seesCustomers: boolean) => sql`case when o.part is not null then jsonb_build_object('key',
    case when o.part like 'customer:%' and not ${seesCustomers} then 'customer' else o.part end,
    'name', case when o.part like 'channel:%' then substr(o.part, 9) when ${seesCustomers} then coalesce(a.name, 'A customer')
      else 'A customer' end) end`

/** SQL over `o`: periods that are over, as the newest forecast in units saw it. */
const isOver = sql`o.starts_on <= (select r.closed_to from demand.run r
  where r.grain = o.grain and r.measure = 'units' and r.standing = 'current')`

/** A page of what was set by hand, newest first. */
export async function overridesPage(
  db: Db,
  asked: {
    grain: Grain
    node: Node | null
    status?: string | undefined
    today: string
    offset: number
    limit: number
    seesCustomers: boolean
  },
): Promise<{ total: number; overrides: Override[]; next: number | null }> {
  const { grain, node, today, offset, limit } = asked
  const matching = sql`o.grain = ${grain} and (${node ? seriesName(node) : null}::text is null or o.node = ${node ? seriesName(node) : null})
    and (${asked.status ?? null}::text is null or ${status(today)} = ${asked.status ?? null})`
  const { rows } = await sql<Override>`
    select o.id, o.grain, split_part(o.node, '@', 1) as node, o.level,
      case o.level when 'all' then 'All items' when 'family' then coalesce(f.name, 'No family') else i.name end as name,
      case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name) end as territory,
      ${partNamed(asked.seesCustomers)} as part, o.starts_on as "startsOn", o.value, o.statistical, o.reason, o.note, o.locked, o.expires_on as "expiresOn",
      o.by_name as by, o.at, ${status(today)} as status, o.approved_by_name as "approvedBy", o.ended_by_name as "endedBy",
      case when ${isOver} then ${actual} end as actual
    from demand.override o left join company.family f on f.id = o.family_id left join company.item i on i.id = o.item_id
    left join company.territory t on t.id = o.territory_id
    left join crm.account a on o.part = 'customer:' || a.id
    where ${matching} order by o.at desc, o.id desc limit ${limit} offset ${offset}`.execute(db)
  const counted = await sql<{
    total: number
  }>`select count(*)::int as total from demand.override o where ${matching}`.execute(db)
  const total = counted.rows[0]!.total
  return { total, overrides: rows, next: offset + rows.length < total ? offset + rows.length : null }
}

/** What stands of the parts of a node and of those below it: by how much each part is changed in which period. */
export async function partOverrides(
  db: Db,
  { grain, node, today }: { grain: Grain; node: Seen; today: string },
): Promise<(StandingOverride & { part: string; change: number; here: boolean; awaits: boolean })[]> {
  const { level, itemId, familyId, territoryId } = node
  const within =
    level === 'all'
      ? sql`true`
      : level === 'group'
        ? sql`o.item_id in (select i.id from company.item i where ${inGroup(node)})`
        : level === 'item'
          ? sql`o.item_id = ${itemId}`
          : sql`(o.level <> 'all' and o.family_id is not distinct from ${familyId}::uuid)`
  const { rows } = await sql<StandingOverride & { part: string; change: number; here: boolean; awaits: boolean }>`
    select o.part, o.starts_on as "startsOn", o.value, o.reason, o.by_name as by, o.locked, o.node = ${seriesName(node)} as here,
      o.needs_approval and o.approved_at is null as awaits, o.value - o.share * x.mean as change
    from demand.override o
    join demand.run r on r.grain = o.grain and r.measure = 'units' and r.standing = 'current'
    join demand.expected f on f.run_id = r.id and f.node = o.node
    cross join lateral unnest(f.starts_on, f.mean) as x (starts_on, mean)
    where o.grain = ${grain} and o.part is not null and o.ended_at is null and (o.expires_on is null or o.expires_on > ${today})
      and x.starts_on = o.starts_on and ${within} and (${territoryId}::uuid is null or o.territory_id = ${territoryId})`.execute(
    db,
  )
  return rows
}

/** An override that stands at a node itself. */
export type StandingOverride = {
  startsOn: string
  value: number
  reason: OverrideReason
  by: string
  locked: boolean
  awaits: boolean
}

/** What overrides add to a node, period by period (its own, those below and those above), and what units stand at the node itself. */
export async function overridesAt(
  db: Db,
  { grain, measure, node, familyId }: View & { node: Seen; familyId: string | null },
): Promise<{ deltas: Map<string, number>; standing: Map<string, StandingOverride> }> {
  const { level, itemId, territoryId } = node
  const within =
    level === 'all'
      ? sql`true`
      : level === 'group'
        ? sql`item_id in (select i.id from company.item i where ${inGroup(node)})`
        : level === 'item'
          ? sql`item_id = ${itemId}`
          : sql`family_id is not distinct from ${familyId}::uuid`
  const [effects, standing] = await Promise.all([
    sql<{ startsOn: string; delta: number }>`
      select starts_on as "startsOn", sum((value - statistical) * case when ${measure} = 'units' then 1 else price end)::float8 as delta
      from demand.override_effect
      where grain = ${grain} and ${within} and (${territoryId}::uuid is null or territory_id = ${territoryId})
      group by 1`.execute(db),
    sql<StandingOverride>`
      select starts_on as "startsOn", value, reason, by_name as by, locked, needs_approval and approved_at is null as awaits
      from demand.override where grain = ${grain} and node = ${seriesName(node)} and part is null and ended_at is null and ${measure} = 'units'`.execute(
      db,
    ),
  ])
  return {
    deltas: new Map(effects.rows.map(({ startsOn, delta }) => [startsOn, delta])),
    standing: new Map(standing.rows.map((row) => [row.startsOn, row])),
  }
}

const named = sql`coalesce(f.name, case o.level when 'all' then 'All items' else 'No family' end)`
const keys = {
  contributor: sql<string>`o.by_name`,
  family: sql<string>`${named}`,
  reason: sql<string>`o.reason`,
  'contributor and family': sql<string>`o.by_name || ' · ' || ${named}`,
}

/** Overrides that counted in periods that are over, with what came, by what names each. */
export async function measuredOverrides(
  db: Db,
  { grain, by }: { grain: Grain; by: By },
): Promise<(Measured & { startsOn: string })[]> {
  if (by === 'lag' || by === 'contributor and lag') return measuredByLag(db, { grain, by })
  return measuredBy(db, { grain, key: keys[by] })
}

type By = keyof typeof keys | 'lag' | 'contributor and lag'

async function measuredByLag(
  db: Db,
  { grain, by }: { grain: Grain; by: 'lag' | 'contributor and lag' },
): Promise<(Measured & { startsOn: string })[]> {
  const { calendar, timeZone } = await companySettings(db)
  const measured = await measuredBy(db, { grain, key: keys.contributor, timeZone })
  return measured.map(({ key, setOn, ...override }) => {
    const { lag, words } = lagOf({
      grain,
      periods: -periodIndex({ grain, calendar, origin: override.startsOn, day: setOn }),
    })
    return by === 'lag'
      ? { ...override, lag, key: words }
      : { ...override, lag, contributor: key, key: `${key} · ${words}` }
  })
}

async function measuredBy(
  db: Db,
  { grain, key, timeZone = 'UTC' }: { grain: Grain; key: RawBuilder<string>; timeZone?: string },
): Promise<(Measured & { startsOn: string; setOn: string })[]> {
  const { rows } = await sql<Measured & { startsOn: string; setOn: string }>`
    select ${key} as key, o.starts_on as "startsOn", (o.at at time zone ${timeZone})::date as "setOn", ${actual} as actual,
      o.statistical, o.value
    from demand.override o left join company.family f on f.id = o.family_id
    where o.grain = ${grain} and o.ended_at is null and (not o.needs_approval or o.approved_at is not null)
      and (o.expires_on is null or o.expires_on > o.starts_on) and ${isOver}`.execute(db)
  return rows
}

/** Overrides that count in periods to come and were set by somebody for a node, as those that are held against what came. */
export async function overridesToCome(
  db: Db,
  { grain, today }: { grain: Grain; today: string },
): Promise<(Omit<Droppable, 'why'> & { key: string })[]> {
  const { rows } = await sql<Omit<Droppable, 'why'> & { key: string }>`
    select ${keys['contributor and family']} as key, o.id, split_part(o.node, '@', 1) as node, o.territory_id as "territoryId",
      case o.level when 'all' then 'All items' when 'family' then coalesce(f.name, 'No family') else i.name end as name,
      o.starts_on as "startsOn", o.value::float8 as value, o.statistical, o.by_name as by
    from demand.override o left join company.item i on i.id = o.item_id
    left join company.family f on f.id = coalesce(o.family_id, i.family_id)
    where o.grain = ${grain} and o.part is null and o.ended_at is null and (o.expires_on is null or o.expires_on > ${today})
      and o.starts_on > ${today}
    order by o.starts_on, name, o.id`.execute(db)
  return rows
}
