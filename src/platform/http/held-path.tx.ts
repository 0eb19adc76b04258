import { sql } from 'kysely'
import type { Db, Tx } from '../db/pool.ts'

/**
 * Does something while no other process changes what is read at the same path: between comparing and changing nobody else
 * changes it, on terms or without. Holds one connection; the caller sees to it that only one is held at a time.
 */
export function holdingPath<Result>(db: Db, path: string, go: () => Promise<Result>): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('http.path'), hashtext(${path}))`.execute(tx)
    return go()
  })
}

/**
 * Waits, before a change without terms does anything, for those who compare what is read at these paths, and makes them wait
 * until it is done. Changes without terms do not wait for each other here.
 */
export async function passPaths(tx: Tx, paths: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtext('http.path'), hashtext(path)) from unnest(${[...paths].sort()}::text[]) path`.execute(
    tx,
  )
}
