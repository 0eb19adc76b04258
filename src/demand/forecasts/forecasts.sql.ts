import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Forecast } from '../forecast.ts'
import { inGroup } from '../groups/members.sql.ts'
import { type Node, type Seen, seriesName } from '../node.ts'
import type {
  Accuracy,
  Change,
  Finding,
  Grain,
  Level,
  Measure,
  Progress,
  SeenLevel,
  Standing,
  TreeNode,
} from '../schema.ts'
import { atPlace } from './place.sql.ts'

/** Which forecasts: a grain and a measure. */
export type View = { grain: Grain; measure: Measure }

/** A finished run. */
export type FinishedRun = { id: string; finishedAt: string; closedTo: string | null; standing: 'current' | 'previous' }

/** A row of demand.forecast as detail pages need it. */
export type StoredForecast = {
  level: SeenLevel
  familyId: string | null
  standing: Standing
  model: string
  reason: string | null
  observations: number
  beginsOn: string | null
  inactive: string[]
  aheadYearBefore: number | null
  cannotTell: string | null
  startsOn: string[]
  /** Null where it is not known; see demand.alone. */
  alone: number[] | null
  findings: Finding[]
  mean: number[]
  lo80: number[]
  hi80: number[]
  lo95: number[]
  hi95: number[]
  /** By how much the running period has moved each period; null where it has not. The numbers above hold it. */
  shift: number[] | null
} & { accuracy: Accuracy | null }

/** The stamp of the current run: what its forecasts were made from. */
export async function currentStamp(db: Db, { grain, measure }: View): Promise<string | null> {
  const { rows } = await sql<{ stamp: string }>`select stamp from demand.run
    where grain = ${grain} and measure = ${measure} and standing = 'current'`.execute(db)
  return rows[0]?.stamp ?? null
}

/** What series were last forecast as, each alone, by name, with the input it follows from. */
export async function baseForecastsOf(
  db: Db,
  { grain, measure }: View,
): Promise<Map<string, { input: string; forecast: Forecast }>> {
  const { rows } = await sql<{ node: string; input: string; forecast: Forecast }>`
    select node, input, forecast from demand.alone where grain = ${grain} and measure = ${measure}`.execute(db)
  return new Map(rows.map(({ node, ...made }) => [node, made]))
}

/** The current run and the one before. */
export async function finishedRuns(
  db: Db | Tx,
  { grain, measure }: View,
): Promise<{ current: FinishedRun | null; previous: FinishedRun | null }> {
  const { rows } = await sql<FinishedRun>`
    select id, finished_at as "finishedAt", closed_to as "closedTo", standing from demand.run
    where grain = ${grain} and measure = ${measure} and standing is not null`.execute(db)
  const find = (standing: string) => rows.find((row) => row.standing === standing) ?? null
  return { current: find('current'), previous: find('previous') }
}

/** How far the making of forecasts is; null while none are made. */
export async function makingOf(db: Db): Promise<Progress | null> {
  const { rows } = await sql<Progress>`
    select doing, grain, measure, done, series, share, started_at as "startedAt" from demand.progress`.execute(db)
  return rows[0] ?? null
}

/** A larger catalogue than this shows its items only family by family, or as found by a search. */
export const wholeTree = 800
export const mostMatches = 200

/** The nodes of the tree in one territory (null: in all), with all families, and the items asked for. */
export async function treeNodes(
  db: Db,
  given: { runId: string; territoryId: string | null; open: readonly string[] | 'all'; search: string },
): Promise<{ nodes: TreeNode[]; matches: number }> {
  const { runId, territoryId, open, search } = given
  const at = sql`f.run_id = ${runId} and ${atPlace(sql`f.territory_id`, territoryId)}`
  const { rows: above } = await sql<TreeNode>`
    with moved as materialized (${movedBy(runId)}), items as materialized (
      select family_id, count(*)::int as n from demand.forecast f where ${at} and level = 'item' group by 1)
    select ${nodeColumns}, (select coalesce(sum(n), 0)::int from items
      where f.level = 'all' or items.family_id is not distinct from f.family_id) as children
    from demand.forecast f left join company.family fam on fam.id = f.family_id left join company.item i on false
    left join moved m on m.node = f.node
    where ${at} and f.level <> 'item'`.execute(db)
  const count = above.find(({ level }) => level === 'all')?.children ?? 0
  const isWhole = open === 'all' || search !== '' || count <= wholeTree
  const found = search === '' ? sql`true` : sql`(i.name ilike ${like(search)} or i.code ilike ${like(search)})`
  const shown = isWhole ? sql`true` : sql`coalesce(f.family_id::text, 'none') = any(${[...open]}::text[])`
  const { rows: items } =
    isWhole || open.length > 0
      ? await sql<TreeNode>`
    with moved as materialized (${movedBy(runId)})
    select ${nodeColumns}, 0 as children
    from demand.forecast f join company.item i on i.id = f.item_id left join company.family fam on false
    left join moved m on m.node = f.node
    where ${at} and f.level = 'item' and ${found} and ${shown}`.execute(db)
      : { rows: [] }
  const sorted = items.sort(byName)
  return {
    nodes: [...above.sort(byName), ...(search === '' ? sorted : sorted.slice(0, mostMatches))],
    matches: search === '' ? count : sorted.length,
  }
}

/** SQL: by how much each node of a run was moved, by orders, signals, promotions and new items. */
export function movedBy(runId: string): RawBuilder<unknown> {
  return sql`select node, sum(ahead) as ahead from (
    select node, ahead from demand.moved_node where run_id = ${runId}
    union all select node, ahead from demand.signal_effect where run_id = ${runId}
    union all select node, ahead from demand.promotion_effect where run_id = ${runId}
    union all select node, ahead from demand.new_item_effect where run_id = ${runId}) x group by 1`
}

/** SQL over `f` (demand.forecast), `fam` (company.family) and `i` (company.item): what a node is called. */
export const nodeName = sql`case f.level when 'all' then 'All items' when 'family' then coalesce(fam.name, 'No family')
  else i.name end`

export const nodeColumns = sql`
  split_part(f.node, '@', 1) as key, f.level, case f.level when 'family' then 'all'
    when 'item' then 'family:' || coalesce(f.family_id::text, 'none') end as under, ${nodeName} as name, i.code, f.family_id as "familyId", f.standing,
  f.recent, f.latest, f.last_year as "lastYear", greatest(0, f.ahead + coalesce(m.ahead, 0)) as ahead, f.ahead_year_before as "aheadYearBefore", f.wape,
  f.naive_wape as "naiveWape", f.bias, f.cannot_tell as "cannotTell"`

export function like(search: string): string {
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`
}

/** Made once: to compare two names by themselves makes it anew for each pair. */
const inOrder = new Intl.Collator('en', { numeric: true })

export function byName(a: TreeNode, b: TreeNode): number {
  return inOrder.compare(a.name, b.name)
}

/** One series of a run; null where the run does not hold it. */
export async function storedForecast(
  db: Db,
  { runId, node }: { runId: string; node: Node },
): Promise<StoredForecast | null> {
  const { rows } = await sql<StoredForecast>`
    select f.level, f.family_id as "familyId", f.standing, f.model, f.reason, f.observations, f.begins_on as "beginsOn", f.inactive,
      f.ahead_year_before as "aheadYearBefore", f.cannot_tell as "cannotTell", f.starts_on as "startsOn",
      a.forecast -> 'mean' as alone, coalesce(a.forecast -> 'findings', '[]') as findings,
      e.mean, e.lo80, e.hi80, e.lo95, e.hi95, e.shift,
      case when f.wape is not null then jsonb_build_object('origins', f.origins, 'wape', f.wape, 'mase', f.mase, 'bias', f.bias,
        'coverage80', f.coverage80, 'coverage95', f.coverage95, 'naiveWape', f.naive_wape, 'byLag', f.by_lag) end as accuracy
    from demand.forecast f join demand.expected e on e.run_id = f.run_id and e.node = f.node
    left join (demand.alone a join demand.run r on r.grain = a.grain and r.measure = a.measure and r.standing = 'current')
      on r.id = f.run_id and a.node = f.node
    where f.run_id = ${runId} and f.node = ${seriesName(node)}`.execute(db)
  return rows[0] ?? null
}

/** The name and the unit of a node; null where there is no such item or family. */
export async function nodeNamed(db: Db, node: Seen): Promise<{ name: string; unit: string } | null> {
  if (node.level === 'group') {
    const { rows } =
      await sql`select from company.item i where ${inGroup(node)} and exists (select from company.item o where o.file_fields ? ${node.by}) limit 1`.execute(
        db,
      )
    return rows[0] ? { name: node.value || `No ${node.by.toLowerCase()}`, unit: 'units' } : null
  }
  if (node.level === 'all') return { name: 'All items', unit: 'units' }
  if (node.level === 'family' && node.familyId === null) return { name: 'No family', unit: 'units' }
  const { rows } = await sql<{ name: string; unit: string }>`
    select name, 'units' as unit from company.family where id = ${node.familyId}::uuid
    union all select name, unit from company.item where id = ${node.itemId}::uuid`.execute(db)
  return rows[0] ?? null
}

/** The territories in which anything was sold, by name. */
export async function soldTerritories(db: Db, runId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select t.id, t.name from company.territory t
    where exists (select 1 from demand.forecast f where f.run_id = ${runId} and f.territory_id = t.id and f.level = 'all')
    order by t.name`.execute(db)
  return rows
}

/** One territory; null where there is none. */
export async function territoryNamed(db: Db, id: string): Promise<{ id: string; name: string } | null> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from company.territory where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** The expectations of two runs for the same periods ahead, summed per node; the largest moves first. */
export async function changesBetween(
  db: Db,
  given: {
    current: string
    previous: string
    level: Level
    territoryId: string | null
    starts: readonly string[]
    limit: number
  },
): Promise<Change[]> {
  const summed = (alias: string): RawBuilder<unknown> =>
    sql`(select coalesce(sum(x.mean), 0) from unnest(${sql.ref(`${alias}.starts_on`)}, ${sql.ref(`${alias}.mean`)})
      as x (starts_on, mean) where x.starts_on = any(${[...given.starts]}::date[]))`
  const { rows } = await sql<Change>`
    select * from (
      select split_part(f.node, '@', 1) as key, f.level, ${nodeName} as name,
        ${summed('f')} as now, ${summed('p')} as previous
      from demand.forecast f
      join demand.forecast p on p.run_id = ${given.previous} and p.node = f.node
      left join company.family fam on fam.id = f.family_id and f.level = 'family'
      left join company.item i on i.id = f.item_id
      where f.run_id = ${given.current} and f.level = ${given.level}
        and f.territory_id is not distinct from ${given.territoryId}::uuid) c
    where abs(now - previous) > 1e-9 * greatest(abs(now), abs(previous))
    order by abs(now - previous) desc, key limit ${given.limit}`.execute(db)
  return rows
}
