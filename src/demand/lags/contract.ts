import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { Grain, LagAccuracy, Level, Measure, NodeKey } from '../schema.ts'

const query = z.object({
  grain: Grain.default('month'),
  measure: Measure.default('units'),
  level: Level.optional().describe('Nodes of this level alone.'),
  territory: Id.optional().describe('Nodes in this territory; those of all territories together where it is left out.'),
})

/** One node and one lag. */
export const NodeLag = LagAccuracy.extend({ key: NodeKey, level: Level, name: z.string(), code: z.string().nullable() })
export type NodeLag = z.infer<typeof NodeLag>

/** How good forecasts of every node were, by how far ahead they were made. */
export const lagsContract = {
  accuracyByLag: endpoint({
    method: 'get',
    path: '/api/demand/accuracy',
    permission: 'demand:read',
    summary:
      'Accuracy of every node by lag 1 to 12: error (WAPE), that of the naive forecast, bias, how often ranges held, from how many forecasts',
    query,
    reply: z.object({ rows: z.array(NodeLag) }),
  }),
  accuracyFile: endpoint({
    method: 'get',
    path: '/api/demand/accuracy.csv',
    permission: 'demand:read',
    summary: 'The same as CSV.',
    query,
    raw: true,
  }),
}
