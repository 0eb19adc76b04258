import { createHash } from 'node:crypto'
import type { DemoCell } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'

type Row = Record<string, DemoCell>

/** How somebody wrote the name a second time: another legal form, capitals, a letter too few. */
const againAs = [
  (name: string) => `${name} Ltd.`,
  (name: string) => name.toUpperCase(),
  (name: string) => name.slice(0, 3) + name.slice(4),
]

/** Three accounts of the demo company that somebody typed in again, each with a contact who is at the first one too. */
export function demoDuplicates(
  { accounts }: DemoWorld,
  contacts: readonly Row[],
): { accounts: Row[]; contacts: Row[] } {
  const longest = [...accounts].sort((a, b) => b.name.length - a.name.length || (a.id < b.id ? -1 : 1))
  const twice = againAs.flatMap((write, at) => {
    const of = longest[at]
    const contact = contacts.find(({ account_id }) => account_id === of?.id)
    return of && contact ? [{ of, contact, name: write(of.name) }] : []
  })
  return {
    accounts: twice.map(({ of, name }) => ({
      ...(of as Row),
      id: idOf(`account ${of.id}`),
      external_id: null,
      name,
      parent_id: null,
    })),
    contacts: twice.map(({ of, contact }) => ({
      ...contact,
      id: idOf(`contact ${of.id}`),
      account_id: idOf(`account ${of.id}`),
      title: null,
    })),
  }
}

function idOf(of: string): string {
  const hex = createHash('md5').update(`twice ${of}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
