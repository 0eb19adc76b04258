import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { periodWith } from '../calendar.ts'
import { companySettings } from '../history/history.sql.ts'
import { keyOf, nodeAt } from '../node.ts'
import type { Known } from './group.ts'
import type { DriftKind, DriftNews } from './schema.ts'
import { driftFollows, driftSentence } from './words.ts'

type Row = Omit<DriftNews, 'key' | 'name' | 'territory' | 'sentence' | 'follows'> & {
  node: string
  named: string | null
  territoryName: string | null
}

/** The drifts of the last twelve months, open ones first, the newest before older ones. */
export async function driftNow(db: Db | Tx, now: Date): Promise<DriftNews[]> {
  const { calendar, locale } = await companySettings(db)
  const written = writtenIn(locale)
  const { rows } = await sql<Row>`
    select d.id, d.kind, d.node, d.starts_on as "startsOn", d.size, d.reason, d.counted, cardinality(d.nodes) as series,
      d.model_before as "modelBefore", d.model_after as "modelAfter", d.found_at as "foundAt", d.ended_at as "endedAt",
      d.ended_as as "endedAs", d.ended_by_name as "endedBy", coalesce(f.name, i.name) as named, t.name as "territoryName"
    from demand.drift d
    left join company.family f on split_part(d.node, '@', 1) = 'family:' || f.id
    left join company.item i on split_part(d.node, '@', 1) = 'item:' || i.id
    left join company.territory t on split_part(d.node, '@', 2) = t.id::text
    where d.ended_at is null or d.found_at > ${now}::timestamptz - interval '12 months'
    order by d.ended_at is not null, d.found_at desc, d.id limit 200`.execute(db)
  return rows.map(({ node, named, territoryName, ...row }): DriftNews => {
    const [key, territoryId] = node.split('@')
    const at = nodeAt(key!, territoryId ?? null)
    const name =
      at.level === 'all' ? 'All items' : (named ?? (at.level === 'family' ? 'No family' : 'An item that is gone'))
    const where = territoryName
      ? at.level === 'all' && row.kind === 'feed'
        ? territoryName
        : `${name} in ${territoryName}`
      : name
    const since = row.kind === 'feed' ? row.startsOn : periodWith({ grain: 'month', calendar, day: row.startsOn }).label
    return {
      ...row,
      reason: written.sentence(row.reason),
      ...{ key: keyOf(at), name },
      territory: territoryId && territoryName ? { id: territoryId, name: territoryName } : null,
      sentence: driftSentence({ kind: row.kind, name: where, since, size: row.size }, written),
      follows: driftFollows(row),
    }
  })
}

/** Every drift announced so far that may still be meant. */
export async function knownDrift(tx: Tx): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select id, kind, starts_on as "startsOn", nodes, ended_at is null as "isOpen", coalesce(ended_as = 'dismissed', false) as "isDismissed"
    from demand.drift order by found_at desc, id`.execute(tx)
  return rows
}

export type FoundInSeries = {
  node: string
  familyId: string | null
  kind: DriftKind
  startsOn: string
  size: number | null
  reason: string
  counted: boolean
}

/** Level shifts and changed seasons that the current monthly forecasts of units count, not older than a year. */
export async function foundInSeries(tx: Tx, runId: string): Promise<FoundInSeries[]> {
  const { rows } = await sql<FoundInSeries>`
    select a.node, fc.family_id as "familyId", x.kind, x."startsOn", x.by as size, x.reason, x.accepted as counted
    from demand.alone a join demand.run r on r.id = ${runId} join demand.forecast fc on fc.run_id = r.id and fc.node = a.node
    cross join lateral jsonb_to_recordset(a.forecast -> 'findings')
      as x (kind text, "startsOn" date, by float8, reason text, accepted boolean)
    where a.grain = 'month' and a.measure = 'units' and x.kind in ('level shift', 'season change')
      and (x.accepted or not exists (select from demand.decision d where d.grain = a.grain and d.node = a.node
        and d.starts_on = x."startsOn" and d.kind = x.kind))
      and x."startsOn" > r.closed_to - interval '12 months' and fc.standing <> 'ended'
    order by a.node, x."startsOn"`.execute(tx)
  return rows
}

/** The months in which items were ordered that nobody gave a last day. */
export async function monthsSold(tx: Tx, today: string): Promise<{ itemId: string; starts: string[] }[]> {
  const { rows } = await sql<{ itemId: string; starts: string[] }>`
    select item_id as "itemId", array_agg(starts_on order by starts_on) as starts from (
      select h.item_id, h.starts_on from demand.history h join company.item i on i.id = h.item_id
      where h.grain = 'month' and (i.active_to is null or i.active_to > ${today}::date)
      group by 1, 2 having sum(h.quantity) > 0) x
    group by 1 order by 1`.execute(tx)
  return rows
}

/** The days of the last fourteen months on which order lines were placed, by territory. */
export async function daysOrdered(tx: Tx, lastOn: string): Promise<{ territoryId: string; days: string[] }[]> {
  const { rows } = await sql<{ territoryId: string; days: string[] }>`
    select territory_id as "territoryId", array_agg(day order by day) as days from (
      select distinct territory_id, ordered_on as day from demand.counted_line
      where territory_id is not null and ordered_on > ${lastOn}::date - 430 and ordered_on <= ${lastOn}::date) x
    group by 1 order by 1`.execute(tx)
  return rows
}

/** The days of the last fourteen months on which order lines arrived here, in the company's time. */
export async function daysArrived(tx: Tx, { today, timeZone }: { today: string; timeZone: string }): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct (recorded_at at time zone ${timeZone})::date as day from crm.order_line
    where recorded_at > ${today}::date - interval '430 days' order by 1`.execute(tx)
  return rows.map(({ day }) => day)
}

/** By which models series are forecast in two runs. */
export async function modelsOf(
  tx: Tx,
  { nodes, current, previous }: { nodes: readonly string[]; current: string; previous: string | null },
): Promise<Map<string, { after: string; before: string | null }>> {
  const { rows } = await sql<{ node: string; after: string; before: string | null }>`
    select f.node, f.model as after, p.model as before from demand.forecast f
    left join demand.forecast p on p.run_id = ${previous}::uuid and p.node = f.node
    where f.run_id = ${current} and f.node = any(${[...nodes]}::text[])`.execute(tx)
  return new Map(rows.map(({ node, ...models }) => [node, models]))
}
