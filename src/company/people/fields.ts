import type { Field, StateOf } from '#platform/fields.ts'

/** What is known of a person beside manager, team and absence, which have their days. */
export const personFields = [
  { name: 'name', column: 'name', type: 'text', empty: false, word: 'name' },
  { name: 'email', column: 'email', type: 'text', empty: true, word: 'e-mail address' },
  { name: 'title', column: 'title', type: 'text', empty: true, word: 'title' },
  { name: 'externalId', column: 'external_id', type: 'text', empty: true, word: 'outside id' },
  { name: 'hiredOn', column: 'hired_on', type: 'date', empty: true, word: 'day of hire' },
  { name: 'timeZone', column: 'time_zone', type: 'text', empty: true, word: 'time zone' },
] as const satisfies readonly Field[]

export type PersonFacts = StateOf<typeof personFields>
