import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { finishReminder } from '../review/remind.tx.ts'
import type { Call, Covers, Voice } from '../schema.ts'
import { callById, callsAbout } from './calls.sql.ts'
import { callsInForce } from './calls-in-force.ts'
import { isDelegate } from './delegates.sql.ts'
import { keepLate } from './late.tx.ts'
import { lockOf } from './locks.sql.ts'
import { type Asked, type Place, placeOf } from './period.sql.ts'

type NewCall = Asked & {
  personId: string
  covers: Covers
  commitMinor: number
  bestMinor: number | null
  note: string
  replaces: string | null
}

/** Writes a call. Refused after the lock, over somebody else's newer call, and for people whose calls one may not make. */
export async function makeCall(work: Work, scope: Scope, input: NewCall): Promise<Call> {
  return transact(work, async (writing) => {
    const { tx, now, actor, audit, emit } = writing
    const place = await placeOf(tx, input, new Date(now))
    await sql`select pg_advisory_xact_lock(hashtext('revenue.call'), hashtext(${input.personId}))`.execute(tx)
    const name = await nameOf(tx, input.personId)
    const voice = await voiceOf(tx, scope, { ...input, day: place.today })
    await refuseLocked(tx, place, (after) => keepLate(after, { ...input, voice, place, reason: 'after the lock' }))
    await refuseRunningOver(tx, { ...input, voice, place, now }, (after) =>
      keepLate(after, { ...input, voice, place, reason: 'called meanwhile' }),
    )
    const id = newId()
    await sql`insert into revenue.call (id, person_id, covers, voice, starts_on, ends_on, commit_minor, best_minor, currency,
        note, said_by, said_at)
      values (${id}, ${input.personId}, ${input.covers}, ${voice}, ${place.period.from}, ${place.period.to},
        ${input.commitMinor}, ${input.bestMinor}, ${place.currency}, ${input.note}, ${actor.id}, ${now})`.execute(tx)
    const call = (await callById(tx, id))!
    await audit({
      command: voice === 'manager' ? 'revenue.adjust-call' : 'revenue.call',
      noun: 'call',
      subjectId: id,
      summary: `${voice === 'manager' ? 'Adjusted the call of' : 'Called for'} ${name}, ${place.period.label}`,
      after: call,
    })
    if (voice === 'self') await finishReminder(writing, { personId: input.personId, period: place.period })
    await emit('revenue.call.made', { callId: id, personId: input.personId })
    return call
  })
}

/** Withdraws a call of one's own; what stood before stands again. */
export async function withdrawCall(work: Work, scope: Scope, id: string): Promise<Call> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const call = await callById(tx, id)
    const isSeen = call && (scope.sees.calls === 'all' || scope.sees.calls.includes(call.personId))
    if (!isSeen || call.withdrawnAt !== null) throw notFound('call', id)
    if (call.saidById !== actor.id) {
      throw refusal(403, {
        code: 'not-yours',
        message: `This call was made by ${call.saidBy ?? 'somebody else'}; only they can withdraw it.`,
        wayOut: 'Make an adjustment instead; the record keeps both.',
      })
    }
    await refuseLocked(tx, { period: { from: call.startsOn, to: call.endsOn, label: `${call.startsOn} …` } })
    await sql`update revenue.call set withdrawn_at = ${now}, withdrawn_by = ${actor.id} where id = ${id}`.execute(tx)
    await audit({
      command: 'revenue.withdraw-call',
      noun: 'call',
      subjectId: id,
      summary: `Withdrew a call for ${call.personName}`,
      before: call,
    })
    await emit('revenue.call.withdrawn', { callId: id, personId: call.personId })
    return (await callById(tx, id))!
  })
}

async function nameOf(tx: Tx, personId: string): Promise<string> {
  const { rows } = await sql<{
    name: string
  }>`select name from company.person where id = ${personId} and erased_at is null`.execute(tx)
  if (!rows[0]) throw notFound('person', personId)
  return rows[0].name
}

/** One speaks for oneself and for those who delegated; of those below one adjusts. */
async function voiceOf(tx: Tx, scope: Scope, asked: { personId: string; day: string }): Promise<Voice> {
  if (scope.personId === asked.personId) return 'self'
  if (await isDelegate(tx, { personId: asked.personId, delegateId: scope.personId, day: asked.day })) return 'self'
  if (scope.sees.calls === 'all' || scope.sees.calls.includes(asked.personId)) return 'manager'
  throw notFound('person', asked.personId)
}

async function refuseLocked(
  tx: Tx,
  { period }: { period: { from: string; to: string; label: string } },
  keep?: (writing: Writing) => Promise<void>,
): Promise<void> {
  const lock = await lockOf(tx, period)
  if (!lock) return
  const problem = {
    code: 'locked',
    message: `${period.label} was locked${lock.lockedBy ? ` by ${lock.lockedBy}` : ''}; no further call is taken.`,
    wayOut: `Ask sales operations to open the period again.${keep ? ' What you wanted to call stands in the data quality of Revenue.' : ''}`,
  }
  throw refusal(409, problem, keep)
}

async function refuseRunningOver(
  tx: Tx,
  given: { personId: string; covers: Covers; voice: Voice; replaces: string | null; place: Place; now: string },
  keep: (writing: Writing) => Promise<void>,
): Promise<void> {
  const { personId, covers, voice, replaces, place, now } = given
  const calls = await callsAbout(tx, { from: place.period.from, to: place.period.to, personId })
  const inForce = callsInForce(calls, now).get(personId)
  const seen = inForce?.[voice === 'manager' ? 'adjustment' : covers] ?? null
  if ((seen?.id ?? null) === replaces) return
  const problem = {
    code: 'changed-since',
    message: seen
      ? `${seen.saidBy ?? 'Somebody'} has called meanwhile; that call was not run over.`
      : 'The call that you saw was withdrawn meanwhile.',
    wayOut: 'Look at the newer call, then make yours again.',
  }
  throw refusal(409, problem, keep)
}
