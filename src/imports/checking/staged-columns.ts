import type { Field } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'

/** A column of the staging table of a kind: one field, typed. */
export type StagedColumn = {
  field: string
  sqlType: 'text' | 'numeric' | 'bigint' | 'int' | 'date' | 'timestamptz' | 'uuid' | 'boolean'
}

const sqlTypes: Record<Field['type'], StagedColumn['sqlType']> = {
  text: 'text',
  key: 'text',
  alias: 'text',
  kept: 'text',
  decimal: 'numeric',
  money: 'bigint',
  whole: 'int',
  share: 'numeric',
  day: 'date',
  instant: 'timestamptz',
  reference: 'uuid',
  'yes-no': 'boolean',
}

/** What is kept of each row of a kind while it is loaded. */
export function stagedColumns(kind: FileKind): StagedColumn[] {
  return kind.fields.map(({ field, type }) => ({ field, sqlType: sqlTypes[type] }))
}
