import type { RawBuilder } from 'kysely'
import { type Asking, type Behind, type Measured, shareOf } from './measured.ts'

/** One row: what counts for the check, of how many, and what it counted against. */
export type Counted = { hits: number; n: number; rows: Behind[] | null }

/** One query that counts, and lists what it counted against. */
export async function counted({ db }: Asking, query: RawBuilder<Counted>, none: string): Promise<Measured> {
  const { rows } = await query.execute(db)
  const { hits, n, rows: behind } = rows[0]!
  return shareOf({ hits: Number(hits), n: Number(n), none, rows: behind ?? [] })
}
