import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** The holidays, by day. */
export async function holidayList(db: Db): Promise<{ day: string; name: string }[]> {
  const { rows } = await sql<{ day: string; name: string }>`select day, name from sop.holiday order by day`.execute(db)
  return rows
}
