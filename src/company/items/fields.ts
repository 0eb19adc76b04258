import type { Field, StateOf } from '#platform/fields.ts'

/** What is known of an item; its list price is exact, in the company currency. */
export const itemFields = [
  { name: 'code', column: 'code', type: 'text', empty: false, word: 'code' },
  { name: 'name', column: 'name', type: 'text', empty: false, word: 'name' },
  { name: 'familyId', column: 'family_id', type: 'uuid', empty: true, word: 'family' },
  { name: 'unit', column: 'unit', type: 'text', empty: false, word: 'unit' },
  { name: 'listPrice', column: 'list_price', type: 'numeric', empty: true, word: 'list price' },
  { name: 'activeFrom', column: 'active_from', type: 'date', empty: true, word: 'first day' },
  { name: 'activeTo', column: 'active_to', type: 'date', empty: true, word: 'last day' },
  { name: 'fields', column: 'file_fields', type: 'jsonb', empty: true, word: 'attributes' },
] as const satisfies readonly Field[]

export type ItemFacts = StateOf<typeof itemFields>

/** The attributes that every item may have; further ones come with files. */
export const commonAttributes = ['Brand'] as const
