import { type RawBuilder, sql } from 'kysely'
import { keptName } from '#platform/importing/field.ts'
import type { Applying } from '#platform/importing/file-kind.ts'

/** Whether a file has columns that are kept under their headers. */
export function speaksOfFields({ mapping }: Applying): boolean {
  return mapping.columns.some(({ field }) => field === 'kept')
}

/** The fields in which an empty cell empties what was there. */
export function clearedFields({ mapping }: Applying): string[] {
  const kept = mapping.columns.filter(({ field }) => field === 'kept')
  return mapping.empties === 'clear' ? kept.map(({ column }) => keptName(column)) : []
}

/** What is kept after a file that is right in all it says. */
export function fieldsOver(
  stood: RawBuilder<unknown>,
  said: RawBuilder<unknown>,
  input: Applying,
): RawBuilder<unknown> {
  return sql`nullif((coalesce(${stood}, '{}'::jsonb) - ${clearedFields(input)}::text[]) || coalesce(${said}, '{}'::jsonb), '{}'::jsonb)`
}
