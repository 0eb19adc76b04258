import { z } from 'zod'
import { Day, Id, Instant } from '#platform/http/contract.ts'
import { Grain, Level, NodeKey } from '../schema.ts'

/** Why a planner knows better, in the trade's words. */
export const OverrideReason = z.enum([
  'promotion',
  'trade fair',
  'new customer',
  'lost customer',
  'large order',
  'price change',
  'new item',
  'end of life',
  'supply',
  'market',
  'correction',
  'other',
])
export type OverrideReason = z.infer<typeof OverrideReason>

/** A channel or a customer that can be set by hand: `channel:` or `customer:` and its name or id. */
export const PartKey = z
  .string()
  .regex(/^(channel:.{1,200}|customer:[0-9a-f-]{36})$/, 'Name a channel or a customer as in /api/demand/shares.')
export type PartKey = z.infer<typeof PartKey>

/** What a planner set by hand. */
export const Override = z.object({
  id: Id,
  grain: Grain,
  node: NodeKey,
  level: Level,
  name: z.string(),
  territory: z.object({ id: Id, name: z.string() }).nullable(),
  part: z
    .object({ key: z.string(), name: z.string() })
    .nullable()
    .describe('The channel or customer of the node that was set; null for the node itself.'),
  startsOn: Day,
  value: z.number().int().describe('Whole units that the node holds together.'),
  statistical: z.number().describe('What the statistical forecast said when it was set.'),
  reason: OverrideReason,
  note: z.string().nullable(),
  locked: z
    .boolean()
    .describe('Kept when a wider node is set; of a channel or a customer, its units stay in its node.'),
  expiresOn: Day.nullable().describe('From this day on it counts no more.'),
  by: z.string(),
  at: Instant,
  status: z.enum(['counts', 'awaits approval', 'expired', 'replaced', 'withdrawn', 'refused']),
  approvedBy: z.string().nullable(),
  endedBy: z.string().nullable(),
  actual: z.number().nullable().describe('What came, once the period is over.'),
})
export type Override = z.infer<typeof Override>

/** An override to come of somebody whose overrides of that family have made forecasts worse. */
export const Droppable = z.object({
  id: Id,
  node: NodeKey,
  name: z.string(),
  territoryId: Id.nullable(),
  startsOn: Day,
  value: z.number(),
  statistical: z.number().describe('What the statistical forecast said when it was set.'),
  by: z.string(),
  why: z.string(),
})
export type Droppable = z.infer<typeof Droppable>

/** What overrides added to or took from accuracy, against the statistical forecast they replaced. */
export const ValueAdded = z.object({
  key: z.string(),
  contributor: z.string().nullable().describe('Who set them, where asked by contributor and lag.'),
  lag: z
    .number()
    .int()
    .nullable()
    .describe(
      'How many periods ahead they were set, where asked by lag: 0 in the period itself, 12 stands for 12 or more.',
    ),
  overrides: z.number().int().describe('Overrides of periods that are over.'),
  statisticalWape: z.number().nullable(),
  overrideWape: z.number().nullable(),
  points: z.number().nullable().describe('statisticalWape minus overrideWape: above 0, overrides helped.'),
  lo: z.number().nullable().describe('80 % interval of points; null with fewer than 3 overrides.'),
  hi: z.number().nullable(),
  verdict: z.enum(['helps', 'hurts', "we can't tell"]),
})
export type ValueAdded = z.infer<typeof ValueAdded>
