import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import type { Field } from '#platform/ui/form/FieldInput.tsx'
import { keptWords, wordsOf } from '../../resources/words.ts'
import { kinds, type Resource } from '../../schema.ts'

const names = [
  'name',
  'kind',
  'version',
  'ownerId',
  'validFrom',
  'validUntil',
  'link',
  'body',
  'stages',
  'segments',
  'families',
  'certification',
  'certifiedDays',
] as const
type Name = (typeof names)[number]
type Values = Record<Name, string | null>

/** The fields of a resource. */
export function useResourceFields(): Field<Name>[] {
  const owners = usePeopleOptions()
  const separated = 'Several are separated by semicolons; empty means all.'
  return [
    { name: 'name', label: 'Name', required: true },
    {
      name: 'kind',
      label: 'Kind',
      kind: 'select',
      options: kinds.map((value) => ({ value, label: value })),
      required: true,
    },
    { name: 'version', label: 'Version' },
    { name: 'ownerId', label: 'Owner', kind: 'select', options: owners },
    { name: 'validFrom', label: 'Valid from', kind: 'date' },
    { name: 'validUntil', label: 'Valid until', kind: 'date' },
    { name: 'link', label: 'Link', placeholder: 'https://' },
    { name: 'body', label: 'Text', description: 'Where it is no link.' },
    { name: 'stages', label: 'Stages', description: separated },
    { name: 'segments', label: 'Segments', description: separated },
    { name: 'families', label: 'Families', description: separated },
    { name: 'certification', label: 'Certifies', description: 'Of a course: what it certifies.' },
    {
      name: 'certifiedDays',
      label: 'Certified for days',
      kind: 'decimal',
      description: 'Empty means for ever.',
    },
  ]
}

/** What stands in the fields at first. */
export function initialOf(resource: Resource | null): Values {
  if (!resource) return { ...(Object.fromEntries(names.map((name) => [name, null])) as Values), kind: 'playbook' }
  const { stages, segments, families, certifiedDays, ...rest } = resource
  return {
    ...rest,
    stages: keptWords(stages),
    segments: keptWords(segments),
    families: keptWords(families),
    certifiedDays: certifiedDays === null ? null : String(certifiedDays),
  }
}

/** What the fields say, as it is sent. */
export function factsIn(values: Values) {
  const { name, kind, version, stages, segments, families, certifiedDays, ...rest } = values
  return {
    ...rest,
    name: name ?? '',
    kind: kind as Resource['kind'],
    version: version ?? '1',
    stages: wordsOf(stages ?? ''),
    segments: wordsOf(segments ?? ''),
    families: wordsOf(families ?? ''),
    certifiedDays: certifiedDays === null ? null : Number(certifiedDays),
  }
}
