import type { Field } from '#platform/ui/form/FieldInput.tsx'

export type PersonField = 'name' | 'title' | 'email' | 'hiredOn' | 'externalId'

/** What one may write about a person. */
export const personFields: Field<PersonField>[] = [
  { name: 'name', label: 'Name', required: true },
  { name: 'title', label: 'Title' },
  { name: 'email', label: 'E-mail', kind: 'email' },
  { name: 'hiredOn', label: 'Here since', kind: 'date' },
  { name: 'externalId', label: 'Outside id', description: 'The id in your CRM; imports find the person by it.' },
]
