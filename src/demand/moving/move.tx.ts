import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import { plainArray, textArray } from '#platform/db/arrays.ts'
import type { Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { finishedRuns, type View } from '../forecasts/forecasts.sql.ts'
import { companySettings, type HistoryState, historyState } from '../history/history.sql.ts'
import { timelineFor } from '../inputs.ts'
import { nodeAt, seriesName } from '../node.ts'
import { applyOverrides } from '../overrides/apply.tx.ts'
import { familyPaces } from '../running.sql.ts'
import { grains, measures } from '../schema.ts'
import { aheadPeriods } from '../summary.ts'
import { type Family, moveFamily, sumOfFamilies } from './move.ts'
import { cameInPeriod, familiesOf, movedFamilies, promotedNow } from './moving.sql.ts'
import { allFamilies, everything } from './part.ts'
import { cameByNode, surprisesOf } from './surprises.ts'

/**
 * Moves the forecast of the families whose orders were followed since the last time, and of no others; everything together is the
 * sum of all. What a family is moved by follows from its sums, its run and the day alone, so doing it twice, or for all families at
 * once, gives the same numbers. Families are taken and moved in one transaction: none is forgotten. At most so many are moved, those
 * whose name follows `after` first, so that each has its turn; `left` says whether more are touched, `last` where to go on.
 */
export async function moveAhead(
  work: Work,
  { most = null, after = '' }: { most?: number | null; after?: string } = {},
): Promise<{ families: number; left: boolean; last: string }> {
  return transact(work, async ({ tx, now, emit }) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('demand.moving', 0))`.execute(tx)
    const { touched, left, last } = await takeTouched(tx, { most, after })
    const state = touched.length > 0 ? await historyState(tx) : null
    if (!state) return { families: 0, left, last }
    const parts = touched.includes(allFamilies) ? ('all' as const) : touched
    for (const grain of grains) {
      let moved = 0
      for (const measure of measures) moved += await moveView(tx, { view: { grain, measure }, parts, state, now })
      if (moved > 0) await renewOverrides(tx, { grain, today: await companyToday(tx, work.workspace.clock()) })
    }
    await emit('demand.forecast.moved', { families: parts === 'all' ? 'all' : parts.length })
    return { families: touched.length, left, last }
  })
}

/** Takes the names of families to move; all of them where one names all. */
async function takeTouched(
  tx: Tx,
  { most, after }: { most: number | null; after: string },
): Promise<{ touched: string[]; left: boolean; last: string }> {
  const { rows } = await sql<{ part: string; left: boolean }>`
    with every as (select distinct part from demand.touched),
    taken as (
      select part from every order by part <> ${allFamilies}, part <= ${after}, part
      limit case when exists (select from every where part = ${allFamilies}) then null else ${most}::int end
    ), gone as (delete from demand.touched t using taken where taken.part = t.part)
    select part, (select count(*) from every) > (select count(*) from taken) as left from taken`.execute(tx)
  const touched = rows.map(({ part }) => part)
  return { touched, left: rows[0]?.left ?? false, last: touched.at(-1) ?? after }
}

type Moving = { view: View; parts: readonly string[] | 'all'; state: HistoryState; now: string }

async function moveView(tx: Tx, { view, parts, state, now }: Moving): Promise<number> {
  const { calendar } = await companySettings(tx)
  const timeline = timelineFor({ grain: view.grain, calendar, state })
  const { current: run } = await finishedRuns(tx, view)
  const open = timeline?.periods[timeline.closed]
  if (!timeline || !run?.closedTo || !open || !state.lastOn || dayAfter(run.closedTo, 1) !== open.startsOn) return 0
  const [families, paces, came] = [
    await familiesOf(tx, { runId: run.id, parts }),
    await familyPaces(tx, {
      view,
      timeline,
      run,
      lastOn: state.lastOn,
      stamp: state.closedStamp,
      sums: `${state.fingerprint} ${state.refreshedAt}`,
    }),
    cameByNode(await cameInPeriod(tx, { ...view, startsOn: open.startsOn, parts })),
  ]
  const promoted = await promotedNow(tx, run.id)
  for (const { part, ...family } of families) {
    const surprises = surprisesOf(family.members, { means: family.means, came, paces, promoted })
    await keep(tx, { runId: run.id, part, view, now, family, shifts: moveFamily(family, surprises) })
  }
  if (families.length > 0) await keepEverything(tx, { runId: run.id, view, now })
  await sql`update demand.run set moves = moves + 1 where id = ${run.id}`.execute(tx)
  return families.length
}

type Kept = { runId: string; part: string; view: View; now: string }

async function keep(tx: Tx, given: Kept & { family: Family; shifts: readonly Float64Array[] }): Promise<void> {
  const { family } = given
  await write(tx, {
    ...given,
    nodes: family.members.map(({ node }) => seriesName(node)),
    tops: family.members.filter(({ node }) => node.level === 'family').length,
  })
}

async function keepEverything(tx: Tx, { runId, view, now }: Omit<Kept, 'part'>): Promise<void> {
  const families = (await movedFamilies(tx, runId)).flatMap(({ periods, nodes, shifts }) =>
    nodes.map((name, i) => {
      const [key, territoryId = null] = name.split('@')
      return { node: nodeAt(key!, territoryId), shift: shifts.slice(i * periods, (i + 1) * periods) }
    }),
  )
  const sums = sumOfFamilies(families)
  await write(tx, {
    runId,
    part: everything,
    view,
    now,
    nodes: [...sums.keys()],
    tops: sums.size,
    shifts: [...sums.values()],
  })
}

async function write(
  tx: Tx,
  given: Kept & { nodes: readonly string[]; tops: number; shifts: readonly Float64Array[] },
): Promise<void> {
  const { runId, part, view, now, nodes, tops, shifts } = given
  const next = 1 + aheadPeriods[view.grain]
  const ahead = shifts.map((shift) => shift.subarray(1, next).reduce((sum, value) => sum + value, 0))
  await sql`
    insert into demand.moved (run_id, part, periods, tops, nodes, shifts, ahead, moved_at)
    values (${runId}, ${part}, ${shifts[0]?.length ?? 0}, ${tops}, ${textArray(nodes)}::text[],
      ${plainArray(shifts.map((shift) => shift.join()))}::float8[], ${plainArray(ahead.map(String))}::float8[], ${now})
    on conflict (run_id, part) do update set periods = excluded.periods, tops = excluded.tops, nodes = excluded.nodes,
      shifts = excluded.shifts, ahead = excluded.ahead, moved_at = excluded.moved_at`.execute(tx)
}

/** What was set by hand stays what was set: what it adds to a forecast that moved is worked out anew. */
async function renewOverrides(tx: Tx, about: Parameters<typeof applyOverrides>[1]): Promise<void> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from demand.override where grain = ${about.grain} and ended_at is null and starts_on > ${about.today}) as any`.execute(
    tx,
  )
  if (rows[0]!.any) await applyOverrides(tx, about)
}
