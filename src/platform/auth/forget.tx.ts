import { instantAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { sessionLimits } from './sessions.sql.ts'

/** Deletes sessions that are over: they let nobody in, and would only tell when and where from somebody worked. */
export async function forgetSessions(db: Db, now: string): Promise<number> {
  const { idleHours, absoluteDays } = await sessionLimits(db)
  const { rows } = await sql`delete from auth.session
    where "expiresAt" <= ${now} or "createdAt" <= ${instantAfter(now, -absoluteDays)}
      or "updatedAt" <= ${instantAfter(now, -idleHours / 24)}
    returning id`.execute(db)
  return rows.length
}
