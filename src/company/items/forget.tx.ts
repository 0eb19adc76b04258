import { sql } from 'kysely'
import { type Erased, traceOf } from '#platform/erasing/trace.ts'
import { fieldsHold, fieldsWithout } from '#platform/kept/forget.sql.ts'
import type { Writing } from '#platform/transaction.ts'

/** Takes an erased person out of the attributes of items: a column of a file may have named whoever looks after an item. */
export async function forgetInAttributes({ tx }: Writing, erased: Erased): Promise<void> {
  const trace = traceOf(erased)
  if (trace === null) return
  const own = sql.ref('file_fields')
  await sql`update company.item set file_fields = ${fieldsWithout(own, trace)}
    where file_fields is not null and ${fieldsHold(own, trace)}`.execute(tx)
}
