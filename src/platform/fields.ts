/** A field of a noun, once: its name in the API, its column and the type of that, whether it may be empty, and its word. */
export type Field = {
  name: string
  column: string
  type: 'text' | 'uuid' | 'bigint' | 'int' | 'numeric' | 'date' | 'jsonb'
  empty: boolean
  /** Within a sentence: "the close day". */
  word: string
}

type ValueOf<F extends Field> =
  | (F['type'] extends 'bigint' | 'int'
      ? number
      : F['type'] extends 'jsonb'
        ? Readonly<Record<string, string>>
        : string)
  | (F['empty'] extends true ? null : never)

/** A value for each field; whole numbers come as numbers, texts by name as such, all else as text. */
export type StateOf<Fields extends readonly Field[]> = { [F in Fields[number] as F['name']]: ValueOf<F> }

/** Only the fields of what holds more than them. */
export function onlyFields<Fields extends readonly Field[]>(fields: Fields, from: StateOf<Fields>): StateOf<Fields> {
  const values: Record<string, unknown> = from
  return Object.fromEntries(fields.map(({ name }) => [name, values[name]])) as StateOf<Fields>
}

/** The word for a field, within a sentence. */
export function wordOf(fields: readonly Field[], name: string): string {
  return fields.find((field) => field.name === name)?.word ?? name
}

/** The same as a label. */
export function labelOf(fields: readonly Field[], name: string): string {
  const word = wordOf(fields, name)
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** What an audit line needs of a change: the fields that differ, before and after; null when none does. */
export function changesBetween<Values extends Record<string, unknown>>(
  before: Values,
  after: Values,
): { before: Partial<Values>; after: Partial<Values> } | null {
  const changed = Object.keys(after).filter((key) => after[key] !== undefined && after[key] !== before[key])
  if (changed.length === 0) return null
  return { before: only(before, changed), after: only(after, changed) }
}

/** The given fields over the present ones; a field left out stays as it is. */
export function withChanges<Values extends Record<string, unknown>>(
  present: Values,
  given: { [Key in keyof Values]?: Values[Key] | undefined },
): Values {
  const kept = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...present, ...Object.fromEntries(kept) }
}

function only<Values extends Record<string, unknown>>(values: Values, keys: string[]): Partial<Values> {
  return Object.fromEntries(keys.map((key) => [key, values[key]])) as Partial<Values>
}
