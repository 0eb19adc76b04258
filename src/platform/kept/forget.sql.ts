import { type RawBuilder, sql } from 'kysely'
import { ERASED } from '../erasing/trace.ts'

/** SQL: whether fields name somebody, found as `traceOf` says. */
export function fieldsHold(fields: RawBuilder<unknown>, trace: string): RawBuilder<unknown> {
  return sql`exists (select from jsonb_each_text(${fields}) as each where each.value ~* ${trace})`
}

/** SQL: the fields with "Erased" in place of each value that names them, so that no count moves. */
export function fieldsWithout(fields: RawBuilder<unknown>, trace: string): RawBuilder<unknown> {
  return sql`(select jsonb_object_agg(key, case when value ~* ${trace} then ${ERASED}::text else value end) from jsonb_each_text(${fields}))`
}
