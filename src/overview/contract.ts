import { z } from 'zod'
import { endpoint, Instant } from '#platform/http/contract.ts'
import { FamilyDemand, Health, Moved, Need } from './schema.ts'

/** What the first screen asks beside the answers of the other domains. */
export const overviewContract = {
  needs: endpoint({
    method: 'get',
    path: '/api/overview/needs',
    permission: 'overview:read',
    summary: 'What needs somebody now: at most five things, each with a reason and one action.',
    reply: z.object({ needs: z.array(Need), more: z.number().int() }),
  }),
  changes: endpoint({
    method: 'get',
    path: '/api/overview/changes',
    permission: 'overview:read',
    summary: 'What happened to deals since a number of days ago, as far as you may see them.',
    query: z.object({ days: z.coerce.number().int().min(1).max(92).default(1) }),
    reply: z.object({ since: Instant, currency: z.string(), moved: z.array(Moved) }),
  }),
  demand: endpoint({
    method: 'get',
    path: '/api/overview/demand',
    permission: 'demand:read',
    summary: 'Demand of each family in money: the last twelve closed months and the next three, with 80 % intervals.',
    reply: z.object({ families: z.array(FamilyDemand), forecastAt: Instant.nullable(), refreshing: z.boolean() }),
  }),
  health: endpoint({
    method: 'get',
    path: '/api/overview/health',
    permission: 'overview:read',
    summary: 'How current the data are.',
    reply: Health,
  }),
}
