import { z } from 'zod'
import { Day, endpoint, Id, Instant } from '#platform/http/contract.ts'
import { Named, Side } from '../schema.ts'
import { handoffStates } from './handoff.ts'

const AreaFacts = z.object({
  name: z.string().trim().min(1, 'An area has a name.').max(200),
  operations: z.boolean().describe('Whether sales operations owns it'),
  enablement: z.boolean().describe('Whether enablement owns it'),
  sharedBecause: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .nullable()
    .default(null)
    .describe('Why both own it, where they do on purpose'),
})
const Key = z.string().regex(/^[a-z0-9-]{1,60}$/, 'A key is small letters, digits and hyphens.')
export const OwnedArea = AreaFacts.extend({
  key: Key,
  ownership: z.enum(['owned', 'shared', 'overlap', 'gap']).describe('"overlap": both without a reason; "gap": neither'),
  handoffs: z.number().int().describe('Hand-offs in this area that are neither done nor declined'),
})
export const Handoff = z.object({
  id: Id,
  title: z.string(),
  area: z.object({ key: Key, name: z.string() }),
  from: Side,
  to: Side,
  state: z.enum(handoffStates),
  next: z.array(z.enum(handoffStates)).describe('The states that may follow'),
  owner: Named.nullable(),
  dueOn: Day.nullable(),
  late: z.boolean(),
  note: z.string(),
  history: z.array(
    z.object({ state: z.enum(handoffStates), at: Instant, by: z.string().nullable(), note: z.string() }),
  ),
})
const ofKey = z.object({ key: Key })
const one = z.object({ id: Id })

/** The endpoints of ownership: who owns what, and what goes from one side to the other. */
export const ownershipContract = {
  ownership: endpoint({
    method: 'get',
    path: '/api/enablement/ownership',
    permission: 'enablement:read',
    summary:
      'Who owns what between sales operations and enablement, with overlaps (both without a reason) and gaps (neither).',
    reply: z.object({ areas: z.array(OwnedArea), overlaps: z.number().int(), gaps: z.number().int() }),
  }),
  setArea: endpoint({
    method: 'put',
    path: '/api/enablement/ownership/{key}',
    permission: 'enablement:edit',
    summary:
      'Say who owns an area; an unknown key adds an area of your own. Null restores the usual owner, or removes your own area.',
    params: ofKey,
    body: z.object({ area: AreaFacts.nullable() }),
    reply: ofKey,
  }),
  handoffs: endpoint({
    method: 'get',
    path: '/api/enablement/handoffs',
    permission: 'enablement:read',
    summary: 'Hand-offs between sales operations and enablement with their states, newest first.',
    query: z.object({
      state: z.enum(handoffStates).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
    }),
    reply: z.object({ handoffs: z.array(Handoff), total: z.number().int() }),
  }),
  addHandoff: endpoint({
    method: 'post',
    path: '/api/enablement/handoffs',
    permission: 'enablement:edit',
    summary: 'Propose a hand-off from one side to the other.',
    body: z.object({
      title: z.string().trim().min(1, 'A hand-off has a title.').max(300),
      areaKey: Key,
      from: Side,
      ownerId: Id.nullable().default(null).describe('Who takes it on'),
      dueOn: Day.nullable().default(null),
      note: z.string().max(5000).default(''),
    }),
    reply: one,
  }),
  moveHandoff: endpoint({
    method: 'post',
    path: '/api/enablement/handoffs/{id}/states',
    permission: 'enablement:edit',
    summary: 'Accept, decline or finish a hand-off, or propose it again; declining needs a note.',
    params: one,
    body: z.object({ state: z.enum(handoffStates), note: z.string().trim().max(2000).default('') }),
    reply: one,
  }),
}
