import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applying } from '#platform/importing/file-kind.ts'
import { endEmptyDeals } from './projection.tx.ts'

/**
 * Deals that the file says were deleted end: what was known of them is retracted as of now, so that an undo of the import, or
 * a later file that has them again, brings them back. Gives how many ended; rows of deals that are not here say nothing.
 */
export async function endDeleted(tx: Tx, { now, importId }: Applying): Promise<number> {
  await sql`drop table if exists pg_temp.deal_deleted`.execute(tx)
  await sql`create temp table deal_deleted on commit drop as
    select d.id as deal_id from staged s join crm.deal d on d.external_id = s.key and d.ended_at is null where not s.is_out and s.deleted`.execute(
    tx,
  )
  await sql`delete from staged where not is_out and deleted`.execute(tx)
  await sql`update crm.deal_version v set retracted_at = ${now}, retracted_by = ${importId} from deal_deleted n
    where v.deal_id = n.deal_id and v.retracted_at is null`.execute(tx)
  return endEmptyDeals(tx, { of: sql`select deal_id from deal_deleted`, at: now })
}

/** That deals ended, in words. */
export function endedWords(deals: number): string[] {
  if (deals === 0) return []
  return [
    `${deals} ${deals === 1 ? 'deal was' : 'deals were'} deleted where the file comes from and ended here; an undo brings ${deals === 1 ? 'it' : 'them'} back.`,
  ]
}
