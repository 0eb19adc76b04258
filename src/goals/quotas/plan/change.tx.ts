import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import { notFound, Refusal, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { type Answer, refuseAnswer } from '../../may-answer.ts'
import { setQuota } from '../change.tx.ts'
import type { quotaPlanContract } from './contract.ts'
import { partedAt } from './hand-over.sql.ts'

type Assigned = z.output<typeof quotaPlanContract.assign.body>

/** Sets the quotas of several people; what is refused is named, and hinders no other. */
export async function assignQuotas(
  work: Work,
  { quotas, ...period }: Assigned,
): Promise<{ set: number; refused: { personId: string; message: string }[] }> {
  const refused: { personId: string; message: string }[] = []
  for (const { personId, amountMinor, replaces } of quotas) {
    try {
      await setQuota(work, { ...period, subjectKind: 'person', subjectId: personId, amountMinor, replaces })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ personId, message: error.message })
    }
  }
  return { set: quotas.length - refused.length, refused }
}

/** Accepts or disputes one's own quota. */
export async function answerQuota(work: Work, scope: Scope, said: Answer & { id: string }): Promise<void> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql<{ subjectId: string }>`select subject_id as "subjectId" from goals.quota
      where id = ${said.id} and subject_kind = 'person' and ended_at is null for share`.execute(tx)
    if (!rows[0]) throw notFound('quota', said.id)
    refuseAnswer('quota', { scope, personId: rows[0].subjectId, said })
    await sql`insert into goals.quota_answer (id, quota_id, answer, note, said_by, said_at)
      values (${newId()}, ${said.id}, ${said.answer}, ${said.note}, ${scope.personId}, ${now})`.execute(tx)
    await audit({
      command: 'goals.answer-quota',
      noun: 'quota',
      subjectId: said.id,
      summary: said.answer === 'accepted' ? 'Accepted a quota' : 'Disputed a quota',
      after: { answer: said.answer },
    })
    await emit('goals.quota.changed', { quotaId: said.id })
  })
}

/** Parts a person's quota at a day: the rest of the period and its share go to another person. */
export async function handOverQuota(
  work: Work,
  asked: { id: string; on: string; toPersonId: string },
): Promise<{ leavingMinor: number; comingMinor: number }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { quota, leaving, coming } = await partedAt(tx, { id: asked.id, on: asked.on, isHeld: true })
    const taker =
      await sql`select 1 from company.person where id = ${asked.toPersonId} and left_on is null and erased_at is null`.execute(
        tx,
      )
    if (taker.rows.length === 0 || asked.toPersonId === quota.personId)
      throw refusal(400, {
        code: 'unknown',
        message: 'The rest goes to another person who is there.',
        wayOut: 'Choose somebody else.',
      })
    await sql`update goals.quota set ended_at = ${now}, ended_by = ${actor.id} where id = ${quota.id}`.execute(tx)
    const part = (personId: string, startsOn: string, endsOn: string, minor: number) =>
      sql`insert into goals.quota (id, subject_kind, subject_id, starts_on, ends_on, amount_minor, currency, counts, set_by, recorded_at)
        values (${newId()}, 'person', ${personId}, ${startsOn}, ${endsOn}, ${minor}, ${quota.currency}, ${quota.counts}, ${actor.id}, ${now})
        on conflict do nothing returning id`.execute(tx)
    const parts = [
      await part(quota.personId, quota.startsOn, asked.on, leaving),
      await part(asked.toPersonId, asked.on, quota.endsOn, coming),
    ]
    if (parts.some(({ rows }) => rows.length === 0))
      throw refusal(409, {
        code: 'has-quota',
        message: 'One of the two has a quota for exactly these days already.',
        wayOut: 'Take that one away first.',
      })
    await audit({
      command: 'goals.hand-over-quota',
      noun: 'quota',
      subjectId: quota.id,
      summary: `Handed a quota over from ${asked.on} on`,
      before: { amountMinor: quota.amountMinor },
      after: { leaving, coming, toPersonId: asked.toPersonId },
    })
    await emit('goals.quota.changed', { quotaId: quota.id })
    return { leavingMinor: leaving, comingMinor: coming }
  })
}
