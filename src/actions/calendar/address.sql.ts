import { sql } from 'kysely'
import { CALENDAR } from '#platform/auth/session.ts'
import type { Db, Tx } from '#platform/db/pool.ts'

/** The address of somebody's calendar that works; null where there is none. */
export async function addressOf(
  db: Db | Tx,
  userId: string,
): Promise<{ id: string; madeAt: string; usedAt: string | null } | null> {
  const { rows } = await sql<{ id: string; madeAt: string; usedAt: string | null }>`
    select id, created_at as "madeAt", last_used_at as "usedAt" from platform.token
    where user_id = ${userId} and ${CALENDAR} = any(scopes) and revoked_at is null
    order by created_at desc limit 1`.execute(db)
  return rows[0] ?? null
}
