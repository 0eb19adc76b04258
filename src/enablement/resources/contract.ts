import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { Helping, Kind, Opening, Resource, ResourceFacts, validities } from '../schema.ts'

const paged = {
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
}
const one = z.object({ id: Id })

/** The endpoints of resources: what helps, where it helps, and who opened it. */
export const resourcesContract = {
  resources: endpoint({
    method: 'get',
    path: '/api/enablement/resources',
    permission: 'enablement:read',
    summary:
      'Playbooks, battlecards, decks and courses by name, with owner, validity, tags and how often they were opened.',
    query: z.object({
      kind: Kind.optional(),
      validity: z.enum([...validities, 'all']).default('all'),
      stage: z.string().max(200).optional(),
      segment: z.string().max(200).optional(),
      family: z.string().max(200).optional(),
      search: z.string().max(200).optional(),
      ...paged,
    }),
    reply: z.object({ resources: z.array(Resource), total: z.number().int() }),
  }),
  addResource: endpoint({
    method: 'post',
    path: '/api/enablement/resources',
    permission: 'enablement:edit',
    summary: 'Add a resource; its name is there once.',
    body: ResourceFacts.partial().required({ name: true, kind: true }),
    reply: one,
  }),
  changeResource: endpoint({
    method: 'patch',
    path: '/api/enablement/resources/{id}',
    permission: 'enablement:edit',
    summary: 'Change what a resource says; what is left out stays. The audit keeps each earlier version.',
    params: one,
    body: ResourceFacts.partial(),
    reply: one,
  }),
  retireResource: endpoint({
    method: 'delete',
    path: '/api/enablement/resources/{id}',
    permission: 'enablement:edit',
    summary:
      'Retire a resource: it helps nowhere any more, and what is known of its use stays. A second time brings it back.',
    params: one,
    reply: z.object({ id: Id, retired: z.boolean() }),
  }),
  open: endpoint({
    method: 'post',
    path: '/api/enablement/resources/{id}/openings',
    permission: 'enablement:read',
    summary: 'Note that the caller opened a resource, on a deal or not.',
    params: one,
    body: z.object({ dealId: Id.nullable().default(null) }),
    reply: one,
  }),
  openings: endpoint({
    method: 'get',
    path: '/api/enablement/resources/{id}/openings',
    permission: 'enablement:read',
    summary: 'Who opened a resource, when and on which deal, newest first; of people as far as you see their quotas.',
    params: one,
    query: z.object(paged),
    reply: z.object({ openings: z.array(Opening), total: z.number().int() }),
  }),
  helps: endpoint({
    method: 'get',
    path: '/api/enablement/deals/{id}/helps',
    permission: 'enablement:read',
    summary:
      'What helps with a deal, best first, with the reason: its stage, the segment of its account, the family it is about.',
    params: one,
    reply: z.object({ helps: z.array(Helping) }),
  }),
}
