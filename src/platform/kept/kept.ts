/** What columns of files that have no field of their own say of a deal or an account, by their headers. */
export type Kept = Readonly<Record<string, string>>

/** What is to change of it: a field left out stays, null and an empty text take it out. */
export type KeptChanges = Readonly<Record<string, string | null>>

/** Such a field as figures and histories name it. */
export type KeptField = `field(${string})`

type KeptChange = { field: KeptField; from: string | null; to: string | null }

/** What is kept after the changes; null where nothing is left. */
export function withKept(kept: Kept | null, changes: KeptChanges): Kept | null {
  const filled = Object.entries({ ...kept, ...changes }).filter((entry): entry is [string, string] => !!entry[1])
  return filled.length === 0 ? null : Object.fromEntries(filled)
}

/** What differs from one to the next, field by field, in the order of their names. */
export function keptChanges(before: Kept | null, after: Kept | null): KeptChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort()
  return names
    .map((name) => ({ field: keptField(name), from: textIn(before, name), to: textIn(after, name) }))
    .filter(({ from, to }) => from !== to)
}

/** What one has that the other lacks, as when two that are the same become one. */
export function keptBeside(own: Kept | null, other: Kept | null): Kept | null {
  const more = Object.entries(other ?? {}).filter(([name]) => textIn(own, name) === null)
  return more.length === 0 ? null : Object.fromEntries(more)
}

export function keptField(name: string): KeptField {
  return `field(${name})`
}

/** The name of such a field; undefined where it is a field that all have. */
export function keptFieldName(field: string): string | undefined {
  return /^field\((.+)\)$/.exec(field)?.[1]
}

function textIn(kept: Kept | null, name: string): string | null {
  return kept && Object.hasOwn(kept, name) ? kept[name]! : null
}
