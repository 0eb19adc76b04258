import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { readSetting } from '../settings/settings.sql.ts'
import type { Session } from './contract.ts'
import { isOver, overAt, type SessionLimits, usualLimits } from './limits.ts'

/** How long sessions of this workspace live. */
export async function sessionLimits(db: Db): Promise<SessionLimits> {
  return (await readSetting<SessionLimits>(db, 'auth.limits')) ?? usualLimits
}

/** The sessions of a user that are not over, last used first. */
export async function sessionsOf(
  db: Db,
  { userId, current, now }: { userId: string; current: string | null; now: Date },
): Promise<Session[]> {
  const limits = await sessionLimits(db)
  const { rows } = await sql<Omit<Session, 'overAt' | 'isThis'> & { expiresAt: string }>`
    select id, "createdAt", "updatedAt" as "seenAt", "expiresAt", "ipAddress" as address, "userAgent" as agent
    from auth.session where "userId" = ${userId} order by "updatedAt" desc, id`.execute(db)
  return rows
    .filter((row) => !isOver(row, { limits, now }))
    .map(({ expiresAt, ...row }) => ({
      ...row,
      overAt: overAt({ ...row, expiresAt }, limits),
      isThis: row.id === current,
    }))
}
