import { z } from 'zod'
import { endpoint, Id, Instant, MinorUnits } from '#platform/http/contract.ts'

export const Approval = z.object({
  id: Id,
  ruleName: z.string(),
  dealId: Id,
  dealName: z.string(),
  discount: z.number().describe('Percent'),
  reason: z.string(),
  askedBy: z.string().nullable(),
  askedAt: Instant,
  state: z.enum(['approved', 'declined', 'pending']),
  levels: z.number().int().describe('Levels of the chain that this discount needs'),
  waitsFor: z
    .array(z.string())
    .describe('Who may answer now: the approver, and the substitute once the approver is away or late'),
  mayAnswer: z.boolean().describe('Whether you may'),
  isLate: z.boolean().describe('The approver has let the time pass'),
  isStuck: z.boolean().describe('Everybody who may answer is away or has left: the deal waits for nobody'),
  amountMinor: MinorUnits.nullable().describe('What the deal is worth, which waits for the answer'),
  currency: z.string(),
  answers: z.array(
    z.object({
      level: z.number().int(),
      answer: z.enum(['approved', 'declined']),
      by: z.string(),
      note: z.string(),
      answeredAt: Instant,
    }),
  ),
})
export type Approval = z.infer<typeof Approval>

/** The endpoints of the discount desk. */
export const approvalsContract = {
  approvals: endpoint({
    method: 'get',
    path: '/api/process/approvals',
    permission: 'process:read',
    summary: 'Discounts that were asked for on deals that you see, the newest first.',
    query: z.object({
      dealId: Id.optional(),
      state: z.enum(['approved', 'declined', 'pending']).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    reply: z.object({ approvals: z.array(Approval) }),
  }),
  ask: endpoint({
    method: 'post',
    path: '/api/process/approvals',
    permission: 'crm:edit',
    summary:
      'Ask for a discount on a deal. The chain of the approval rule answers level by level; until then the deal does not come to the stage of the rule.',
    body: z.object({
      dealId: Id,
      discount: z.number().min(0.01).max(100).describe('Percent'),
      reason: z.string().trim().min(1, 'Say why the discount is needed.').max(2000),
    }),
    reply: z.object({ id: Id, state: z.enum(['approved', 'declined', 'pending']) }),
  }),
  answer: endpoint({
    method: 'post',
    path: '/api/process/approvals/{id}/answer',
    permission: 'process:read',
    summary: 'Approve or decline a discount that waits for you, or for whom you stand in.',
    params: z.object({ id: Id }),
    body: z.object({ answer: z.enum(['approved', 'declined']), note: z.string().trim().max(2000).default('') }),
    reply: z.object({ id: Id, state: z.enum(['approved', 'declined', 'pending']) }),
  }),
}
