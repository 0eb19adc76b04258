import { normalHeader } from '#platform/importing/field.ts'
import type { Noun } from '#platform/importing/file-kind.ts'
import type { MissingPolicy } from '#platform/importing/mapping.ts'
import { type NameFinder, nameFinder } from './names.ts'
import { ownCopy } from './own-copy.ts'

/** A thing the workspace already holds: its id, what it is called, its code or outside id. */
export type Known = { id: string; name: string; key: string | null }

/** A key by which another system calls one of our things. */
export type KnownAlias = { keyName: string; value: string; id: string }

export type Resolved =
  | { id: string }
  | { id: string | null; meant: string }
  | { between: string[] }
  | { id: string; created: true }
  | { id: null }

/** All things of one noun, found by key, code or name; unknown ones are made up as the policy says. */
export type Directory = {
  noun: Noun
  resolve: (input: { column: string; value: string; policy: MissingPolicy; exact?: boolean }) => Resolved
  has: (value: string) => boolean
  created: () => { id: string; name: string }[]
}

/** Builds the directory of one noun; `newId` makes the ids of what has to be created. */
export function directoryOf(input: {
  noun: Noun
  known: Iterable<Known>
  aliases: Iterable<KnownAlias>
  newId: () => string
}): Directory {
  const byWord = new Map<string, string>()
  const byKeyName = new Map<string, Map<string, string>>()
  const finder: NameFinder = nameFinder()
  const made: { id: string; name: string }[] = []
  for (const { id, name, key } of input.known) {
    if (!byWord.has(word(name))) byWord.set(word(name), id)
    finder.add(name)
    if (key !== null) byWord.set(word(key), id)
    if (key !== null && input.noun.keyIsName) finder.add(key)
  }
  for (const { keyName, value, id } of input.aliases) {
    const keys = byKeyName.get(keyName) ?? new Map<string, string>()
    byKeyName.set(keyName, keys.set(value, id))
  }

  /** A column called "ManagerEmployeeKey" holds values of the key "EmployeeKey". */
  function byAlias(column: string, value: string): string | undefined {
    const header = normalHeader(column)
    for (const [keyName, keys] of byKeyName) {
      const found = header.endsWith(keyName) ? keys.get(value) : undefined
      if (found) return found
    }
    return undefined
  }

  return {
    noun: input.noun,
    resolve({ column, value, policy, exact }) {
      const id = byAlias(column, value) ?? byWord.get(word(value))
      if (id) return { id }
      const near = exact ? ({ state: 'none' } as const) : finder.nearest(value)
      if (near.state === 'one') return { id: byWord.get(word(near.name)) ?? null, meant: near.name }
      if (near.state === 'several') return { between: near.names }
      if (policy !== 'create') return { id: null }
      const created = { id: input.newId(), name: ownCopy(value.trim()) }
      made.push(created)
      byWord.set(word(created.name), created.id)
      return { id: created.id, created: true }
    },
    has: (value) => byWord.has(word(value)),
    created: () => made,
  }
}

function word(text: string): string {
  return text.trim().toLowerCase()
}
