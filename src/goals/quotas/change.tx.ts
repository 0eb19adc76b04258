import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { goalsContract } from '../contract.ts'
import type { Counts } from '../schema.ts'

type Wanted = z.output<typeof goalsContract.setQuota.body>
type QuotaInForce = { id: string; amountMinor: number; currency: string; counts: Counts | null }

/** Sets a quota and gives its id; the one it replaces stays in the history with the time it ended. */
export async function setQuota(work: Work, wanted: Wanted): Promise<string> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const name = await subjectName(tx, wanted)
    await refuseUnknownCurrency(tx, wanted.currency)
    if (wanted.endsOn <= wanted.startsOn) {
      throw refusal(400, {
        code: 'empty-period',
        message: `The period from ${wanted.startsOn} to ${wanted.endsOn} has no day.`,
        wayOut: 'The end is the day after the last day of the period.',
      })
    }
    const before = await quotaInForce(tx, wanted)
    if ((before?.id ?? null) !== wanted.replaces) throw changedMeanwhile(name)
    const sameCounts = wanted.counts === undefined || wanted.counts === before?.counts
    if (sameCounts && before?.amountMinor === wanted.amountMinor && before.currency === wanted.currency)
      return before.id
    if (before) {
      await sql`update goals.quota set ended_at = ${now}, ended_by = ${actor.id} where id = ${before.id}`.execute(tx)
    }
    const id = newId()
    await sql`insert into goals.quota (id, subject_kind, subject_id, starts_on, ends_on, amount_minor, currency, counts, set_by, recorded_at)
      values (${id}, ${wanted.subjectKind}, ${wanted.subjectId}, ${wanted.startsOn}, ${wanted.endsOn}, ${wanted.amountMinor},
        ${wanted.currency}, ${wanted.counts ?? before?.counts ?? null}, ${actor.id}, ${now})`.execute(tx)
    await audit({
      command: 'goals.set-quota',
      noun: 'quota',
      subjectId: id,
      summary: `Set the quota of ${nameInAudit(wanted, name)} from ${wanted.startsOn} until ${wanted.endsOn}`,
      before: before && { amountMinor: before.amountMinor, currency: before.currency },
      after: { amountMinor: wanted.amountMinor, currency: wanted.currency },
    })
    await emit('goals.quota.changed', { quotaId: id })
    return id
  })
}

/** Takes a quota away. */
export async function endQuota(work: Work, id: string): Promise<void> {
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql<QuotaInForce>`update goals.quota set ended_at = ${now}, ended_by = ${actor.id}
      where id = ${id} and ended_at is null returning id, amount_minor as "amountMinor", currency, counts`.execute(tx)
    const before = rows[0]
    if (!before) throw notFound('quota', id)
    await audit({ command: 'goals.end-quota', noun: 'quota', subjectId: id, summary: 'Took a quota away', before })
    await emit('goals.quota.changed', { quotaId: id })
  })
}

async function quotaInForce(tx: Tx, wanted: Wanted): Promise<QuotaInForce | undefined> {
  const { rows } = await sql<QuotaInForce>`
    select id, amount_minor as "amountMinor", currency, counts from goals.quota
    where subject_kind = ${wanted.subjectKind} and subject_id is not distinct from ${wanted.subjectId}::uuid
      and starts_on = ${wanted.startsOn} and ends_on = ${wanted.endsOn} and ended_at is null for update`.execute(tx)
  return rows[0]
}

/** What a subject of a goal is called; refuses one that is not there. */
export async function subjectName(
  tx: Tx,
  { subjectKind, subjectId }: Pick<Wanted, 'subjectKind' | 'subjectId'>,
): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select found.name from (
      select 'person' as kind, id, name from company.person union all select 'team', id, name from company.team
      union all select 'territory', id, name from company.territory union all select 'family', id, name from company.family
      union all select 'company', null, 'the company') found
    where found.kind = ${subjectKind} and found.id is not distinct from ${subjectId}::uuid`.execute(tx)
  if (rows[0]) return rows[0].name
  throw refusal(400, {
    code: 'unknown',
    message: `There is no ${subjectKind} ${subjectId ?? 'without an id'} to set a quota for.`,
    wayOut: 'Choose a person, team, territory or family that exists; the company has no id.',
  })
}

async function refuseUnknownCurrency(tx: Tx, currency: string): Promise<void> {
  const { rows } = await sql`select from company.currency where code = ${currency}`.execute(tx)
  if (rows.length > 0) return
  throw refusal(400, {
    code: 'unknown',
    message: `There is no currency ${currency}.`,
    wayOut: 'Use a code such as USD.',
  })
}

/** People are named by their id in the audit, so that a person can be erased. */
export function nameInAudit(
  { subjectKind, subjectId }: Pick<Wanted, 'subjectKind' | 'subjectId'>,
  name: string,
): string {
  return subjectKind === 'person' ? `person ${subjectId}` : name
}

function changedMeanwhile(name: string) {
  return refusal(409, {
    code: 'changed-meanwhile',
    message: `The quota of ${name} was set by somebody else while you were editing.`,
    wayOut: 'Look at the new value, then make your change again.',
  })
}
