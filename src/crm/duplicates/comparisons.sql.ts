import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { MergedNoun } from './candidates.ts'

/** What was found when a noun was compared last; `share` tells how much of a newer comparison is done. */
export type Comparison = {
  stamp: string | null
  asOf: string | null
  compared: number
  /** The ids of what was found; what speaks for a pair is told from what its rows say now. */
  pairs: { a: string; b: string }[]
  share: number | null
}

/** What is kept of comparing a noun; nothing before it was compared for the first time. */
export async function keptComparison(db: Db, noun: MergedNoun): Promise<Comparison> {
  const { rows } =
    await sql<Comparison>`select stamp, as_of as "asOf", compared, pairs, share from crm.comparison where noun = ${noun}`.execute(
      db,
    )
  return rows[0] ?? { stamp: null, asOf: null, compared: 0, pairs: [], share: null }
}
