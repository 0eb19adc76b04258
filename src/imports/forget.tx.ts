import { type RawBuilder, sql } from 'kysely'
import { ERASED, type Erased, traceOf } from '#platform/erasing/trace.ts'
import type { Writing } from '#platform/transaction.ts'

/** Takes an erased person out of what imports keep: rows that stayed out, examples and previews, and what an undo would bring back. */
export async function forgetInImports({ tx }: Writing, erased: Erased): Promise<void> {
  const trace = traceOf(erased)
  if (trace === null) return
  const holds = (column: string) => sql`${sql.ref(column)}::text ~* ${trace}`
  const without = (column: string): RawBuilder<unknown> =>
    sql`regexp_replace(${sql.ref(column)}::text, ${trace}, ${ERASED}, 'gi')`
  await sql`update imports.change set before = ${without('before')}::jsonb, after = ${without('after')}::jsonb
    where ${holds('before')} or ${holds('after')}`.execute(tx)
  await sql`update imports.quarantine set raw = ${without('raw')}, problems = ${without('problems')}::jsonb
    where ${holds('raw')} or ${holds('problems')}`.execute(tx)
  await sql`update imports.import set preview = ${without('preview')}::jsonb, report = ${without('report')}::jsonb
    where ${holds('preview')} or ${holds('report')}`.execute(tx)
}
