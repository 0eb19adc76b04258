import { z } from 'zod'
import { Id, Instant } from '#platform/http/contract.ts'

/** An address of yours that is called when one of its events happens. */
export const Webhook = z.object({
  id: Id,
  name: z.string(),
  url: z.string(),
  /** Names of the events it is called for. */
  events: z.array(z.string()),
  madeBy: z.object({ id: Id, name: z.string() }),
  madeAt: Instant,
  /** Since when it is not called; what happens meanwhile waits. */
  pausedAt: Instant.nullable(),
  pausedBecause: z.string().nullable(),
  /** Messages that wait for their first or next attempt. */
  waiting: z.number().int(),
  /** Messages given up after the last attempt; they can be replayed. */
  dead: z.number().int(),
  deliveredLastDay: z.number().int(),
  lastDeliveredAt: Instant.nullable(),
  /** What the last failed attempt said, when no message was delivered since. */
  failing: z.string().nullable(),
})
export type Webhook = z.infer<typeof Webhook>

/** One message to one webhook, kept until it is delivered, dead, or withheld because its maker may no longer see the thing. */
export const Delivery = z.object({
  /** The webhook-id on the wire is msg_ and this id; it stays the same over all attempts and replays. */
  id: Id,
  event: z.string(),
  /** What it is about; messages about one thing are sent in the order in which it happened. */
  about: z.string(),
  happenedAt: Instant,
  state: z.enum(['waiting', 'delivered', 'dead', 'withheld']),
  tries: z.number().int(),
  /** When it is tried next; null once it is done. */
  nextAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  /** HTTP status of the last attempt; null where none was made or no answer came. */
  lastStatus: z.number().int().nullable(),
  lastSays: z.string().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

/** One call and its answer. */
export const Attempt = z.object({
  at: Instant,
  /** HTTP status; null where no answer came, and `says` tells why. */
  status: z.number().int().nullable(),
  says: z.string(),
  /** Milliseconds until the answer. */
  ms: z.number().int(),
})
export type Attempt = z.infer<typeof Attempt>
