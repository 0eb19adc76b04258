import { sql } from 'kysely'
import { transact, type Work } from '#platform/transaction.ts'
import type { ChosenField } from '../schema.ts'

/** Notes with which of the chosen fields rows are read from now on; objects that were read without one forget how far they were. */
export async function keepReadWith(
  work: Work,
  { connectionId, fields, anew }: { connectionId: string; fields: readonly ChosenField[]; anew: ReadonlySet<string> },
): Promise<void> {
  await transact(work, async ({ tx }) => {
    await sql`update integrations.connection_cursor set since = null, recent = '{}', download = null
      where connection_id = ${connectionId} and object = any(${[...anew]}::text[])`.execute(tx)
    await sql`update integrations.connection set read_fields = ${JSON.stringify(fields)} where id = ${connectionId}`.execute(
      tx,
    )
  })
}
