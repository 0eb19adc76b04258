import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Stamps } from './known.ts'

/** All stamps as one column, for queries that read them beside something else. */
export const stampsColumn = sql<Stamps>`(select coalesce(jsonb_object_agg(name, changes), '{}') from platform.stamp)`

/** The stamps as they are now. */
export async function readStamps(db: Db): Promise<Stamps> {
  const { rows } = await sql<{ stamps: Stamps }>`select ${stampsColumn} as stamps`.execute(db)
  return rows[0]?.stamps ?? {}
}
