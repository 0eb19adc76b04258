import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import { lockAfter } from '../limits.ts'

/**
 * Counts a try before the password is looked at, so that many at once are all counted. Answers until when the account is
 * locked, if it is; a locked account counts no further.
 */
export async function countTry(db: Db, { key, now }: { key: string; now: Date }): Promise<string | null> {
  const since = new Date(now.getTime() - lockAfter.withinMinutes * 60_000).toISOString()
  const until = new Date(now.getTime() + lockAfter.lockedMinutes * 60_000).toISOString()
  const { rows } = await sql<{ failures: number; lockedUntil: string | null }>`
    insert into platform.failed_sign_in as failed (key, failures, last_at) values (${key}, 1, ${now.toISOString()})
    on conflict (key) do update set
      failures = case when failed.locked_until > ${now.toISOString()} then failed.failures
        when failed.locked_until is not null or failed.last_at < ${since} then 1 else failed.failures + 1 end,
      locked_until = case when failed.locked_until > ${now.toISOString()} then failed.locked_until
        when failed.locked_until is not null or failed.last_at < ${since} then null
        when failed.failures >= ${lockAfter.failures} then ${until}::timestamptz end,
      last_at = ${now.toISOString()}
    returning failures, locked_until as "lockedUntil"`.execute(db)
  return rows[0]?.lockedUntil ?? null
}

/** Forgets failures: the right password came, or somebody entitled set a new one. */
export async function forgetFailures(db: Db | Tx, key: string): Promise<void> {
  await sql`delete from platform.failed_sign_in where key = ${key}`.execute(db)
}
