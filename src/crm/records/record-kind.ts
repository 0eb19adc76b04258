/** A noun of crm whose rows are people, kept with a history of their columns: its table, what may change, what says who it is. */
export type RecordKind = {
  noun: 'lead' | 'contact'
  table: 'crm.lead' | 'crm.contact'
  columns: readonly string[]
  /** The columns that go when the person is erased. */
  personal: readonly string[]
}

export const leadKind: RecordKind = {
  noun: 'lead',
  table: 'crm.lead',
  columns: [
    'external_id',
    'name',
    'company',
    'title',
    'email',
    'phone',
    'country',
    'industry',
    'source',
    'owner_id',
    'status',
    'contacted_at',
    'qualified_at',
    'converted_at',
    'disqualified_at',
    'disqualified_reason',
    'account_id',
    'contact_id',
    'deal_id',
    'created_at',
    'ended_at',
    'merged_into',
  ],
  personal: ['external_id', 'name', 'title', 'email', 'phone', 'disqualified_reason'],
}

export const contactKind: RecordKind = {
  noun: 'contact',
  table: 'crm.contact',
  columns: [
    'external_id',
    'account_id',
    'owner_id',
    'name',
    'title',
    'email',
    'phone',
    'created_at',
    'ended_at',
    'merged_into',
  ],
  personal: ['external_id', 'name', 'title', 'email', 'phone'],
}

/** Values of a row by column, as the database takes and gives them. */
export type Columns = Record<string, string | null>

/** What of the values differs from what stood; instants are compared as instants. */
export function differing(before: Columns, after: Columns): Columns {
  return Object.fromEntries(
    Object.entries(after).filter(([column, value]) => !same(column, before[column] ?? null, value)),
  )
}

function same(column: string, a: string | null, b: string | null): boolean {
  if (a === null || b === null || !column.endsWith('_at')) return a === b
  return Date.parse(a) === Date.parse(b)
}

/** `owner_id` as the API calls it: `ownerId`. */
export function fieldOfColumn(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** `ownerId` as the database calls it: `owner_id`. */
export function columnOfField(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
