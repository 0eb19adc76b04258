import type { Field } from '#platform/ui/form/FieldInput.tsx'
import { zoneOptions } from '../public/zone-options.ts'

export type PersonField = 'name' | 'title' | 'email' | 'hiredOn' | 'timeZone' | 'externalId'

/** What one may write about a person. */
export const personFields: Field<PersonField>[] = [
  { name: 'name', label: 'Name', required: true },
  { name: 'title', label: 'Title' },
  { name: 'email', label: 'E-mail', kind: 'email' },
  { name: 'hiredOn', label: 'Here since', kind: 'date' },
  {
    name: 'timeZone',
    label: 'Time zone',
    kind: 'select',
    options: zoneOptions(null),
    description: "Empty: the company's. Surveys, one-on-ones and time limits keep the hours of this clock.",
  },
  { name: 'externalId', label: 'Outside id', description: 'The id in your CRM; imports find the person by it.' },
]
