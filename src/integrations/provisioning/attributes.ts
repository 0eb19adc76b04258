export type Json = Record<string, unknown>

/** Whether a value is an object with attributes. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The key under which an attribute stands, whatever its capitals; the name as given where there is none. */
export function keyIn(of: Json, name: string): string {
  return Object.keys(of).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name
}

/** A path without the schema that may stand before it: `urn:…:User:name.familyName` is `name.familyName`. */
export function withoutSchema(path: string): string {
  return path.replace(/^urn:[^[\]"]*:(?=[A-Za-z][\w.$-]*)/i, '')
}

/** The values behind `emails.value` or `name.familyName`: all of them where a part has many. */
export function valuesAt(of: unknown, path: string): unknown[] {
  return withoutSchema(path)
    .split('.')
    .reduce<unknown[]>(
      (found, name) =>
        found.flatMap((each) => {
          const next = isObject(each) ? each[keyIn(each, name)] : undefined
          return Array.isArray(next) ? next : next === undefined ? [] : [next]
        }),
      [of],
    )
}

/** A value that should be yes or no: some providers send it as text. */
export function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  const text = String(value).toLowerCase()
  return text === 'true' ? true : text === 'false' ? false : null
}
