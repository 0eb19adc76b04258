import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { keptName } from '#platform/importing/field.ts'
import type { Applying } from '#platform/importing/file-kind.ts'

/** What a staged row says in the columns that are kept under their headers; null where it says nothing there. */
export const keptFields = sql`('{' || replace(s.kept, e'\n', ',') || '}')::jsonb`

/** Puts what the file says over what is kept of each known deal; rows that tell the past leave it, and so do columns that the file lacks. */
export async function mergeFields(tx: Tx, { mapping }: Applying): Promise<void> {
  const names = mapping.columns.filter(({ field }) => field === 'kept').map(({ column }) => keptName(column))
  const cleared = mapping.empties === 'clear' ? names : []
  await sql`update deal_state n set file_fields = case when n.late_at is not null or n.change = 'late' then d.file_fields
      else nullif((coalesce(d.file_fields, '{}') - ${cleared}::text[]) || coalesce(n.file_fields, '{}'), '{}') end
    from crm.deal d where d.id = n.known_id`.execute(tx)
}
