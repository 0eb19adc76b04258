import { z } from 'zod'
import { endpoint } from '#platform/http/contract.ts'
import { Grain, Measure } from '../schema.ts'
import { Learned } from './schema.ts'

/** The endpoint of what was learned. */
export const traitsContract = {
  learned: endpoint({
    method: 'get',
    path: '/api/demand/learned',
    permission: 'demand:read',
    summary:
      'What published forecasts learned from all series of the company together: how intermittent demand fades and ends, and how wide ranges must be. Learned when a period closes, newest first; each stands until the next',
    query: z.object({ grain: Grain.default('month'), measure: Measure.default('units') }),
    reply: z.object({ learned: z.array(Learned) }),
  }),
}
