import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** The sources that may send signed events. */
export async function openSources(db: Db): Promise<{ id: string; name: string; createdAt: string }[]> {
  const { rows } = await sql<{ id: string; name: string; createdAt: string }>`
    select id, name, created_at as "createdAt" from crm.event_source where ended_at is null order by lower(name)`.execute(
    db,
  )
  return rows
}
