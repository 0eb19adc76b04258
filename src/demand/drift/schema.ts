import { z } from 'zod'
import { Day, Id, Instant } from '#platform/http/contract.ts'
import { NodeKey } from '../schema.ts'

/** In which way demand left its old ways. */
export const DriftKind = z.enum(['level shift', 'season change', 'ended', 'feed'])
export type DriftKind = z.infer<typeof DriftKind>

/** Something that is not as it was: announced once, with what follows from it. */
export const DriftNews = z.object({
  id: Id,
  kind: DriftKind,
  key: NodeKey,
  name: z.string(),
  territory: z.object({ id: Id, name: z.string() }).nullable(),
  startsOn: Day.describe('Since when. For a feed, the first day without an order line.'),
  size: z.number().nullable().describe('By which share the level moved; null for other kinds.'),
  sentence: z.string(),
  reason: z.string().describe('How it was found.'),
  counted: z.boolean().describe('Whether the forecast counts the history as changed by it.'),
  follows: z.string().describe('What the forecast does about it.'),
  series: z.number().int().describe('How many series show it, its own among them.'),
  modelBefore: z.string().nullable(),
  modelAfter: z.string().nullable(),
  foundAt: Instant,
  endedAt: Instant.nullable(),
  endedAs: z.enum(['over', 'dismissed']).nullable(),
  endedBy: z.string().nullable(),
})
export type DriftNews = z.infer<typeof DriftNews>
