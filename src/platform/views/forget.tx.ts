import { sql } from 'kysely'
import { ERASED, type Erased, traceOf } from '../erasing/trace.ts'
import type { Writing } from '../transaction.ts'

/** Takes a person who is erased out of the names and filters of saved views; what stands instead keeps names apart. */
export async function forgetInViews({ tx }: Writing, erased: Erased): Promise<void> {
  const trace = traceOf(erased)
  if (trace === null) return
  await sql`update platform.view
    set name = regexp_replace(name, ${trace}, ${ERASED} || ' ' || right(id::text, 4), 'gi'),
      search = regexp_replace(search::text, ${trace}, ${ERASED}, 'gi')::jsonb
    where name ~* ${trace} or search::text ~* ${trace}`.execute(tx)
}
