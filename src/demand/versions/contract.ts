import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { Grain, Level, Measure, NodeKey } from '../schema.ts'
import { NodeChange, PeriodExplained, Split, Version } from './schema.ts'

const view = { grain: Grain.default('month'), measure: Measure.default('units') }
const at = { node: NodeKey.default('all'), territory: Id.optional() }

/** The endpoints of published forecasts, of what changed between them, and of what a forecast is made of. */
export const versionsContract = {
  versions: endpoint({
    method: 'get',
    path: '/api/demand/versions',
    permission: 'demand:read',
    summary: 'Published forecasts, newest first; each stays as it was',
    query: z.object({
      ...view,
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({ versions: z.array(Version), total: z.number().int(), next: z.number().int().nullable() }),
  }),
  compareVersions: endpoint({
    method: 'get',
    path: '/api/demand/versions/compare',
    permission: 'demand:read',
    summary:
      'What changed between two published forecasts, over the next periods that both hold, split exactly into data, model, signal and override: of one node, period by period, and of all nodes of a level, largest change first. By default the newest and the one before it',
    query: z.object({
      ...view,
      ...at,
      from: Id.optional(),
      to: Id.optional(),
      level: Level.default('family'),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({
      from: Version.nullable(),
      to: Version.nullable(),
      node: NodeChange.nullable().describe(
        'The node asked for, all compared periods together; null where no two versions hold it.',
      ),
      periods: z.array(Split.extend({ startsOn: z.string(), label: z.string() })),
      changes: z.array(NodeChange),
      sentence: z.string(),
    }),
  }),
  explanation: endpoint({
    method: 'get',
    path: '/api/demand/explanation',
    permission: 'demand:read',
    summary:
      'What the forecast of a node is made of, period by period: level, trend, season, what made it add up, orders, signals, overrides',
    query: z.object({ ...view, ...at }),
    reply: z.object({ periods: z.array(PeriodExplained), sentence: z.string() }),
  }),
}
