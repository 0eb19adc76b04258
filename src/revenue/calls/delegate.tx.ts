import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'

type NewDelegate = { personId: string; delegateId: string; startsOn: string; endsOn: string | null }

/** Lets somebody call for a person whom one speaks for, or whose calls one sees. */
export async function addDelegate(work: Work, scope: Scope, input: NewDelegate): Promise<{ id: string }> {
  const { personId, delegateId, startsOn, endsOn } = input
  const isMine = scope.personId === personId || scope.sees.calls === 'all' || scope.sees.calls.includes(personId)
  if (!isMine) throw notFound('person', personId)
  if (personId === delegateId || (endsOn !== null && endsOn <= startsOn)) {
    throw refusal(400, {
      code: 'invalid',
      message:
        personId === delegateId
          ? 'Nobody delegates to themselves.'
          : `The delegation ends on ${endsOn}, before it begins.`,
      wayOut: 'Choose somebody else, and an end after the beginning.',
    })
  }
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql<{ id: string; name: string }>`select id, name from company.person
      where id = any(${[personId, delegateId]}::uuid[]) and erased_at is null`.execute(tx)
    const nameOf = (id: string) => rows.find((row) => row.id === id)?.name
    for (const wanted of [personId, delegateId]) if (!nameOf(wanted)) throw notFound('person', wanted)
    const id = newId()
    await sql`insert into revenue.delegate (id, person_id, delegate_id, starts_on, ends_on, recorded_at, recorded_by)
      values (${id}, ${personId}, ${delegateId}, ${startsOn}, ${endsOn}, ${now}, ${actor.id})`.execute(tx)
    const summary = `${nameOf(delegateId)} may call for ${nameOf(personId)} from ${startsOn}`
    await audit({ command: 'revenue.delegate', noun: 'call', subjectId: id, summary, after: input })
    await emit('revenue.delegate.changed', { personId })
    return { id }
  })
}
