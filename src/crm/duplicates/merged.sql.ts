import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { MergedNoun } from './candidates.ts'

/** Into what something was merged; null where it stands by itself or is not there. */
export async function mergedInto(
  db: Db | Tx,
  { noun, id }: { noun: MergedNoun; id: string },
): Promise<{ id: string; name: string } | null> {
  const table = sql.table(`crm.${noun}`)
  const { rows } = await sql<{ id: string; name: string }>`select winner.id, winner.name from ${table} loser
    join ${table} winner on winner.id = loser.merged_into where loser.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Refuses an account that was merged into another: what comes is of that one. */
export async function refuseMergedAccount(db: Db | Tx, id: string | null | undefined): Promise<void> {
  const into = id ? await mergedInto(db, { noun: 'account', id }) : null
  if (!into) return
  throw refusal(409, {
    code: 'merged',
    message: `That account was merged into ${into.name}.`,
    wayOut: `Choose ${into.name} (${into.id}), or take the merge back.`,
  })
}
