import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { driftNow } from '../drift/drift.sql.ts'
import { finishedRuns } from '../forecasts/forecasts.sql.ts'
import { companySettings } from '../history/history.sql.ts'
import { aheadPeriods } from '../summary.ts'
import { belowNaive, namesOfNodes, toldAndNow } from './alerts.sql.ts'
import type { AlertKind } from './schema.ts'
import { significantChange } from './significant.ts'

type Raised = { kind: AlertKind; cause: string; node: string; sentence: string; reason: string }

/** A node whose forecast was news is not news again so soon: it is told with all that came since. */
const daysBetweenChanges = 7

/** Looks for what is news of demand: raised once while it holds, over when it holds no more. */
export async function raiseAlerts(work: Work): Promise<{ raised: number }> {
  return transact(work, async ({ tx, now, emit }) => {
    await sql`select pg_advisory_xact_lock(hashtext('demand.alert'))`.execute(tx)
    const { current } = await finishedRuns(tx, { grain: 'month', measure: 'units' })
    if (!current) return { raised: 0 }
    const names = await namesOfNodes(tx)
    const lasting = [...(await ofDrift(tx, work.workspace.clock())), ...(await ofAccuracy(tx, current.id, names))]
    const changes = await ofChanges(tx, { runId: current.id, names, now })
    let raised = 0
    for (const { kind, cause, node, sentence, reason } of [...lasting, ...changes]) {
      if (kind === 'drift' && (await holdsAgain(tx, cause))) continue
      const id = newId()
      const { rows } = await sql`
        insert into demand.alert (id, kind, cause, node, sentence, reason, at)
        values (${id}, ${kind}, ${cause}, ${node}, ${sentence}, ${reason}, ${now})
        on conflict (cause) where over_at is null do nothing returning id`.execute(tx)
      if (rows.length === 0) continue
      raised++
      await emit('demand.alert.raised', { alertId: id, kind, node })
    }
    await sql`
      update demand.alert set over_at = ${now} where over_at is null and kind <> 'change'
        and cause <> all(${lasting.map(({ cause }) => cause)}::text[])`.execute(tx)
    await sql`
      update demand.alert set over_at = ${now} where over_at is null and kind = 'change'
        and at < ${now}::timestamptz - make_interval(days => ${daysBetweenChanges})`.execute(tx)
    return { raised }
  })
}

/** A drift that was told and comes back is not told again. */
async function holdsAgain(tx: Tx, cause: string): Promise<boolean> {
  const { rows } = await sql`update demand.alert set over_at = null where cause = ${cause} returning id`.execute(tx)
  return rows.length > 0
}

async function ofDrift(tx: Tx, now: Date): Promise<Raised[]> {
  const open = (await driftNow(tx, now)).filter(({ endedAt }) => endedAt === null)
  return open.map(({ id, key, sentence, follows }) => ({
    ...{ kind: 'drift' as const, cause: `drift:${id}`, node: key, sentence, reason: follows },
  }))
}

async function ofAccuracy(tx: Tx, runId: string, names: ReadonlyMap<string, string>): Promise<Raised[]> {
  const nodes = await belowNaive(tx, runId)
  const { percent } = writtenIn((await companySettings(tx)).locale)
  return nodes.map(({ node, wape, naiveWape }) => ({
    ...{ kind: 'below naive' as const, cause: `naive:${node}`, node },
    sentence: `${names.get(node) ?? node}: the forecast does worse than repeating the year before.`,
    reason: `It was off by ${percent(wape)} where the naive forecast was off by ${percent(naiveWape)}.`,
  }))
}

/** Forecasts that left what was last told of them; what is told now is what the next are measured against. */
async function ofChanges(
  tx: Tx,
  { runId, names, now }: { runId: string; names: ReadonlyMap<string, string>; now: string },
): Promise<Raised[]> {
  const { told, now: expected } = await toldAndNow(tx, runId, aheadPeriods.month)
  const { number: whole, percent } = writtenIn((await companySettings(tx)).locale)
  const raised: Raised[] = []
  for (const each of expected) {
    const before = told.get(each.node)
    const changed = before && significantChange(before, each)
    if (before && !changed && before.startsOn[0] === each.startsOn[0]) continue
    if (changed) {
      const by = changed.now / changed.before - 1
      raised.push({
        ...{ kind: 'change', cause: `change:${each.node}`, node: each.node },
        sentence: `${names.get(each.node) ?? each.node}: ${percent(Math.abs(by))} ${by < 0 ? 'less' : 'more'} is expected than last told.`,
        reason: `${whole(changed.now)} units in the coming months instead of ${whole(changed.before)}, which is beyond the 80 % range told with it.`,
      })
    }
    await sql`
      insert into demand.alert_told (node, starts_on, mean, lo80, hi80, at)
      values (${each.node}, ${each.startsOn}::date[], ${each.mean}::float8[], ${each.lo80}::float8[], ${each.hi80}::float8[], ${now})
      on conflict (node) do update set starts_on = excluded.starts_on, mean = excluded.mean, lo80 = excluded.lo80,
        hi80 = excluded.hi80, at = excluded.at`.execute(tx)
  }
  return raised
}
