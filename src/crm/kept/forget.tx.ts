import { sql } from 'kysely'
import { ERASED, type Erased, traceOf } from '#platform/erasing/trace.ts'
import { fieldsHold, fieldsWithout } from '#platform/kept/forget.sql.ts'
import type { Writing } from '#platform/transaction.ts'

/**
 * Takes an erased person out of the fields that files have brought to deals and accounts, in all their history, and out of
 * what merges keep for their undo. A value that names them or holds their address goes as a whole; what stands in its place
 * counts as before.
 */
export async function forgetInFields({ tx, emit }: Writing, erased: Erased): Promise<void> {
  const trace = traceOf(erased)
  if (trace === null) return
  const own = sql.ref('file_fields')
  await sql`update crm.deal_version set file_fields = ${fieldsWithout(own, trace)} where file_fields is not null and ${fieldsHold(own, trace)}`.execute(
    tx,
  )
  const said = sql`(file_state -> 'file_fields')`
  await sql`update crm.deal set file_state = jsonb_set(file_state, '{file_fields}', ${fieldsWithout(said, trace)})
    where jsonb_typeof(file_state -> 'file_fields') = 'object' and ${fieldsHold(said, trace)}`.execute(tx)
  const { rows: deals } = await sql<{ id: string }>`update crm.deal set file_fields = ${fieldsWithout(own, trace)}
    where file_fields is not null and ${fieldsHold(own, trace)} returning id`.execute(tx)
  await sql`update crm.account set file_fields = ${fieldsWithout(own, trace)} where file_fields is not null and ${fieldsHold(own, trace)}`.execute(
    tx,
  )
  const gone = (column: string) => sql`regexp_replace(${sql.ref(column)}::text, ${trace}, ${ERASED}, 'gi')::jsonb`
  await sql`update crm.merge set before = ${gone('before')}, after = ${gone('after')}
    where before::text ~* ${trace} or after::text ~* ${trace}`.execute(tx)
  for (const { id } of deals) await emit('crm.deal.changed', { dealId: id })
}
