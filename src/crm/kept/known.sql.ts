import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { KeptChanges } from './kept.ts'

/** Refuses to fill a field that none of these has: a misspelt name would make a field of its own. */
export async function refuseUnknownFields(
  tx: Tx,
  { noun, fields }: { noun: 'deal' | 'account'; fields: KeptChanges | undefined },
): Promise<void> {
  const filled = Object.entries(fields ?? {}).flatMap(([name, value]) => (value ? [name] : []))
  if (filled.length === 0) return
  const { rows } = await sql<{ name: string }>`select asked.name from unnest(${filled}::text[]) as asked (name)
    where not exists (select from ${sql.table(`crm.${noun}`)} t where t.file_fields is not null and t.file_fields ? asked.name)`.execute(
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
