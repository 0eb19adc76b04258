import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Grain, Measure } from '../schema.ts'
import type { Family, Member } from './move.ts'

type Kept = Family & { part: string }

/** Families of the newest runs, as read: a run never changes, and its families are asked for again and again while orders come. */
const keptRuns = new Map<string, Map<string, Kept>>()
/** Months and weeks, units and money, of a company and the demo. */
const mostRuns = 8

/** What a run keeps of the families asked for; all of them where none is named. */
export async function familiesOf(
  db: Db | Tx,
  { runId, parts }: { runId: string; parts: readonly string[] | 'all' },
): Promise<Kept[]> {
  const kept = keptRuns.get(runId) ?? new Map<string, Kept>()
  keptRuns.delete(runId)
  keptRuns.set(runId, kept)
  for (const oldest of [...keptRuns.keys()].slice(0, -mostRuns)) keptRuns.delete(oldest)
  const wanted = parts === 'all' ? sql`true` : sql`part = any(${[...parts]}::text[])`
  const { rows } = await sql<{
    part: string
    periods: number | null
    nodes: Member[]
    means: number[]
    answers: number[]
  }>`
    select r.part, f.* from demand.response r left join lateral (
      select r.periods, r.nodes, r.means, r.answers where r.part <> all(${[...kept.keys()]}::text[])) f on true
    where r.run_id = ${runId} and ${wanted} order by r.part`.execute(db)
  return rows.map(({ part, periods, nodes, means, answers }) => {
    if (periods === null) return kept.get(part)!
    const family = { part, members: nodes, means: inRows(means, periods), answers: inRows(inRows(answers, periods), 4) }
    kept.set(part, family)
    return family
  })
}

function inRows<T>(flat: readonly T[], length: number): T[][] {
  return Array.from({ length: flat.length / length }, (_, i) => flat.slice(i * length, (i + 1) * length))
}

/** What came of each item in each territory of some families in one period. */
export async function cameInPeriod(
  db: Db | Tx,
  given: { grain: Grain; measure: Measure; startsOn: string; parts: readonly string[] | 'all' },
): Promise<{ itemId: string; familyId: string | null; territoryId: string | null; value: number }[]> {
  const { grain, measure, startsOn, parts } = given
  const wanted = parts === 'all' ? sql`true` : sql`coalesce(i.family_id::text, 'none') = any(${[...parts]}::text[])`
  const { rows } = await sql<{ itemId: string; familyId: string | null; territoryId: string | null; value: number }>`
    select h.item_id as "itemId", i.family_id as "familyId", h.territory_id as "territoryId",
      ${measure === 'units' ? sql`h.quantity` : sql`h.amount`}::float8 as value
    from demand.history h join company.item i on i.id = h.item_id
    where h.grain = ${grain} and h.starts_on = ${startsOn} and ${wanted}`.execute(db)
  return rows
}

/** By how much the families themselves were moved, in each territory and in all of them. */
export async function movedFamilies(
  tx: Tx,
  runId: string,
): Promise<{ periods: number; nodes: string[]; shifts: number[] }[]> {
  const { rows } = await sql<{ periods: number; nodes: string[]; shifts: number[] }>`
    select periods, nodes[1:tops] as nodes, shifts[1:tops * periods] as shifts from demand.moved
    where run_id = ${runId} and part <> 'all' order by part`.execute(tx)
  return rows
}

/** What promotions add to the running period of a run's nodes. */
export async function promotedNow(tx: Tx, runId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ node: string; effect: number }>`
    select node, effect[1] as effect from demand.promotion_effect where run_id = ${runId} and effect[1] <> 0`.execute(
    tx,
  )
  return new Map(rows.map(({ node, effect }) => [node, effect]))
}
