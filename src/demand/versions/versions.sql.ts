import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import { periodWith } from '../calendar.ts'
import type { View } from '../forecasts/forecasts.sql.ts'
import { companySettings } from '../history/history.sql.ts'
import { type Node, seriesName } from '../node.ts'
import type { Level } from '../schema.ts'
import { aheadPeriods } from '../summary.ts'
import type { NodeChange, Split, Version } from './schema.ts'

const columns = sql`id, number::int as number, grain, measure, at, cause, by_name as by, closed_to as "closedTo", nodes`

/** A page of published forecasts, newest first. */
export async function versionsPage(
  db: Db,
  { grain, measure, offset, limit }: View & { offset: number; limit: number },
): Promise<{ versions: Version[]; total: number; next: number | null }> {
  const of = sql`from demand.version where grain = ${grain} and measure = ${measure}`
  const { rows } =
    await sql<Version>`select ${columns} ${of} order by number desc limit ${limit} offset ${offset}`.execute(db)
  const counted = await sql<{ total: number }>`select count(*)::int as total ${of}`.execute(db)
  const total = counted.rows[0]!.total
  return { versions: rows, total, next: offset + rows.length < total ? offset + rows.length : null }
}

/** The two versions to compare: those named, else the newest and the one before the later of the two. */
export async function versionPair(
  db: Db,
  { view, from, to }: { view: View; from: string | undefined; to: string | undefined },
): Promise<{ from: Version | null; to: Version | null }> {
  const of = sql`from demand.version where grain = ${view.grain} and measure = ${view.measure}`
  const one = async (condition: RawBuilder<unknown>) =>
    (await sql<Version>`select ${columns} ${of} and ${condition} order by number desc limit 1`.execute(db)).rows[0] ??
    null
  const named = async (id: string) => {
    const found = await one(sql`id = ${id}`)
    if (!found) throw notFound('version', id)
    return found
  }
  const later = to ? await named(to) : await one(sql`true`)
  const earlier = from ? await named(from) : later && (await one(sql`number < ${later.number}`))
  return { from: earlier, to: later }
}

type Cell = Split & { startsOn: string }
type Between = { view: View; from: Version; to: Version }

/** Cells of both versions side by side, over the next periods that both hold. */
function bothSides({ view, from, to }: Between, nodes: RawBuilder<unknown>): RawBuilder<unknown> {
  const asOf = (number: number) => sql`
    select n.node, x.* from (
      select distinct on (node) node, starts_on, data, model, signal, override, promotion, new_item from demand.version_node n
      where grain = ${view.grain} and measure = ${view.measure} and number <= ${number} and ${nodes} order by node, number desc) n,
      unnest(n.starts_on, n.data, n.model, n.signal, n.override, n.promotion, n.new_item)
        as x (starts_on, data, model, signal, override, promotion, new_item)`
  return sql`(
    select a.node, a.starts_on, b.data + b.model + b.signal + b.override + coalesce(b.promotion, 0) + coalesce(b.new_item, 0) as before,
      a.data + a.model + a.signal + a.override + coalesce(a.promotion, 0) + coalesce(a.new_item, 0) as now,
      a.data - b.data as data, a.model - b.model as model, a.signal - b.signal as signal, a.override - b.override as override,
      coalesce(a.promotion, 0) - coalesce(b.promotion, 0) as promotion,
      coalesce(a.new_item, 0) - coalesce(b.new_item, 0) as "newItem"
    from (${asOf(to.number)}) a join (${asOf(from.number)}) b on b.node = a.node and b.starts_on = a.starts_on
    where a.starts_on > ${[from, to].map(({ at }) => at.slice(0, 10)).sort()[1]!}::date)`
}

/** The change of one node, period by period. */
export async function changeOf(
  db: Db,
  { node, ...between }: Between & { node: Node },
): Promise<(Cell & { label: string })[]> {
  const { calendar } = await companySettings(db)
  const { rows } = await sql<Cell>`
    select starts_on as "startsOn", before, now, data, model, signal, override, promotion, "newItem"
    from ${bothSides(between, sql`n.node = ${seriesName(node)}`)} as x order by starts_on`.execute(db)
  return rows.map((row) => ({
    ...row,
    label: periodWith({ grain: between.view.grain, calendar, day: row.startsOn }).label,
  }))
}

/** The changes of all nodes of a level over the next periods, largest first. */
export async function changesOfLevel(
  db: Db,
  given: Between & { level: Level; territoryId: string | null; limit: number },
): Promise<NodeChange[]> {
  const { level, territoryId, limit, ...between } = given
  const place = territoryId === null ? sql`n.node not like '%@%'` : sql`n.node like ${`%@${territoryId}`}`
  const inLevel = level === 'all' ? sql`n.node like 'all%'` : sql`n.node like ${`${level}:%`}`
  const { rows } = await sql<NodeChange>`
    select x.key, x.level, case x.level when 'all' then 'All items' when 'family' then coalesce(f.name, 'No family') else i.name end as name,
      x.before, x.now, x.data, x.model, x.signal, x.override, x.promotion, x."newItem"
    from (
      select split_part(node, '@', 1) as key, ${level} as level, sum(before) as before, sum(now) as now, sum(data) as data,
        sum(model) as model, sum(signal) as signal, sum(override) as override,
        sum(promotion) as promotion, sum("newItem") as "newItem"
      from (select *, row_number() over (partition by node order by starts_on) as n
        from ${bothSides(between, sql`${place} and ${inLevel}`)} as cells) c
      where n <= ${aheadPeriods[between.view.grain]} group by 1) x
    left join company.family f on x.level = 'family' and f.id::text = substr(x.key, 8)
    left join company.item i on x.level = 'item' and i.id::text = substr(x.key, 6)
    where abs(x.now - x.before) + abs(x.data) + abs(x.model) + abs(x.signal) + abs(x.override) + abs(x.promotion) + abs(x."newItem") > 1e-9 * greatest(1, abs(x.now))
    order by abs(x.now - x.before) desc, x.key limit ${limit}`.execute(db)
  return rows
}
