import { z } from 'zod'
import { Day, endpoint, Id, Instant } from '#platform/http/contract.ts'
import { CheckKey } from '../schema.ts'
import { effectVerdicts } from './effect.ts'

export const improvementKinds = ['charter', 'roadmap', 'quarter theme', 'tactical'] as const
const Facts = z.object({
  kind: z.enum(improvementKinds).describe('Tactical, or strategic: charter, roadmap, theme of a quarter'),
  title: z.string().trim().min(1, 'An improvement has a title.').max(500),
  checkKey: CheckKey.nullable().default(null).describe('The check it is to lift; a tactical one needs it'),
  ownerId: Id.nullable().default(null),
  dueOn: Day.nullable().default(null),
  expectedChange: z
    .number()
    .min(-1000)
    .max(1000)
    .nullable()
    .default(null)
    .describe('By how much the value of the check is to change: 0.1 is ten percentage points of a share'),
})
export const Improvement = Facts.extend({
  id: Id,
  checkName: z.string().nullable(),
  ownerName: z.string().nullable(),
  addedAt: Instant,
  state: z.enum(['open', 'late', 'done', 'dropped']),
  beforeValue: z.number().nullable().describe('The value of the check when the improvement was added'),
  nowValue: z.number().nullable(),
  effect: z.object({
    verdict: z.enum(effectVerdicts),
    difference: z.number().nullable(),
    margin: z.number().nullable().describe('95 % margin of the difference, of shares'),
  }),
})
export type Improvement = z.infer<typeof Improvement>
const one = z.object({ id: Id })

/** The endpoints of improvements: what is to lift practice, and what it did. */
export const improvementsContract = {
  improvements: endpoint({
    method: 'get',
    path: '/api/practices/improvements',
    permission: 'practices:read',
    summary:
      'Strategic and tactical improvements, open ones first, with what their check did since they were added once they are done.',
    reply: z.object({ improvements: z.array(Improvement) }),
  }),
  addImprovement: endpoint({
    method: 'post',
    path: '/api/practices/improvements',
    permission: 'practices:edit',
    summary: 'Add an improvement; the value of its check is kept, so that the effect can be measured later.',
    body: Facts,
    reply: one,
  }),
  moveImprovement: endpoint({
    method: 'put',
    path: '/api/practices/improvements/{id}/state',
    permission: 'practices:edit',
    summary: 'Say that an improvement is done, was dropped, or is open again.',
    params: one,
    body: z.object({ state: z.enum(['open', 'done', 'dropped']) }),
    reply: one,
  }),
}
