import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Key } from './notes.tx.ts'

/** A person's own wrapped key. */
export async function keyOf(db: Db, personId: string | null): Promise<Key | null> {
  const { rows } = await sql<Key>`select recipient, wrapped, recovery from "one-on-ones".key
    where person_id = ${personId} and replaced_at is null`.execute(db)
  return rows[0] ?? null
}
