import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/**
 * Does something while no other process does anything with the same path under a condition: between comparing and changing
 * nobody else changes it on the same terms. Holds one connection; the caller sees to it that only one is held at a time.
 */
export function holdingPath<Result>(db: Db, path: string, go: () => Promise<Result>): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('http.path'), hashtext(${path}))`.execute(tx)
    return go()
  })
}
