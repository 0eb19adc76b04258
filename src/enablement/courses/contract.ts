import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'
import { Certificate, Completion, certificateStates } from '../schema.ts'

const paged = {
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
}

/** The endpoints of courses: who completed them, and who is certified until when. */
export const coursesContract = {
  completions: endpoint({
    method: 'get',
    path: '/api/enablement/completions',
    permission: 'enablement:read',
    summary: 'Who completed which course, newest first; of people as far as you see their quotas.',
    query: z.object({ course: Id.optional(), person: Id.optional(), ...paged }),
    reply: z.object({ completions: z.array(Completion), total: z.number().int() }),
  }),
  complete: endpoint({
    method: 'post',
    path: '/api/enablement/completions',
    permission: 'enablement:read',
    summary: 'Record that somebody completed a course: oneself, or anybody for those who may edit enablement.',
    body: z.object({
      courseId: Id,
      personId: Id,
      completedOn: Day,
      score: z.number().min(0).max(100).nullable().default(null),
    }),
    reply: z.object({ id: Id }),
  }),
  withdrawCompletion: endpoint({
    method: 'delete',
    path: '/api/enablement/completions/{id}',
    permission: 'enablement:edit',
    summary: 'Withdraw a completion that was recorded wrongly.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
  certificates: endpoint({
    method: 'get',
    path: '/api/enablement/certificates',
    permission: 'enablement:read',
    summary: 'Who is certified, until when: the latest completion of each person and certifying course, as of today.',
    query: z.object({ state: z.enum(certificateStates).optional(), person: Id.optional(), ...paged }),
    reply: z.object({
      certificates: z.array(Certificate),
      total: z.number().int(),
      counts: z.object({ valid: z.number().int(), 'expires soon': z.number().int(), expired: z.number().int() }),
    }),
  }),
}
