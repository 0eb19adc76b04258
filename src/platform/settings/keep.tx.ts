import { sql } from 'kysely'
import type { Db, Tx } from '../db/pool.ts'

/** Keeps a setting unless one is there already: the first to come decides. */
export async function keepFirst(db: Db | Tx, { key, value }: { key: string; value: unknown }): Promise<void> {
  await sql`insert into platform.setting (key, value) values (${key}, ${JSON.stringify(value)}) on conflict do nothing`.execute(
    db,
  )
}
