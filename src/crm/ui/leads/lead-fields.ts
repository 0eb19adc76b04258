import type { Field } from '#platform/ui/form/FieldInput.tsx'

/** What is typed of a lead. */
export function leadFields(owners: { id: string; name: string }[]) {
  return [
    { name: 'name', label: 'Name', required: true },
    { name: 'company', label: 'Company' },
    { name: 'title', label: 'Title' },
    { name: 'email', label: 'E-mail', kind: 'email' },
    { name: 'phone', label: 'Phone' },
    { name: 'country', label: 'Country' },
    { name: 'source', label: 'Source', description: 'How we came to know of them' },
    { name: 'ownerId', label: 'Owner', kind: 'select', options: named(owners) },
  ] as const satisfies Field[]
}

/** What is typed of a contact. */
export function contactFields(owners: { id: string; name: string }[]) {
  return [
    { name: 'name', label: 'Name', required: true },
    { name: 'title', label: 'Title' },
    { name: 'email', label: 'E-mail', kind: 'email' },
    { name: 'phone', label: 'Phone' },
    { name: 'ownerId', label: 'Owner', kind: 'select', options: named(owners) },
  ] as const satisfies Field[]
}

function named(some: { id: string; name: string }[]) {
  return some.map(({ id, name }) => ({ value: id, label: name }))
}
