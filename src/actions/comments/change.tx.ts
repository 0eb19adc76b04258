import { sql } from 'kysely'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import type { About, Reader } from '#platform/subjects/subject.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { notify } from '../inbox/notify.tx.ts'
import { mentionedIn } from '../mentions.ts'
import { partyOfReader } from '../parties.sql.ts'
import type { Comment } from '../schema.ts'
import { partiesWhoSee, seenThing } from '../visible.sql.ts'
import { commentById } from './comments.sql.ts'

/** Comments on a thing that the reader sees, and tells those who are mentioned, who must see it too. */
export async function addComment(
  work: Work,
  reader: Reader,
  { text, ...about }: About & { text: string },
): Promise<Comment> {
  return transact(work, async (writing) => {
    const asked = { ...reader, db: writing.tx }
    const { title } = await seenThing(asked, about)
    const me = partyOfReader(reader.scope)
    const mentioned = await mentionedParties(work, asked, { text, about })
    const id = newId()
    await sql`insert into actions.comment (id, noun, subject_id, text, said_by, said_at)
      values (${id}, ${about.noun}, ${about.id}, ${text}, ${me}, ${writing.now})`.execute(writing.tx)
    for (const to of mentioned) await notify(writing, { to, kind: 'mention', commentId: id, by: me })
    // The audit tells that it was said, not what: words can be withdrawn, the audit cannot.
    await writing.audit({
      command: 'actions.comment',
      noun: about.noun,
      subjectId: about.id,
      summary: `Commented on the ${about.noun} ${title}`,
    })
    await writing.emit('actions.comment.added', { commentId: id, ...about })
    return (await commentById(writing.tx, { id, me }))!
  })
}

/** Changes the words of a comment of one's own; who is mentioned for the first time is told. */
export async function editComment(
  work: Work,
  reader: Reader,
  { id, text }: { id: string; text: string },
): Promise<Comment> {
  return changeOwn(work, reader, { id, command: 'edit', does: 'Edited' }, async (writing, comment) => {
    const about = { noun: comment.noun, id: comment.subjectId }
    const mentioned = await mentionedParties(work, { ...reader, db: writing.tx }, { text, about })
    await sql`update actions.comment set text = ${text}, edited_at = ${writing.now} where id = ${id}`.execute(
      writing.tx,
    )
    for (const to of mentioned) await notify(writing, { to, kind: 'mention', commentId: id, by: comment.saidById })
  })
}

/** Withdraws a comment of one's own: it is shown nowhere any more, and what told of it is gone with it. */
export async function withdrawComment(work: Work, reader: Reader, id: string): Promise<Comment> {
  return changeOwn(work, reader, { id, command: 'withdraw', does: 'Withdrew' }, async ({ tx, now }) => {
    await sql`update actions.comment set withdrawn_at = ${now} where id = ${id} and withdrawn_at is null`.execute(tx)
  })
}

/** Restores a comment that one withdrew. */
export async function restoreComment(work: Work, reader: Reader, id: string): Promise<Comment> {
  return changeOwn(work, reader, { id, command: 'restore', does: 'Restored' }, async ({ tx }) => {
    await sql`update actions.comment set withdrawn_at = null where id = ${id}`.execute(tx)
  })
}

type Change = { id: string; command: 'edit' | 'withdraw' | 'restore'; does: string }

async function changeOwn(
  work: Work,
  reader: Reader,
  { id, command, does }: Change,
  change: (writing: Writing, comment: Comment) => Promise<void>,
): Promise<Comment> {
  return transact(work, async (writing) => {
    const me = partyOfReader(reader.scope)
    const comment = await commentById(writing.tx, { id, me })
    if (!comment || (comment.withdrawnAt !== null && !comment.isMine)) throw notFound('comment', id)
    const about = { noun: comment.noun, id: comment.subjectId }
    const { title } = await seenThing({ ...reader, db: writing.tx }, about)
    if (!comment.isMine) {
      throw refusal(403, {
        code: 'not-yours',
        message: `This comment was written by ${comment.saidBy}; only they can change it.`,
        wayOut: 'Answer with a comment of your own.',
      })
    }
    await change(writing, comment)
    await writing.audit({
      command: `actions.${command}-comment`,
      noun: about.noun,
      subjectId: about.id,
      summary: `${does} a comment on the ${about.noun} ${title}`,
    })
    await writing.emit('actions.comment.changed', { commentId: id, ...about })
    return (await commentById(writing.tx, { id, me }))!
  })
}

/** Whom a text mentions, but for its author. */
async function mentionedParties(
  work: Work,
  reader: Reader,
  { text, about }: { text: string; about: About },
): Promise<string[]> {
  const ids = mentionedIn(text)
  await partiesWhoSee({ workspace: work.workspace, reader }, { ids, about })
  return ids
}
