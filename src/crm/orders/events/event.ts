import { z } from 'zod'
import { Day } from '#platform/http/contract.ts'
import { digestOf, identityOf } from './digest.ts'
import { plainEvent } from './plain-event.ts'

/** An exact decimal with as many digits as order lines hold: 13 before the point, 6 behind it; a JSON number is taken as written. */
const Exact = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(
    z
      .string()
      .regex(/^-?\d{1,13}(\.\d{1,6})?$/, 'A number such as 12 or "12.50", with at most 13 digits and 6 decimals.'),
  )

const Text = z.string().trim().min(1).max(200)

/** What happened to one order line, as its sender says it. */
export const OrderEvent = z.object({
  key: Text.describe(
    "The sender's own key of this event. Sent again with the same content it is known and not applied twice.",
  ),
  action: z
    .enum(['place', 'correct', 'cancel'])
    .default('place')
    .describe('place: a new line. correct: the line now says this instead. cancel: the line was called off.'),
  order: Text.describe('Order number.'),
  line: Text.default('1').describe('Number of the line within its order.'),
  orderedOn: Day.optional().describe(
    'The day of the order; may lie in a closed period (a late order). Not needed to cancel.',
  ),
  item: Text.optional().describe('Code of the item. Not needed to cancel.'),
  territory: Text.optional().describe('Name of the territory.'),
  account: Text.optional().describe('External id or name of the account.'),
  person: Text.optional().describe('External id or name of the sales person.'),
  channel: Text.optional(),
  promotion: Text.optional(),
  quantity: Exact.optional().describe(
    'Units; negative for a return, which counts in the period of the return. Not needed to cancel.',
  ),
  amount: Exact.optional().describe('Net money of the whole line, in its currency. Not needed to cancel.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'A currency code such as EUR.')
    .optional()
    .describe('Company currency unless given.'),
})
export type OrderEvent = z.infer<typeof OrderEvent>

/** Why an event was not taken: what a program can switch on, what a person can read, and what to do. */
export const RefusedEvent = z.object({
  record: z.number().int().describe('Which record of the request, from 1.'),
  key: z.string().nullable(),
  code: z.enum([
    'not-json',
    'invalid',
    'key-used',
    'unknown-item',
    'unknown-territory',
    'unknown-account',
    'unknown-person',
    'unknown-currency',
    'ambiguous-account',
    'ambiguous-person',
    'in-the-future',
    'line-exists',
    'no-such-line',
  ]),
  message: z.string(),
  wayOut: z.string().nullable(),
})
export type RefusedEvent = z.infer<typeof RefusedEvent>

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

/** A refusal of one record. */
export function refusedAs(
  { record, key }: { record: number; key: string | null },
  why: { code: RefusedEvent['code']; message: string; wayOut: string | null },
): RefusedEvent {
  return { record, key, ...why }
}

function keyIn(value: unknown): string | null {
  const key = (value as { key?: unknown } | null)?.key
  return typeof key === 'string' ? key.slice(0, 200) : null
}

function wordsOf(value: unknown, path: readonly PropertyKey[]): string {
  const found = path.reduce<unknown>((inner, name) => (inner as Record<PropertyKey, unknown> | null)?.[name], value)
  return found === undefined || typeof found === 'object' ? '' : ` (got ${JSON.stringify(found).slice(0, 80)})`
}
