import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import type { Writing } from '#platform/transaction.ts'

type News = { to: string; by: string | null } & (
  | { kind: 'mention'; commentId: string }
  | { kind: 'given' | 'done'; actionId: string }
)

/** Tells somebody of a mention or an action, once for each mention; nobody is told of what they did themselves. */
export async function notify({ tx, now, emit }: Writing, news: News): Promise<void> {
  if (news.to === news.by) return
  const commentId = news.kind === 'mention' ? news.commentId : null
  const actionId = news.kind === 'mention' ? null : news.actionId
  await sql`insert into actions.notice (id, to_id, kind, comment_id, action_id, by_id, at)
    values (${newId()}, ${news.to}, ${news.kind}, ${commentId}, ${actionId}, ${news.by}, ${now})
    on conflict (comment_id, to_id) where kind = 'mention' do nothing`.execute(tx)
  await emit('actions.notice.sent', { to: news.to })
}
