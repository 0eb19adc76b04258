import { digestOf, identityOf } from './digest.ts'
import { OrderEvent, type RefusedEvent, refusedAs } from './event.ts'
import { plainEvent } from './plain-event.ts'

/** An event with what names its content (`digest`) and its line (`identity`). */
export type NamedEvent = { event: OrderEvent; digest: string; identity: string }

/** One record of a request, read: an event, or why it is none. `text` is what came. */
export type ReadRecord = { record: number; text: string } & (
  | (NamedEvent & { refused?: undefined })
  | { event?: undefined; refused: RefusedEvent }
)

/** Reads one record. What is wrong with it is said of it alone. */
export function readRecord({ record, text }: { record: number; text: string }): ReadRecord {
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
        { code: 'invalid', message: said, wayOut: 'The fields are described at /api.' },
      ),
    }
  }
  const missing = read.data.action === 'cancel' ? [] : needed.filter((name) => read.data[name] === undefined)
  if (missing.length > 0) {
    const message = `To ${read.data.action} a line takes ${missing.join(', ')}.`
    return { record, text, refused: refusedAs({ record, key }, { code: 'invalid', message, wayOut: null }) }
  }
  return { record, text, event: read.data, digest: digestOf(read.data), identity: identityOf(read.data) }
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
