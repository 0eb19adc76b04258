import { sql } from 'kysely'
import { ERASED, type Erased, traceOf } from '#platform/erasing/trace.ts'
import type { Writing } from '#platform/transaction.ts'

/** Takes a person who is erased out of the names, headings and filters of digests. */
export async function forgetInDigests({ tx, emit }: Writing, erased: Erased): Promise<void> {
  const trace = traceOf(erased)
  if (trace === null) return
  const { rows } = await sql<{ id: string }>`update integrations.digest
    set name = regexp_replace(name, ${trace}, ${ERASED}, 'gi'), parts = regexp_replace(parts::text, ${trace}, ${ERASED}, 'gi')::jsonb
    where name ~* ${trace} or parts::text ~* ${trace} returning id`.execute(tx)
  for (const { id } of rows) await emit('integrations.digest.changed', { digestId: id })
}
