import { z } from 'zod'
import { Day, Id, Instant } from '#platform/http/contract.ts'
import { Grain, Level, Measure, NodeKey } from '../schema.ts'

/** A published forecast: immutable, with what made it. */
export const Version = z.object({
  id: Id,
  number: z.number().int().describe('Counts up over the published forecasts of a grain and measure.'),
  grain: Grain,
  measure: Measure,
  at: Instant,
  cause: z
    .enum(['models', 'orders', 'overrides', 'signals', 'promotions', 'new items'])
    .describe(
      'What made it: models fitted anew, orders that came, what people set by hand, market signals, promotions, first forecasts of new items.',
    ),
  by: z.string().nullable().describe('Who set what changed; null where nobody did.'),
  closedTo: Day.nullable().describe('The last day of the newest closed period its models know.'),
  nodes: z.number().int().describe('How many nodes differ from the version before.'),
})
export type Version = z.infer<typeof Version>

/** A change between two versions, split so that `data + model + signal + promotion + newItem + override = now - before`, exactly. */
export const Split = z.object({
  before: z.number(),
  now: z.number(),
  data: z
    .number()
    .describe('What order lines moved: newly closed periods as the old models took them, corrections, running orders.'),
  model: z.number().describe('What fitting or choosing models anew, treating histories otherwise, and adding up did.'),
  signal: z.number().describe('What market signals and their scenario values did.'),
  promotion: z.number().describe('What promotions recorded, changed or measured did.'),
  newItem: z.number().describe('What first forecasts of items never sold did, taken over or ended.'),
  override: z.number().describe('What was set by hand.'),
})
export type Split = z.infer<typeof Split>

/** The change of one node over the periods that both versions hold. */
export const NodeChange = Split.extend({ key: NodeKey, name: z.string(), level: Level })
export type NodeChange = z.infer<typeof NodeChange>

/** What one period ahead is made of; all parts add up to `planned`. */
export const PeriodExplained = z.object({
  startsOn: Day,
  label: z.string(),
  level: z.number().describe('Where the series stands.'),
  trend: z.number().describe('What growth or decline adds by then.'),
  season: z.number().describe('What the time of the year adds.'),
  addingUp: z.number().describe('What moved it so that items, families and territories add up.'),
  orders: z.number().describe('What the orders of the running period moved it by.'),
  signals: z.number().describe('What market signals add.'),
  promotions: z.number().describe('What coming promotions and their aftermath add.'),
  newItems: z.number().describe('What first forecasts of items never sold add.'),
  override: z.number().describe('What was set by hand adds.'),
  planned: z.number(),
})
export type PeriodExplained = z.infer<typeof PeriodExplained>
