import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { nameInAudit, subjectName } from '../quotas/change.tx.ts'
import type { SubjectKind } from '../schema.ts'
import type { Metric } from './metrics.ts'

export type WantedCount = {
  subjectKind: SubjectKind
  subjectId: string | null
  metric: Metric
  startsOn: string
  endsOn: string
  target: string
}
type InForce = { id: string; target: string }

/** Sets a goal in a count or in units; the one it replaces stays in the history. */
export async function setCountQuota(work: Work, wanted: WantedCount & { replaces: string | null }): Promise<string> {
  return transact(work, async (writing) => {
    const before = await inForce(writing.tx, wanted)
    if ((before?.id ?? null) !== wanted.replaces) {
      throw refusal(409, {
        code: 'changed-meanwhile',
        message: `This goal in ${wanted.metric} was set by somebody else while you were editing.`,
        wayOut: 'Look at the new value, then make your change again.',
      })
    }
    return setCountIn(writing, wanted, before)
  })
}

/** The same for several at once, whatever stood before; all or nothing. */
export async function setCounts(work: Work, wanted: readonly WantedCount[]): Promise<void> {
  await transact(work, async (writing) => {
    for (const each of wanted) await setCountIn(writing, each, await inForce(writing.tx, each))
  })
}

/** Takes a goal away. */
export async function endCountQuota(work: Work, id: string): Promise<void> {
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql<{
      metric: string
      target: string
    }>`update goals.count_quota set ended_at = ${now}, ended_by = ${actor.id}
      where id = ${id} and ended_at is null returning metric, trim_scale(target)::text as target`.execute(tx)
    const before = rows[0]
    if (!before) throw notFound('goal in counts', id)
    const summary = `Took a goal in ${before.metric} away`
    await audit({ command: 'goals.end-count-quota', noun: 'quota', subjectId: id, summary, before })
    await emit('goals.quota.changed', { quotaId: id })
  })
}

async function setCountIn(writing: Writing, wanted: WantedCount, before: InForce | undefined): Promise<string> {
  const { tx, now, actor, audit, emit } = writing
  const { subjectKind, subjectId, metric, startsOn, endsOn, target } = wanted
  const name = await subjectName(tx, { subjectKind, subjectId })
  refuseEmpty(wanted)
  if (before && Number(before.target) === Number(target)) return before.id
  if (before)
    await sql`update goals.count_quota set ended_at = ${now}, ended_by = ${actor.id} where id = ${before.id}`.execute(
      tx,
    )
  const id = newId()
  await sql`insert into goals.count_quota (id, subject_kind, subject_id, metric, starts_on, ends_on, target, set_by, recorded_at)
    values (${id}, ${subjectKind}, ${subjectId}, ${metric}, ${startsOn}, ${endsOn}, ${target}::numeric, ${actor.id}, ${now})`.execute(
    tx,
  )
  await audit({
    command: 'goals.set-count-quota',
    noun: 'quota',
    subjectId: id,
    summary: `Set the goal of ${nameInAudit(wanted, name)} in ${metric} from ${startsOn} until ${endsOn}`,
    before: before && { target: before.target },
    after: { target },
  })
  await emit('goals.quota.changed', { quotaId: id })
  return id
}

/** Refuses a period without a day. */
export function refuseEmpty({ startsOn, endsOn }: { startsOn: string; endsOn: string }): void {
  if (endsOn > startsOn) return
  throw refusal(400, {
    code: 'empty-period',
    message: `The period from ${startsOn} to ${endsOn} has no day.`,
    wayOut: 'The end is the day after the last day of the period.',
  })
}

async function inForce(tx: Tx, wanted: WantedCount): Promise<InForce | undefined> {
  const { rows } = await sql<InForce>`select id, trim_scale(target)::text as target from goals.count_quota
    where subject_kind = ${wanted.subjectKind} and subject_id is not distinct from ${wanted.subjectId}::uuid and metric = ${wanted.metric}
      and starts_on = ${wanted.startsOn} and ends_on = ${wanted.endsOn} and ended_at is null for update`.execute(tx)
  return rows[0]
}
