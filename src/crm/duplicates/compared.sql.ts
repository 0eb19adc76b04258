import type { Scope } from '#platform/auth/scope.ts'
import type { Workspace } from '#platform/workspace.ts'
import { candidates, type MergedNoun, type Pair, weighedAgain } from './candidates.ts'
import { comparables, countComparables, type Listed, stampOf } from './comparables.sql.ts'
import { keptComparison } from './comparisons.sql.ts'
import { compareJob } from './jobs.ts'

export type Compared = {
  pairs: Pair[]
  rows: Listed[]
  compared: number
  /** When the rows were compared; null before the first time. */
  asOf: string | null
  /** How much of a newer comparison is done; null where the pairs are those of now. */
  comparing: number | null
}

/** So many rows are compared while the reader waits: a tenth of a second. */
const AT_ONCE = 1000

/**
 * The pairs of a noun, as far as the reader sees both sides. Few rows are compared at once. Many are compared by a job, which
 * is asked for when the rows say something else than they did; until it is done the reader has what was found before.
 */
export async function compared(workspace: Workspace, scope: Scope, noun: MergedNoun): Promise<Compared> {
  const { db, clock, jobs } = workspace
  const now = await stampOf(db, noun)
  if (now.rows <= AT_ONCE) {
    const rows = await comparables(db, scope, noun)
    const asOf = clock().toISOString()
    return { pairs: candidates(noun, rows), rows, compared: rows.length, asOf, comparing: null }
  }
  const kept = await keptComparison(db, noun)
  const isCurrent = kept.stamp === now.stamp
  if (!isCurrent && kept.share === null) await jobs.send(compareJob[noun], {})
  const ids = [...new Set(kept.pairs.flatMap(({ a, b }) => [a, b]))]
  const rows = await comparables(db, scope, noun, ids)
  return {
    pairs: weighedAgain(noun, rows, kept.pairs),
    rows,
    compared: await countComparables(db, scope, noun),
    asOf: kept.asOf,
    comparing: isCurrent ? null : (kept.share ?? 0),
  }
}
