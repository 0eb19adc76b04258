import { sql } from 'kysely'
import type { Tx } from '../db/pool.ts'
import { refusal } from '../http/refusal.ts'
import type { KeptChanges } from './kept.ts'

/**
 * Refuses to fill a field that none of the rows of a table has in `file_fields`, and that is not among those that all may have: a misspelt
 * name would make a field of its own.
 */
export async function refuseUnknownFields(
  tx: Tx,
  given: { noun: string; table: string; fields: KeptChanges | undefined; always?: readonly string[] },
): Promise<void> {
  const { noun, table, fields, always = [] } = given
  const filled = Object.entries(fields ?? {}).flatMap(([name, value]) =>
    value && !always.includes(name) ? [name] : [],
  )
  if (filled.length === 0) return
  const { rows } = await sql<{ name: string }>`select asked.name from unnest(${filled}::text[]) as asked (name)
    where not exists (select from ${sql.table(table)} t where t.file_fields is not null and t.file_fields ? asked.name)`.execute(
    tx,
  )
  const [unknown] = rows
  if (!unknown) return
  throw refusal(400, {
    code: 'unknown-field',
    message: `No ${noun} has a field "${unknown.name}".`,
    wayOut: `A file brings one, where a column means "Kept as a field of the ${noun}".`,
  })
}
