import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { changedSince, tableFinder } from '#platform/db/reads/changes.sql.ts'
import { noteReads, readsOf } from '#platform/db/reads/noted.ts'
import type { Asking, Measures } from './measured.ts'

/** Measures with the tables they were read from, and PostgreSQL's word for what was committed then. */
type Kept = { measures: Measures; tables: readonly string[]; state: string; heldAt: number }
type Book = { tablesOf: ReturnType<typeof tableFinder>; kept: Map<string, Kept> }

/** Changes of tables are noted for an hour at least; what was not held against them for half of it is measured anew. */
const HOLDS_MS = 30 * 60_000

/** Seven days of nine groups, for the trend of a check and today, for two who see different rows. */
const MOST = 128

const books = new WeakMap<Db, Book>()

/**
 * Measures a group of checks, or gives what was measured before for the same day and to the same eyes, as long as no table it
 * was read from has changed since. What cannot tell its tables is measured each time.
 */
export async function measuredOrKept(
  group: string,
  asking: Asking,
  measure: (asking: Asking) => Promise<Measures>,
): Promise<Measures> {
  const { db, scope, now, asOf } = asking
  const book = bookOf(db)
  const question = [group, asOf, now.toISOString().slice(0, 10), JSON.stringify(scope.sees)].join('\n')
  const before = book.kept.get(question)
  if (before && (await holds(db, before, now))) {
    noteReads(before.tables)
    return before.measures
  }
  book.kept.delete(question)
  const { rows } = await sql<{ state: string }>`select pg_current_snapshot()::text as state`.execute(db)
  const { result: measures, reads } = await readsOf(() => measure(asking))
  const tables = await book.tablesOf(reads)
  if (tables) book.kept.set(question, { measures, tables, state: rows[0]!.state, heldAt: now.getTime() })
  for (const oldest of book.kept.keys()) {
    if (book.kept.size <= MOST) break
    book.kept.delete(oldest)
  }
  return measures
}

async function holds(db: Db, kept: Kept, now: Date): Promise<boolean> {
  const age = now.getTime() - kept.heldAt
  if (age < 0 || age > HOLDS_MS) return false
  const { changed, state } = await changedSince(db, kept)
  if (!changed) Object.assign(kept, { state, heldAt: now.getTime() })
  return !changed
}

function bookOf(db: Db): Book {
  const found = books.get(db) ?? { tablesOf: tableFinder(db), kept: new Map() }
  books.set(db, found)
  return found
}
