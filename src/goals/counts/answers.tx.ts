import { parseDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { type Answer, refuseAnswer } from '../may-answer.ts'
import { parted } from './parted.ts'

/** Accepts or disputes one's own goal in a count. */
export async function answerCount(work: Work, scope: Scope, said: Answer & { id: string }): Promise<void> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { personId } = await ofPerson(tx, said.id)
    refuseAnswer('goal', { scope, personId, said })
    await sql`insert into goals.count_answer (id, count_quota_id, answer, note, said_by, said_at)
      values (${newId()}, ${said.id}, ${said.answer}, ${said.note}, ${scope.personId}, ${now})`.execute(tx)
    await audit({
      command: 'goals.answer-count',
      noun: 'quota',
      subjectId: said.id,
      summary: said.answer === 'accepted' ? 'Accepted a goal in a count' : 'Disputed a goal in a count',
      after: { answer: said.answer },
    })
    await emit('goals.quota.changed', { quotaId: said.id })
  })
}

/** Parts a person's goal in a count at a day: the rest of the period and its share of the target go to another person. */
export async function handOverCount(
  work: Work,
  asked: { id: string; on: string; toPersonId: string },
): Promise<{ leaving: string; coming: string }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const quota = await ofPerson(tx, asked.id)
    const { personId, metric, startsOn, endsOn, target } = quota
    if (asked.on <= startsOn || asked.on >= endsOn)
      throw refusal(400, {
        code: 'outside',
        message: `${asked.on} does not lie within the period from ${startsOn} until ${endsOn}.`,
        wayOut: 'Choose a day after its first and before its end.',
      })
    await refuseTaker(tx, { personId, toPersonId: asked.toPersonId })
    const [from, on, to] = [startsOn, asked.on, endsOn].map((day) => parseDay(day)!) as [number, number, number]
    const parts = parted(target, { days: to - from, before: on - from })
    await sql`update goals.count_quota set ended_at = ${now}, ended_by = ${actor.id} where id = ${asked.id}`.execute(tx)
    const { rows } =
      await sql`insert into goals.count_quota (id, subject_kind, subject_id, metric, starts_on, ends_on, target, set_by, recorded_at)
      values (${newId()}, 'person', ${personId}, ${metric}, ${startsOn}, ${asked.on}, ${parts.leaving}::numeric, ${actor.id}, ${now}),
        (${newId()}, 'person', ${asked.toPersonId}, ${metric}, ${asked.on}, ${endsOn}, ${parts.coming}::numeric, ${actor.id}, ${now})
      on conflict do nothing returning id`.execute(tx)
    if (rows.length < 2)
      throw refusal(409, {
        code: 'has-goal',
        message: `One of the two has a goal in ${metric} for exactly these days already.`,
        wayOut: 'Take that one away first.',
      })
    await audit({
      command: 'goals.hand-over-count',
      noun: 'quota',
      subjectId: asked.id,
      summary: `Handed a goal in ${metric} over from ${asked.on} on`,
      before: { target },
      after: { ...parts, toPersonId: asked.toPersonId },
    })
    await emit('goals.quota.changed', { quotaId: asked.id })
    return parts
  })
}

type OfPerson = { personId: string; metric: string; startsOn: string; endsOn: string; target: string }

/** A standing goal of a person, held until the transaction ends. */
async function ofPerson(tx: Tx, id: string): Promise<OfPerson> {
  const { rows } =
    await sql<OfPerson>`select subject_id as "personId", metric, starts_on as "startsOn", ends_on as "endsOn",
      trim_scale(target)::text as target
    from goals.count_quota where id = ${id} and subject_kind = 'person' and ended_at is null for update`.execute(tx)
  if (!rows[0]) throw notFound('goal in counts', id)
  return rows[0]
}

async function refuseTaker(tx: Tx, { personId, toPersonId }: { personId: string; toPersonId: string }): Promise<void> {
  const { rows } =
    await sql`select 1 from company.person where id = ${toPersonId} and left_on is null and erased_at is null`.execute(
      tx,
    )
  if (rows.length > 0 && toPersonId !== personId) return
  throw refusal(400, {
    code: 'unknown',
    message: 'The rest goes to another person who is there.',
    wayOut: 'Choose somebody else.',
  })
}
