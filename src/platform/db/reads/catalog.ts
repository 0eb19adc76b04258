import { namesIn, OUTSIDE } from './noted.ts'

/** One table, view or function of the database; the text is what a view or function is made of. */
export type Named = { name: string; kind: 'table' | 'made'; text: string }

/** Which names are tables, and what the others are made of. */
export type Catalog = { schemas: ReadonlySet<string>; tables: ReadonlySet<string>; made: ReadonlyMap<string, string> }

/** Puts together what the database tells of itself; functions of one name count as one. */
export function catalogOf(schemas: readonly string[], named: readonly Named[]): Catalog {
  const made = new Map<string, string>()
  for (const { name, kind, text } of named) if (kind === 'made') made.set(name, `${made.get(name) ?? ''}\n${text}`)
  const tables = named.filter(({ kind }) => kind === 'table').map(({ name }) => name)
  return { schemas: new Set(schemas), tables: new Set(tables), made }
}

/**
 * The tables behind some names, through views and functions, in order; null where a name is neither, so that what was read
 * cannot be told.
 */
export function tablesBehind({ schemas, tables, made }: Catalog, names: Iterable<string>): string[] | null {
  const found = new Set<string>()
  const seen = new Set<string>()
  const open = [...names]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === OUTSIDE) return null
    if (seen.has(name) || !schemas.has(name.slice(0, name.indexOf('.')))) continue
    seen.add(name)
    const text = made.get(name)
    if (tables.has(name)) found.add(name)
    else if (text !== undefined) open.push(...namesIn(text))
    else return null
  }
  return [...found].sort()
}
