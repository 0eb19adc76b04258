import { sql } from 'kysely'
import { fullScope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Workspace } from '#platform/workspace.ts'
import type { MergedNoun, Pair } from './candidates.ts'
import { comparables, stampOf } from './comparables.sql.ts'
import { comparedInThread } from './compare.io.ts'

/** How often a comparison under way says how much of it is done. */
const TELL_MS = 1000

/**
 * Compares all rows of a noun with each other and keeps what was found. Nothing where the rows say what they said when they
 * were compared last.
 */
export async function compareAnew(workspace: Workspace, noun: MergedNoun, signal: AbortSignal): Promise<void> {
  const { db, clock } = workspace
  const { stamp } = await stampOf(db, noun)
  const { rows: known } = await sql<{
    stamp: string | null
  }>`select stamp from crm.comparison where noun = ${noun}`.execute(db)
  if (known[0]?.stamp === stamp) return
  const asOf = clock().toISOString()
  const rows = await comparables(db, fullScope, noun)
  const note = notes(db, noun)
  note(0)
  try {
    const pairs = await comparedInThread({ noun, rows, signal, tell: note })
    await note.done()
    await keep(db, { noun, stamp, asOf, compared: rows.length, pairs })
  } catch (error) {
    await note.done()
    await sql`update crm.comparison set share = null where noun = ${noun}`.execute(db)
    throw error
  }
}

/** Writes shares one after the other, at most one a second. */
function notes(db: Db, noun: MergedNoun) {
  let writing: Promise<unknown> = Promise.resolve()
  let told = Number.NEGATIVE_INFINITY
  const note = (share: number) => {
    const now = performance.now()
    if (now - told < TELL_MS) return
    told = now
    writing = writing.then(() =>
      sql`insert into crm.comparison (noun, share) values (${noun}, ${share})
        on conflict (noun) do update set share = excluded.share`.execute(db),
    )
  }
  return Object.assign(note, { done: () => writing })
}

async function keep(
  db: Db,
  found: { noun: MergedNoun; stamp: string; asOf: string; compared: number; pairs: readonly Pair[] },
): Promise<void> {
  const { noun, stamp, asOf, compared, pairs } = found
  await sql`insert into crm.comparison (noun, stamp, as_of, compared, pairs, share)
    values (${noun}, ${stamp}, ${asOf}, ${compared}, ${JSON.stringify(pairs.map(({ a, b }) => ({ a, b })))}, null)
    on conflict (noun) do update set stamp = excluded.stamp, as_of = excluded.as_of, compared = excluded.compared,
      pairs = excluded.pairs, share = null`.execute(db)
}
