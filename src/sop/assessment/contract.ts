import { z } from 'zod'
import { endpoint, Id, Instant } from '#platform/http/contract.ts'

const Mark = z.number().int().min(1).max(5)

export const Assessment = z.object({
  /** Whether it may be assessed now: from the approval of the plan until the cycle is over. */
  isOpen: z.boolean(),
  questions: z.array(
    z.object({
      key: z.string(),
      asks: z.string(),
      mean: z.number().nullable().describe('Mean of the answers, 1 (no) to 5 (yes); null where nobody answered.'),
      answers: z.number().int(),
      before: z.number().nullable().describe('Mean in the cycle before; null where there was none.'),
    }),
  ),
  notes: z.array(z.object({ by: z.string().nullable(), at: Instant, note: z.string() })),
})

/** The endpoints by which the team looks back on a cycle. */
export const assessmentContract = {
  assessment: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/assessment',
    permission: 'sop:read',
    summary: 'The self-assessment of a cycle: the mean answer to each question, beside the cycle before.',
    params: z.object({ id: Id }),
    reply: Assessment,
  }),
  assess: endpoint({
    method: 'put',
    path: '/api/sop/cycles/{id}/assessment',
    permission: 'sop:contribute',
    summary:
      'Assess a cycle, once per person, from the approval of its plan until it is over; a second answer replaces the first.',
    params: z.object({ id: Id }),
    body: z.object({
      answers: z.object({ data: Mark, attendance: Mark, numbers: Mark, decisions: Mark, time: Mark }).partial(),
      note: z.string().max(4_000).default(''),
    }),
    reply: Assessment,
  }),
}
