import { z } from 'zod'
import { endpoint, Instant } from '#platform/http/contract.ts'
import { Need } from '#platform/need.ts'
import { FamilyDemand, Health } from './schema.ts'

/** What the first screen asks beside the answers of the other domains. */
export const overviewContract = {
  needs: endpoint({
    method: 'get',
    path: '/api/overview/needs',
    permission: 'overview:read',
    summary:
      'What needs you now, the most pressing first, one of each kind before a second: each with a reason and one action.',
    query: z.object({ most: z.coerce.number().int().min(1).max(100).default(5) }),
    reply: z.object({ needs: z.array(Need), more: z.number().int() }),
  }),
  demand: endpoint({
    method: 'get',
    path: '/api/overview/demand',
    permission: 'demand:read',
    summary:
      'Demand in money, of everything and of each family: the last twelve closed months and the next three, with 80 % intervals.',
    reply: z.object({
      all: FamilyDemand.nullable(),
      families: z.array(FamilyDemand),
      forecastAt: Instant.nullable(),
      refreshing: z.boolean(),
    }),
  }),
  health: endpoint({
    method: 'get',
    path: '/api/overview/health',
    permission: 'overview:read',
    summary: 'How current the data are.',
    reply: Health,
  }),
}
