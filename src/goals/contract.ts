import { z } from 'zod'
import { Day, endpoint, Id, MinorUnits } from '#platform/http/contract.ts'
import { budgetContract } from './budget/contract.ts'
import { AttainedQuota, Attainment, Counts, Grain, PlannedDay, Quota, SubjectKind } from './schema.ts'

/** The endpoints of goals. */
export const goalsContract = {
  ...budgetContract,
  attainment: endpoint({
    method: 'get',
    path: '/api/goals/attainment',
    permission: 'goals:read',
    summary:
      'Quota, closed, open pipeline and gap of a fiscal period, per person, team, territory, family and company.',
    query: z.object({ grain: Grain.default('quarter'), on: PlannedDay.optional() }),
    reply: Attainment,
  }),
  listQuotas: endpoint({
    method: 'get',
    path: '/api/goals/quotas',
    permission: 'goals:read',
    summary: 'The quotas you can see that touch a span of days; with ended, also the ones that were replaced.',
    query: z.object({
      from: Day.optional(),
      to: Day.optional(),
      subjectKind: SubjectKind.optional(),
      subjectId: Id.optional(),
      ended: z.enum(['true', 'false']).optional(),
    }),
    reply: z.object({ quotas: z.array(Quota) }),
  }),
  attainedQuotas: endpoint({
    method: 'get',
    path: '/api/goals/quotas/attained',
    permission: 'goals:read',
    summary:
      'Each standing quota that touches a span of days, held against what was closed within its own dates: won deals or order lines, as the quota says.',
    query: z.object({
      from: Day.optional(),
      to: Day.optional(),
      subjectKind: SubjectKind.optional(),
      subjectId: Id.optional(),
    }),
    reply: z.object({ currency: z.string(), today: Day, quotas: z.array(AttainedQuota) }),
  }),
  setQuota: endpoint({
    method: 'put',
    path: '/api/goals/quotas',
    permission: 'goals:edit',
    summary: 'Set the quota of a subject for a period; replaces names the quota you saw (null for none).',
    body: z.object({
      subjectKind: SubjectKind,
      subjectId: Id.nullable(),
      startsOn: Day,
      endsOn: Day,
      amountMinor: MinorUnits.min(0, 'A quota is zero or more.'),
      currency: z.string().regex(/^[A-Z]{3}$/),
      /** Left out, it counts what the company records: deals, or order lines while there is no deal. */
      counts: Counts.optional(),
      replaces: Id.nullable(),
    }),
    reply: Quota,
  }),
  endQuota: endpoint({
    method: 'delete',
    path: '/api/goals/quotas/{id}',
    permission: 'goals:edit',
    summary: 'Take a quota away; it stays in the history.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
}
