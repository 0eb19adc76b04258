import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'
import { Named } from '../schema.ts'

export const CoachingMoment = z.object({
  person: Named,
  kind: z
    .enum(['stage', 'pushed', 'quiet'])
    .describe('Deals stop at a stage more than those of others; deals pushed three times; deals quiet for three weeks'),
  stage: z.string().nullable(),
  says: z.string(),
  deals: z.array(Named),
  helps: z.array(Named).describe('Resources that are tagged for the stage'),
})

/** The endpoint of coaching. */
export const coachingContract = {
  coaching: endpoint({
    method: 'get',
    path: '/api/enablement/coaching',
    permission: 'enablement:read',
    summary:
      'When a talk would help, from the deals you see: stages from which somebody’s deals go on less often than those of others (Fisher’s exact test, at most a tenth named by chance), deals pushed three times or more, deals without a sign of life for three weeks.',
    query: z.object({ person: Id.optional() }),
    reply: z.object({ since: Day, moments: z.array(CoachingMoment) }),
  }),
}
