import type { Field, StateOf } from '#platform/fields.ts'

/** What is known of an account. */
export const accountFields = [
  { name: 'name', column: 'name', type: 'text', empty: false, word: 'name' },
  { name: 'industry', column: 'industry', type: 'text', empty: true, word: 'industry' },
  { name: 'country', column: 'country', type: 'text', empty: true, word: 'country' },
  { name: 'territoryId', column: 'territory_id', type: 'uuid', empty: true, word: 'territory' },
  { name: 'parentId', column: 'parent_id', type: 'uuid', empty: true, word: 'part of' },
  { name: 'employees', column: 'employees', type: 'int', empty: true, word: 'employees' },
  { name: 'annualRevenueMinor', column: 'annual_revenue_minor', type: 'bigint', empty: true, word: 'annual revenue' },
  { name: 'foundedYear', column: 'founded_year', type: 'int', empty: true, word: 'founded' },
  { name: 'fields', column: 'file_fields', type: 'jsonb', empty: true, word: 'fields of files' },
] as const satisfies readonly Field[]

export type AccountFacts = StateOf<typeof accountFields>
