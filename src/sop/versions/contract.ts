import { z } from 'zod'
import { endpoint, Id, Instant, MinorUnits } from '#platform/http/contract.ts'
import { Month } from '../schema.ts'

const params = z.object({ id: Id })
const Cell = z.object({ familyId: Id, family: z.string(), month: Month })

export const Comparison = z.object({
  a: z.object({ id: Id, label: z.string() }),
  b: z.object({ id: Id, label: z.string() }),
  currency: z.string(),
  unitsA: z.number().int(),
  unitsB: z.number().int(),
  revenueAMinor: MinorUnits,
  revenueBMinor: MinorUnits,
  /** Family-months that both plan. */
  compared: z.number().int(),
  changed: z.number().int(),
  cells: z.array(
    Cell.extend({
      unitsA: z.number().int().nullable(),
      unitsB: z.number().int().nullable(),
      revenueAMinor: MinorUnits.nullable(),
      revenueBMinor: MinorUnits.nullable(),
    }),
  ),
})

export const Adherence = z.object({
  lag: z.number().int(),
  /** 1 - sum |actual - plan| / sum plan, over family-months; may be below zero. Null without a month to compare. */
  adherence: z.number().nullable(),
  /** sum (actual - plan) / sum plan. */
  bias: z.number().nullable(),
  /** Sum of (actual - plan) over its mean absolute value, of the months summed over families; beyond +/-4 the plan leans. */
  trackingSignal: z.number().nullable(),
  months: z.array(
    z.object({
      month: Month,
      planned: z.number().int(),
      actual: z.number().int(),
      adherence: z.number().nullable(),
      families: z.number().int(),
    }),
  ),
  families: z.array(
    z.object({
      familyId: Id,
      family: z.string(),
      planned: z.number().int(),
      actual: z.number().int(),
      adherence: z.number().nullable(),
    }),
  ),
  /** Why nothing can be told, where nothing can. */
  reason: z.string().nullable(),
})
export type Adherence = z.infer<typeof Adherence>

export const Waterfall = z.object({
  month: Month,
  familyId: Id.nullable(),
  /** What each cycle planned for the month, the earliest first; lag counts months from the cycle to the month. */
  steps: z.array(
    z.object({
      cycleId: Id,
      cycle: z.string(),
      lag: z.number().int(),
      units: z.number().int(),
      change: z.number().int().nullable(),
    }),
  ),
  /** What came; null until the month has closed. */
  actual: z.number().int().nullable(),
  /** Actual - last plan. */
  lastChange: z.number().int().nullable(),
})
export type Waterfall = z.infer<typeof Waterfall>

/** The endpoints of approved plans through time. */
export const versionsContract = {
  snapshot: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/snapshot',
    permission: 'sop:read',
    summary: 'The approved plan as it was locked: its bytes, their SHA-256, and the hash of the snapshot before.',
    params,
    reply: z.object({
      cycleId: Id,
      seq: z.number().int().describe('The last act of the cycle that it holds.'),
      takenAt: Instant,
      hash: z.string(),
      beforeHash: z.string(),
      /** Canonical JSON. */
      bytes: z.string(),
    }),
  }),
  verify: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/verification',
    permission: 'sop:read',
    summary:
      'Whether a cycle is as it was: the chain of its acts, the bytes of its snapshot replayed, the chain of snapshots.',
    params,
    reply: z.object({
      whole: z.boolean(),
      acts: z.number().int(),
      /** The first act that is not as it was written. */
      brokenAct: z.number().int().nullable(),
      /** Null before the plan is approved. */
      snapshotAgrees: z.boolean().nullable(),
      chainAgrees: z.boolean().nullable(),
      says: z.string(),
    }),
  }),
  compare: endpoint({
    method: 'get',
    path: '/api/sop/compare',
    permission: 'sop:read',
    summary: 'Two cycles side by side: which family-months changed, in units and money.',
    query: z.object({
      a: Id,
      b: Id,
      familyId: Id.optional(),
      limit: z.coerce.number().int().min(1).max(5_000).default(500),
    }),
    reply: Comparison,
  }),
  waterfall: endpoint({
    method: 'get',
    path: '/api/sop/waterfall',
    permission: 'sop:read',
    summary: 'How the plan for one month moved from cycle to cycle (lag 12, 11, … 0) to what came.',
    query: z.object({ month: Month, familyId: Id.optional() }),
    reply: Waterfall,
  }),
  adherence: endpoint({
    method: 'get',
    path: '/api/sop/adherence',
    permission: 'sop:read',
    summary: 'Plan adherence, bias and tracking signal: what came against what was planned some months before.',
    query: z.object({
      lag: z.coerce.number().int().min(0).max(24).default(1),
      from: Month.optional(),
      to: Month.optional(),
      familyId: Id.optional(),
    }),
    reply: Adherence,
  }),
}
