import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import type { About } from '#platform/subjects/subject.ts'
import type { Writing } from '#platform/transaction.ts'
import { notify } from './inbox/notify.tx.ts'
import { partyOfActor } from './parties.sql.ts'

export type NewAction = {
  title: string
  /** A person, or a login without one; null for nobody yet. */
  ownerId: string | null
  dueOn: string | null
  about: About | null
  /** What a check or a rule calls it: while an action of the same cause is open, no second one is added. */
  cause?: string
}

/**
 * Adds an action inside the transaction of whoever needs it, and gives its id; its owner is told. That the owner may see
 * what it is about is the caller's word.
 */
export async function addAction(writing: Writing, { title, ownerId, dueOn, about, cause }: NewAction): Promise<string> {
  const { tx, now, actor, audit, emit } = writing
  const by = await partyOfActor(tx, actor)
  const id = newId()
  const { rows } = await sql<{ id: string }>`
    insert into actions.action (id, title, noun, subject_id, owner_id, due_on, added_by, added_at, cause)
    values (${id}, ${title}, ${about?.noun ?? null}, ${about?.id ?? null}, ${ownerId}, ${dueOn}, ${by}, ${now}, ${cause ?? null})
    on conflict (cause) where done_at is null and dropped_at is null do update set cause = excluded.cause
    returning id`.execute(tx)
  const kept = rows[0]!.id
  if (kept !== id) return kept
  if (ownerId !== null) await notify(writing, { to: ownerId, kind: 'given', actionId: id, by })
  await audit({
    command: 'actions.add',
    noun: 'action',
    subjectId: id,
    summary: `Added the action ${title}`,
    after: { title, ownerId, dueOn, about, cause },
  })
  await emit('actions.action.added', { actionId: id, ...(about && { noun: about.noun, id: about.id }) })
  return id
}
