import { z } from 'zod'
import { endpoint, Id, Instant } from '#platform/http/contract.ts'
import { PlanStatus } from '#supply/schema.ts'
import { Gap, SupplyLine } from '../schema.ts'

export const SupplyView = z.object({
  captured: z
    .object({
      at: Instant,
      by: z.string().nullable(),
      origin: z.string(),
      plan: z.number().int().nullable().describe('Number of the supply plan; null where it was typed.'),
    })
    .nullable(),
  /** The plan that was last asked for this cycle's consensus. */
  asked: z
    .object({
      plan: z.number().int(),
      status: PlanStatus,
      isCurrent: z.boolean().describe('The consensus is still what the plan was asked for.'),
    })
    .nullable(),
  feasible: z.boolean().nullable(),
  violations: z.array(z.string()),
  gaps: z.array(Gap.extend({ place: z.number().int(), family: z.string().nullable() })),
  /** Per family and month: demand (the consensus), production, stock at the end, backlog, and days of demand on hand. */
  lines: z.array(
    SupplyLine.extend({
      family: z.string(),
      demand: z.number().int().nullable(),
      /** Stock at the end over the demand of the next month, times its days; null where that is not known or zero. */
      daysOnHand: z.number().nullable(),
    }),
  ),
})
export type SupplyView = z.infer<typeof SupplyView>

const params = z.object({ id: Id })

/** The endpoints of the supply plan that a cycle holds. */
export const sopSupplyContract = {
  supplyOf: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/supply',
    permission: 'sop:read',
    summary: 'The supply plan of a cycle by family and month, with its gaps, causes and days on hand.',
    params,
    reply: SupplyView,
  }),
  planConsensus: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/supply/plan',
    permission: 'supply:plan',
    summary:
      'Ask for a supply plan of the consensus of a cycle, shared out to items as demand expects them; a job makes it, then it can be captured.',
    params,
    reply: SupplyView,
  }),
  captureSupply: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/supply/capture',
    permission: 'sop:contribute',
    summary:
      'Capture a plan of supply into the cycle, summed by family: the one made for its consensus, else the newest.',
    params,
    reply: SupplyView,
  }),
  typeSupply: endpoint({
    method: 'put',
    path: '/api/sop/cycles/{id}/supply',
    permission: 'sop:contribute',
    summary:
      'State the supply plan by family and month, with what it cannot do. Gaps that are left out follow from the lines: what they deliver late, and what stood of months that did not change.',
    params,
    body: z.object({
      feasible: z.boolean().optional().describe('Left out: whether there is no gap.'),
      violations: z.array(z.string().max(1_000)).max(500).default([]),
      lines: z.array(SupplyLine).max(20_000),
      gaps: z.array(Gap).max(2_000).optional(),
    }),
    reply: SupplyView,
  }),
  raiseGap: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/supply/gaps/{place}/request',
    permission: 'sop:contribute',
    summary: 'Say which decision request raises a gap.',
    params: z.object({ id: Id, place: z.coerce.number().int().min(0) }),
    body: z.object({ requestId: Id }),
    reply: SupplyView,
  }),
}
