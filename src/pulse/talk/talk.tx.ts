import { createHash, randomInt, randomUUID } from 'node:crypto'
import { instantAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { threadOf } from './talk.sql.ts'

const HOUR = 1 / 24

/** The team replies to a comment whose writer can come back for it. */
export async function replyTo(
  work: Work,
  { commentId, body }: { commentId: string; body: string },
): Promise<{ place: number }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql<{ canReply: boolean }>`select reply_hash is not null as "canReply" from pulse.comment c
      join pulse.published p on p.round_id = c.round_id where c.id = ${commentId} for update of c`.execute(tx)
    if (!rows[0]) throw notFound('comment', commentId)
    if (!rows[0].canReply)
      throw refusal(409, {
        code: 'no-way-back',
        message: 'The writer of this comment keeps no code, so a reply would reach nobody.',
      })
    const place = await nextPlace(tx, commentId)
    await sql`insert into pulse.reply (id, comment_id, place, by_writer, author_id, said_at, body)
      values (${randomUUID()}, ${commentId}, ${place}, false, ${actor.id}, ${now}, ${body})`.execute(tx)
    await audit({ command: 'pulse.reply', noun: 'comment', subjectId: commentId, summary: 'Replied to a comment' })
    await emit('pulse.action.changed', {})
    return { place }
  })
}

/** The writer answers, still unknown: nobody is told who or when, and the team sees it a random 1 to 24 hours later. */
export async function answerBack(work: Work, { secret, body }: { secret: string; body: string }): Promise<void> {
  await transact(work, async ({ tx, now }) => {
    const thread = await threadOf(tx, hashOf(secret))
    if (!thread) throw unknownSecret()
    const shownFrom = instantAfter(now, HOUR * (1 + randomInt(0, 23_000) / 1000))
    await sql`insert into pulse.reply (id, comment_id, place, by_writer, body, shown_from)
      values (${randomUUID()}, ${thread.id}, ${await nextPlace(tx, thread.id)}, true, ${body}, ${shownFrom})`.execute(
      tx,
    )
  })
}

/** The digest under which a comment's talk is found. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** There is no comment with this code that was published. */
export function unknownSecret() {
  return refusal(404, {
    code: 'unknown-code',
    message: 'No published comment has this code.',
    wayOut: 'Comments are shown after the close, if enough people answered.',
  })
}

async function nextPlace(tx: Tx, commentId: string): Promise<number> {
  const { rows } = await sql<{
    place: number
  }>`select coalesce(max(place), 0) + 1 as place from pulse.reply where comment_id = ${commentId}`.execute(tx)
  return rows[0]!.place
}
