import { z } from 'zod'
import { Id, Instant } from '#platform/http/contract.ts'
import { NodeKey } from '../schema.ts'

/** What one may be told of. */
export const AlertKind = z.enum(['change', 'drift', 'below naive'])
export type AlertKind = z.infer<typeof AlertKind>

/** One piece of news of demand. */
export const Alert = z.object({
  id: Id,
  kind: AlertKind,
  key: NodeKey,
  sentence: z.string(),
  reason: z.string(),
  at: Instant,
  overAt: Instant.nullable().describe('Since when it holds no more.'),
})
export type Alert = z.infer<typeof Alert>

/** What somebody wants to be told of, and how. */
export const AlertWish = z.object({
  kinds: z.array(AlertKind),
  inbox: z.boolean().describe('As actions of theirs, which the inbox tells: at most five a day, the rest as one.'),
  mail: z.boolean().describe('By mail: at most one a day, with all that is new.'),
})
export type AlertWish = z.infer<typeof AlertWish>
