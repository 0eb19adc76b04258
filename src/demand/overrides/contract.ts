import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'
import { Grain, NodeKey } from '../schema.ts'
import { Droppable, Override, OverrideReason, PartKey, ValueAdded } from './schema.ts'

/** One number set by hand; null takes it back, so that the statistical forecast counts again. */
export const SetOverride = z.object({
  node: NodeKey,
  territory: Id.nullable().default(null),
  part: PartKey.nullable()
    .default(null)
    .describe('A channel or a customer of the node, as in /api/demand/shares; null sets the node itself.'),
  startsOn: Day.describe('First day of a period that has not begun.'),
  value: z.number().int().min(0).max(1e12).nullable().describe('Whole units; null takes the override back.'),
  reason: OverrideReason.default('other'),
  note: z.string().trim().max(2000).nullable().default(null),
  locked: z.boolean().default(false),
  expiresOn: Day.nullable().default(null),
})
export type SetOverride = z.output<typeof SetOverride>

/** The endpoints of overrides. */
export const overridesContract = {
  overrides: endpoint({
    method: 'get',
    path: '/api/demand/overrides',
    permission: 'demand:read',
    summary:
      'What was set by hand, newest first: value, what the statistical forecast said, reason, author, status, what came',
    query: z.object({
      grain: Grain.default('month'),
      node: NodeKey.optional(),
      territory: Id.optional(),
      status: Override.shape.status.optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({ total: z.number().int(), overrides: z.array(Override), next: z.number().nullable() }),
  }),
  setOverrides: endpoint({
    method: 'post',
    path: '/api/demand/overrides',
    permission: 'demand:override',
    summary:
      'Set units of nodes and periods by hand, up to 2,000 at once; shared out below in whole units that add up; or those of a channel or a customer, which move the node by as much. Bad ones are refused one by one. Large changes await approval',
    body: z.object({ grain: Grain.default('month'), overrides: z.array(SetOverride).min(1).max(2000) }),
    reply: z.object({
      set: z.number().int(),
      takenBack: z.number().int(),
      awaitApproval: z.number().int(),
      refused: z.array(
        z.object({ index: z.number().int(), code: z.string(), message: z.string(), wayOut: z.string() }),
      ),
    }),
  }),
  decideOverride: endpoint({
    method: 'post',
    path: '/api/demand/overrides/{id}/decision',
    permission: 'demand:approve',
    summary: 'Approve or refuse an override that awaits approval; not one of your own',
    params: z.object({ id: Id }),
    body: z.object({ approved: z.boolean() }),
    reply: z.object({ approved: z.boolean() }),
  }),
  valueAdded: endpoint({
    method: 'get',
    path: '/api/demand/overrides/value-added',
    permission: 'demand:read',
    summary:
      'What overrides added to accuracy (forecast value added), against the statistical forecast they replaced, by contributor, family, reason or how many periods ahead they were set (0 to 11, 12 or more), with 80 % intervals; and overrides to come that had better be dropped',
    query: z.object({
      grain: Grain.default('month'),
      by: z
        .enum(['contributor', 'family', 'reason', 'lag', 'contributor and family', 'contributor and lag'])
        .default('contributor'),
    }),
    reply: z.object({
      periods: z.number().int(),
      all: ValueAdded.nullable(),
      parts: z.array(ValueAdded),
      toDrop: z.array(Droppable),
    }),
  }),
}
