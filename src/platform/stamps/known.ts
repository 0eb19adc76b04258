import type { Db } from '../db/pool.ts'

/** Name of a stamp -> how many changes were committed below it. */
export type Stamps = Readonly<Record<string, number>>

/** Outside requests, which read the stamps themselves, they are read again after this long. */
const FRESH_MS = 200

const known = new WeakMap<Db, { stamps: Stamps; at: number }>()

/** Notes the stamps that a request or job has just read. A stamp never falls: of two readings under way the later one counts. */
export function noteStamps(db: Db, read: Stamps): void {
  const before = known.get(db)?.stamps ?? {}
  const names = new Set([...Object.keys(before), ...Object.keys(read)])
  const stamps = Object.fromEntries([...names].map((name) => [name, Math.max(before[name] ?? 0, read[name] ?? 0)]))
  known.set(db, { stamps, at: performance.now() })
}

/** The stamps last noted. */
export function stampsKnown(db: Db): Stamps {
  return known.get(db)?.stamps ?? {}
}

/** Whether the stamps noted are new enough to go by. */
export function isFresh(db: Db): boolean {
  const noted = known.get(db)
  return noted !== undefined && performance.now() - noted.at < FRESH_MS
}
