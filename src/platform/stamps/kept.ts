import type { Db, Tx } from '../db/pool.ts'
import { noteReads } from '../db/reads/noted.ts'
import { isFresh, noteStamps, stampsKnown } from './known.ts'
import { readStamps } from './stamps.sql.ts'

/**
 * Reads something once and keeps it until the tables behind its stamp change. Inside a transaction it is read anew, so that
 * a writer sees what it wrote.
 */
export function kept<Value>(stamp: string, read: (db: Db | Tx) => Promise<Value>): (db: Db | Tx) => Promise<Value> {
  const values = new WeakMap<Db, { changes: number; value: Promise<Value> }>()
  return async (db) => {
    if (db.isTransaction) return read(db)
    noteReads(['platform.stamp']) // somebody else may have read the tables
    if (!isFresh(db)) noteStamps(db, await readStamps(db))
    const changes = stampsKnown(db)[stamp] ?? 0
    const found = values.get(db)
    if (found?.changes === changes) return found.value
    const value = read(db)
    values.set(db, { changes, value })
    value.catch(() => values.delete(db))
    return value
  }
}
