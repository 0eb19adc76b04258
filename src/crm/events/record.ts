import { hash } from 'node:crypto'
import type { z } from 'zod'
import { type Refused, refusedAs } from './refused.ts'

/** One record of a request, read: an event, or why it is none. `text` is what came, `ignored` the fields in it that nobody reads. */
export type ReadRecord<Named> = { record: number; text: string; ignored?: readonly string[] } & (
  | (Named & { refused?: undefined })
  | { event?: undefined; refused: Refused<never> }
)

/** How the events of one noun are read. */
export type Reading<Event, Named> = {
  schema: z.ZodObject & z.ZodType<Event>
  /** An event whose fields are plainly right, without the schema; null where that is not plain at once. */
  plain?: (value: unknown) => Event | null
  /** What an event lacks although each field by itself may be left out. */
  lacks: (event: Event) => { message: string; wayOut: string } | null
  named: (event: Event) => Named
  wayOutOf: Readonly<Record<string, string>>
  onePer: string
}

/** Characters that a record may have. */
export const longestRecord = 20_000

/** How records of a noun are read, one by one. What is wrong with a record is said of it alone. */
export function recordReader<Event, Named extends { event: Event }>(reading: Reading<Event, Named>) {
  const known: ReadonlySet<string> = new Set(Object.keys(reading.schema.shape))
  return ({ record, text }: { record: number; text: string }): ReadRecord<Named> => {
    const parsed = parsedRecord({ record, text }, reading)
    if ('refused' in parsed) return parsed
    const { value } = parsed
    const key = keyIn(value)
    const plain = reading.plain?.(value)
    const read = plain ? { success: true as const, data: plain } : reading.schema.safeParse(value)
    if (!read.success) return { record, text, refused: refusedAs({ record, key }, misread(read.error, value, reading)) }
    const lack = reading.lacks(read.data)
    if (lack) return { record, text, refused: refusedAs({ record, key }, { code: 'invalid', ...lack }) }
    const ignored = ignoredIn(value as object, known)
    const named = reading.named(read.data)
    return ignored ? { record, text, ...named, ignored } : { record, text, ...named }
  }
}

/** Names what an event says, whatever the order of its fields: a key that comes again must say the same. `names` in a fixed order, without the key. */
export function digestOf<Event>(event: Event, names: readonly (keyof Event & string)[]): string {
  let text = '['
  for (const name of names) {
    const said = event[name]
    if (said !== undefined) text += `${text === '[' ? '' : ','}["${name}",${JSON.stringify(said)}]`
  }
  return hash('md5', `${text}]`)
}

type Raw = { record: number; text: string }

function parsedRecord(
  { record, text }: Raw,
  { onePer }: { onePer: string },
): { value: unknown } | (Raw & { refused: Refused<never> }) {
  if (text.length > longestRecord) {
    const message = `Record ${record} has more than ${longestRecord} characters.`
    const why = {
      code: 'too-long',
      message,
      wayOut: `Send one ${onePer} per record, each on a line of its own.`,
    } as const
    return { record, text: text.slice(0, longestRecord), refused: refusedAs({ record, key: null }, why) }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const message = `Record ${record} is not JSON: ${(error as Error).message}.`
    const why = { code: 'not-json', message, wayOut: 'Send one JSON object per line.' } as const
    return { record, text, refused: refusedAs({ record, key: null }, why) }
  }
  const unkept = text.includes('\\u') ? unkeptIn(value) : undefined
  if (unkept === undefined) return { value }
  const message = `${unkept}: It holds a character that cannot be kept: a NUL or half of a pair.`
  const why = { code: 'invalid', message, wayOut: 'Send it without that character, as UTF-8.' } as const
  return { record, text, refused: refusedAs({ record, key: keyIn(value) }, why) }
}

function misread(
  error: z.core.$ZodError,
  value: unknown,
  { wayOutOf }: { wayOutOf: Readonly<Record<string, string>> },
) {
  const { path, message } = error.issues[0]!
  const where = path.join('.') || 'record'
  const said = `${where}: ${message}${wordsOf(value, path)}`
  return { code: 'invalid', message: said, wayOut: wayOutOf[where] ?? 'The fields are described at /api.' } as const
}

/** The field whose text PostgreSQL cannot hold, if there is one; only an escape in the JSON brings such characters. */
function unkeptIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, said] of Object.entries(value)) {
    if (typeof said === 'string' && isUnkept(said)) return name
    if (isUnkept(name) || unkeptIn(said) !== undefined) return name.toWellFormed().replaceAll('\0', '')
  }
  return undefined
}

function isUnkept(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed()
}

/** Fields of a record that no event has, by their names as they came: most often one is misspelt. */
function ignoredIn(value: object, known: ReadonlySet<string>): string[] | undefined {
  for (const name in value) {
    if (!known.has(name)) return Object.keys(value).flatMap((each) => (known.has(each) ? [] : each.slice(0, 100)))
  }
  return undefined
}

function keyIn(value: unknown): string | null {
  const key = (value as { key?: unknown } | null)?.key
  return typeof key === 'string' ? key.slice(0, 200) : null
}

function wordsOf(value: unknown, path: readonly PropertyKey[]): string {
  const found = path.reduce<unknown>((inner, name) => (inner as Record<PropertyKey, unknown> | null)?.[name], value)
  return found === undefined || typeof found === 'object' ? '' : ` (got ${JSON.stringify(found).slice(0, 80)})`
}
