import { digestOf, identityOf } from './digest.ts'
import { OrderEvent, type RefusedEvent, refusedAs } from './event.ts'
import { plainEvent } from './plain-event.ts'

/** An event with what names its content (`digest`) and its line (`identity`). */
export type NamedEvent = { event: OrderEvent; digest: string; identity: string }

/** One record of a request, read: an event, or why it is none. `text` is what came, `ignored` the fields in it that nobody reads. */
export type ReadRecord = { record: number; text: string; ignored?: readonly string[] } & (
  | (NamedEvent & { refused?: undefined })
  | { event?: undefined; refused: RefusedEvent }
)

/** Characters that a record may have. */
export const longestRecord = 20_000

/** Reads one record. What is wrong with it is said of it alone. */
export function readRecord({ record, text }: { record: number; text: string }): ReadRecord {
  if (text.length > longestRecord) {
    const message = `Record ${record} has more than ${longestRecord} characters.`
    const why = {
      code: 'too-long',
      message,
      wayOut: 'Send one order line per record, each on a line of its own.',
    } as const
    return { record, text: text.slice(0, longestRecord), refused: refusedAs({ record, key: null }, why) }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const message = `Record ${record} is not JSON: ${(error as Error).message}.`
    return {
      record,
      text,
      refused: refusedAs(
        { record, key: null },
        { code: 'not-json', message, wayOut: 'Send one JSON object per line.' },
      ),
    }
  }
  const unkept = text.includes('\\u') ? unkeptIn(value) : undefined
  if (unkept) {
    const message = `${unkept}: It holds a character that cannot be kept: a NUL or half of a pair.`
    const why = { code: 'invalid', message, wayOut: 'Send it without that character, as UTF-8.' } as const
    return { record, text, refused: refusedAs({ record, key: keyIn(value) }, why) }
  }
  const plain = plainEvent(value)
  const read = plain ? { success: true as const, data: plain } : OrderEvent.safeParse(value)
  const key = keyIn(value)
  if (!read.success) {
    const { path, message } = read.error.issues[0]!
    const where = path.join('.') || 'record'
    const said = `${where}: ${message}${wordsOf(value, path)}`
    return {
      record,
      text,
      refused: refusedAs(
        { record, key },
        { code: 'invalid', message: said, wayOut: wayOutOf[where] ?? 'The fields are described at /api.' },
      ),
    }
  }
  const missing = read.data.action === 'cancel' ? [] : needed.filter((name) => read.data[name] === undefined)
  if (missing.length > 0) {
    const message = `To ${read.data.action} a line takes ${missing.join(', ')}.`
    const why = {
      code: 'invalid',
      message,
      wayOut: 'Send what is missing; a line that was called off takes the action cancel.',
    } as const
    return { record, text, refused: refusedAs({ record, key }, why) }
  }
  const ignored = ignoredIn(value as object)
  const named = { event: read.data, digest: digestOf(read.data), identity: identityOf(read.data) }
  return ignored ? { record, text, ...named, ignored } : { record, text, ...named }
}

const wayOutOf: Readonly<Record<string, string>> = {
  orderedOn: "Send the day alone, as in 2026-11-30, by the company's own calendar.",
}

/** The field whose text PostgreSQL cannot hold, if there is one; only an escape in the JSON brings such characters. */
function unkeptIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.keys(value).find((name) => {
    const said = (value as Record<string, unknown>)[name]
    return typeof said === 'string' && (said.includes('\0') || !said.isWellFormed())
  })
}

const known: ReadonlySet<string> = new Set(Object.keys(OrderEvent.shape))

/** Fields of a record that no event has, by their names as they came: most often one is misspelt. */
function ignoredIn(value: object): string[] | undefined {
  for (const name in value) {
    if (!known.has(name)) return Object.keys(value).flatMap((each) => (known.has(each) ? [] : each.slice(0, 100)))
  }
  return undefined
}

const needed = ['orderedOn', 'item', 'quantity', 'amount'] as const

function keyIn(value: unknown): string | null {
  const key = (value as { key?: unknown } | null)?.key
  return typeof key === 'string' ? key.slice(0, 200) : null
}

function wordsOf(value: unknown, path: readonly PropertyKey[]): string {
  const found = path.reduce<unknown>((inner, name) => (inner as Record<PropertyKey, unknown> | null)?.[name], value)
  return found === undefined || typeof found === 'object' ? '' : ` (got ${JSON.stringify(found).slice(0, 80)})`
}
