import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'

/** Lets go of which sums order lines touched before a transaction: who follows them has read all orders since. */
export async function forgetOrderChanges(tx: Tx, { before }: { before: string }): Promise<void> {
  await sql`delete from crm.order_change where xact < ${before}::xid8`.execute(tx)
}
