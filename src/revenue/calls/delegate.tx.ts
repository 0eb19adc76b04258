import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { placeOf } from './period.sql.ts'

type NewDelegate = { personId: string; delegateId: string; startsOn: string; endsOn: string | null }

/** Lets somebody call for a person whom one speaks for, or whose calls one sees. */
export async function addDelegate(work: Work, scope: Scope, input: NewDelegate): Promise<{ id: string }> {
  const { personId, delegateId, startsOn, endsOn } = input
  if (!speaksFor(scope, personId)) throw notFound('person', personId)
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

/** Ends a delegation today; one that has not begun, or began today, is taken away. */
export async function endDelegate(work: Work, scope: Scope, id: string): Promise<{ id: string }> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { today } = await placeOf(tx, { grain: 'quarter' }, new Date(now))
    const { rows } = await sql<{ personId: string; personName: string; delegateName: string; startsOn: string }>`
      select held.person_id as "personId", person.name as "personName", delegate.name as "delegateName",
        held.starts_on as "startsOn"
      from revenue.delegate held join company.person person on person.id = held.person_id
        join company.person delegate on delegate.id = held.delegate_id
      where held.id = ${id} and (held.ends_on is null or held.ends_on > ${today}) for update of held`.execute(tx)
    const [held] = rows
    if (!held || !speaksFor(scope, held.personId)) throw notFound('delegation', id)
    const { personId, personName, delegateName, startsOn } = held
    if (startsOn < today) await sql`update revenue.delegate set ends_on = ${today} where id = ${id}`.execute(tx)
    else await sql`delete from revenue.delegate where id = ${id}`.execute(tx)
    const summary = `${delegateName} no longer calls for ${personName}`
    await audit({ command: 'revenue.end-delegate', noun: 'call', subjectId: id, summary, before: held })
    await emit('revenue.delegate.changed', { personId })
    return { id }
  })
}

function speaksFor({ personId, sees }: Scope, of: string): boolean {
  return personId === of || sees.calls === 'all' || sees.calls.includes(of)
}
