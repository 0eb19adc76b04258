import { z } from 'zod'
import { Id, Instant } from '#platform/http/contract.ts'

/** What can be wrong with any event, before it is known what it is about. */
const ofEveryEvent = ['not-json', 'invalid', 'too-long', 'key-used'] as const
type OfEvery = (typeof ofEveryEvent)[number]

/** Why an event was not taken: what a program can switch on, what a person can read, and what to do. */
export type Refused<Code extends string = string> = {
  record: number
  key: string | null
  code: Code | OfEvery
  message: string
  wayOut: string | null
}

/** The same as a schema, for events that can be refused for `codes` too. */
export function refusedEvent<const Codes extends readonly string[]>(codes: Codes) {
  return z.object({
    record: z.number().int().describe('Which record of the request, from 1.'),
    key: z.string().nullable(),
    code: z.enum([...ofEveryEvent, ...codes]),
    message: z.string(),
    wayOut: z.string().nullable(),
  })
}

/** A refusal of one record. */
export function refusedAs<Code extends string>(
  { record, key }: { record: number; key: string | null },
  why: { code: Code; message: string; wayOut: string | null },
): { record: number; key: string | null; code: Code; message: string; wayOut: string | null } {
  return { record, key, ...why }
}

/** A key that came before with other content. */
export function keyUsed(key: string, wayOut: string) {
  return { code: 'key-used', message: `The key "${key}" came before with other content.`, wayOut } as const
}

/** What events are about. */
export type EventNoun = 'order' | 'deal'

/** What a page of refused records is narrowed by. */
export const RefusedQuery = z.object({
  batch: Id.optional(),
  code: z.string().max(100).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** What a refused record has besides the reason. */
export const keptRefusal = { id: Id, batchId: Id, receivedAt: Instant, text: z.string() }
