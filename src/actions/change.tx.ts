import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { About, Reader } from '#platform/subjects/subject.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { actionById } from './actions.sql.ts'
import { addAction, type NewAction } from './add.tx.ts'
import { notify } from './inbox/notify.tx.ts'
import { partyOfActor, partyOfReader } from './parties.sql.ts'
import type { Action } from './schema.ts'
import { partiesWhoSee, seenThing } from './visible.sql.ts'

/** Adds an action about a thing that the reader sees, for somebody who sees it too. */
export async function addSeenAction(work: Work, reader: Reader, input: Omit<NewAction, 'cause'>): Promise<Action> {
  return transact(work, async (writing) => {
    const asked = { ...reader, db: writing.tx }
    if (input.about) await seenThing(asked, input.about)
    await mayOwn(work, asked, { ownerId: input.ownerId, about: input.about })
    const id = await addAction(writing, input)
    return (await actionById(asked, { id, today: await companyToday(writing.tx, new Date(writing.now)) }))!
  })
}

export type ActionChange = {
  title?: string | undefined
  ownerId?: string | null | undefined
  dueOn?: string | null | undefined
}

/** Changes the title, the owner or the day of an action; a new owner is told. */
export async function changeAction(
  work: Work,
  reader: Reader,
  { id, ...change }: ActionChange & { id: string },
): Promise<Action> {
  return onAction(work, reader, { id, command: 'change', does: 'Changed' }, async (writing, before) => {
    const ownerId = change.ownerId === undefined ? before.ownerId : change.ownerId
    const isNewOwner = ownerId !== before.ownerId
    if (isNewOwner) await mayOwn(work, { ...reader, db: writing.tx }, { ownerId, about: before.about })
    await sql`update actions.action set title = ${change.title ?? before.title}, owner_id = ${ownerId},
      due_on = ${change.dueOn === undefined ? before.dueOn : change.dueOn} where id = ${id}`.execute(writing.tx)
    const by = partyOfReader(reader.scope)
    if (isNewOwner && ownerId !== null) await notify(writing, { to: ownerId, kind: 'given', actionId: id, by })
  })
}

/** An action is done; who gave it is told. */
export async function finishSeenAction(work: Work, reader: Reader, id: string): Promise<Action> {
  return onAction(work, reader, { id, command: 'finish', does: 'Finished' }, (writing) => finish(writing, id))
}

/** Ends an open action inside the transaction of a domain that sees it done; who gave it is told. */
export async function finishAction(writing: Writing, id: string): Promise<void> {
  await finish(writing, id)
  await writing.audit({ command: 'actions.finish', noun: 'action', subjectId: id, summary: 'Finished an action' })
  await writing.emit('actions.action.changed', { actionId: id })
}

/** Opens an action again that was done or dropped. */
export async function reopenAction(work: Work, reader: Reader, id: string): Promise<Action> {
  return onAction(work, reader, { id, command: 'reopen', does: 'Reopened' }, async ({ tx }) => {
    await sql`update actions.action set done_at = null, done_by = null, dropped_at = null, dropped_by = null, cause = null
      where id = ${id}`.execute(tx)
  })
}

/** Drops an action that needs nobody any more. */
export async function dropAction(work: Work, reader: Reader, id: string): Promise<Action> {
  return onAction(work, reader, { id, command: 'drop', does: 'Dropped' }, async ({ tx, now }) => {
    await sql`update actions.action set dropped_at = ${now}, dropped_by = ${partyOfReader(reader.scope)}
      where id = ${id} and dropped_at is null`.execute(tx)
  })
}

async function finish(writing: Writing, id: string): Promise<void> {
  const by = await partyOfActor(writing.tx, writing.actor)
  const { rows } = await sql<{
    addedBy: string | null
  }>`update actions.action set done_at = ${writing.now}, done_by = ${by}
    where id = ${id} and done_at is null and dropped_at is null returning added_by as "addedBy"`.execute(writing.tx)
  const giver = rows[0]?.addedBy
  if (giver) await notify(writing, { to: giver, kind: 'done', actionId: id, by })
}

async function onAction(
  work: Work,
  reader: Reader,
  { id, command, does }: { id: string; command: string; does: string },
  change: (writing: Writing, before: Action) => Promise<void>,
): Promise<Action> {
  return transact(work, async (writing) => {
    const asked = { ...reader, db: writing.tx }
    const today = await companyToday(writing.tx, new Date(writing.now))
    await sql`select 1 from actions.action where id = ${id} for update`.execute(writing.tx)
    const before = await actionById(asked, { id, today })
    if (!before) throw notFound('action', id)
    await change(writing, before)
    // Given away, it may be out of the reader's sight: the reply then says what they did.
    const after = (await actionById(asked, { id, today })) ?? before
    await writing.audit({
      command: `actions.${command}`,
      noun: 'action',
      subjectId: id,
      summary: `${does} the action ${after.title}`,
      before: told(before),
      after: told(after),
    })
    const { about } = before
    await writing.emit('actions.action.changed', { actionId: id, ...(about && { noun: about.noun, id: about.id }) })
    return after
  })
}

async function mayOwn(
  work: Work,
  reader: Reader,
  { ownerId, about }: { ownerId: string | null; about: About | null },
): Promise<void> {
  if (ownerId !== null) await partiesWhoSee({ workspace: work.workspace, reader }, { ids: [ownerId], about })
}

function told({ title, ownerId, dueOn, state }: Action) {
  return { title, ownerId, dueOn, state }
}
