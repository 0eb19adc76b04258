import { sql } from 'kysely'
import { transact, type Work } from '#platform/transaction.ts'

/** Marks some of somebody's inbox, or all of it, as read or as unread, and gives what it marked. */
export async function markRead(
  work: Work,
  { me, ids, read }: { me: string; ids: readonly string[] | undefined; read: boolean },
): Promise<string[]> {
  return transact(work, async ({ tx, now, emit }) => {
    const { rows } = await sql<{ id: string }>`update actions.notice set read_at = ${read ? now : null}
      where to_id = ${me} and (read_at is null) = ${read}
        and (${ids === undefined} or id = any(${[...(ids ?? [])]}::uuid[])) returning id`.execute(tx)
    await emit('actions.notice.read', { to: me })
    return rows.map(({ id }) => id)
  })
}
