import { z } from 'zod'
import { Day, endpoint, Id, Instant, MinorUnits } from '#platform/http/contract.ts'
import { AssumptionState, BeliefTest, Month, Option, Person, Text } from '../schema.ts'

export const AssumptionView = z.object({
  id: Id,
  cycleId: Id,
  month: Month,
  says: z.string(),
  owner: Person.nullable(),
  expiresOn: Day,
  test: BeliefTest.nullable(),
  state: AssumptionState,
  /** What came so far in the months of the test: units, or minor units. */
  actual: z.number().nullable(),
  /** Why the state is what it is. */
  because: z.string(),
})
export type AssumptionView = z.infer<typeof AssumptionView>

export const RiskView = z.object({
  id: Id,
  kind: z.enum(['risk', 'opportunity']),
  says: z.string(),
  familyId: Id,
  family: z.string(),
  from: Month,
  to: Month,
  unitsPerMonth: z.number().int(),
  chance: z.number(),
  /** Units x price over its months, if it happens. */
  impactMinor: MinorUnits.nullable(),
  /** The impact times its chance. */
  expectedMinor: MinorUnits.nullable(),
  owner: Person.nullable(),
  ended: z.string().nullable(),
})

export const RequestView = z.object({
  id: Id,
  cycleId: Id,
  month: Month,
  question: z.string(),
  owner: Person.nullable(),
  deadlineOn: Day.nullable(),
  options: z.array(Option),
  recommended: z.string().nullable(),
  outcome: z.enum(['open', 'decided', 'deferred']),
  chosen: z.string().nullable(),
  deferredUntil: Day.nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  note: z.string(),
})
export type RequestView = z.infer<typeof RequestView>

export const ActionView = z.object({
  id: Id,
  says: z.string(),
  owner: Person.nullable(),
  dueOn: Day.nullable(),
  requestId: Id.nullable(),
  doneAt: Instant.nullable(),
})

export const Agenda = z.object({
  currency: z.string(),
  assumptions: z.array(AssumptionView),
  risks: z.array(RiskView),
  requests: z.array(RequestView),
  financeMinor: MinorUnits.nullable(),
  plannedMinor: MinorUnits.nullable(),
  approvals: z.array(z.object({ by: z.string().nullable(), at: Instant, note: z.string() })),
  actions: z.array(ActionView),
})
export type Agenda = z.infer<typeof Agenda>

const params = z.object({ id: Id })
const requestParams = z.object({ id: Id, requestId: Id })
const note = z.string().max(4_000).default('')

/** The endpoints of what a cycle believes, fears, hopes and decides. */
export const agendaContract = {
  agenda: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/agenda',
    permission: 'sop:read',
    summary:
      'Assumptions tested against actuals, risks and opportunities in money, decision requests, approvals, actions.',
    params,
    reply: Agenda,
  }),
  stateAssumption: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/assumptions',
    permission: 'sop:contribute',
    summary: 'State an assumption with the day it expires, and if it can be tested, against which actuals.',
    params,
    body: z.object({
      says: Text,
      ownerId: Id.nullable().default(null),
      expiresOn: Day,
      test: BeliefTest.nullable().default(null),
    }),
    reply: Agenda,
  }),
  withdrawAssumption: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/assumptions/{assumptionId}/withdrawal',
    permission: 'sop:contribute',
    summary: 'Withdraw an assumption; large overrides that rest on it open the gate of step 2 again.',
    params: z.object({ id: Id, assumptionId: Id }),
    body: z.object({ why: Text }),
    reply: Agenda,
  }),
  stateRisk: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/risks',
    permission: 'sop:contribute',
    summary: 'State a risk (units below zero) or opportunity of a family, with its chance.',
    params,
    body: z.object({
      kind: z.enum(['risk', 'opportunity']),
      says: Text,
      familyId: Id,
      from: Month,
      to: Month,
      unitsPerMonth: z.number().int(),
      chance: z.number().min(0).max(1),
      ownerId: Id.nullable().default(null),
    }),
    reply: Agenda,
  }),
  endRisk: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/risks/{riskId}/end',
    permission: 'sop:contribute',
    summary: 'End a risk or opportunity: it has come, or can no longer.',
    params: z.object({ id: Id, riskId: Id }),
    body: z.object({ why: Text }),
    reply: Agenda,
  }),
  requestDecision: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/requests',
    permission: 'sop:contribute',
    summary: 'Ask for a decision: question, options with money, deadline, recommendation; at most five in a cycle.',
    params,
    body: z.object({
      question: Text,
      ownerId: Id.nullable().default(null),
      deadlineOn: Day.nullable().default(null),
      options: z.array(Option).max(8),
      recommended: z.string().nullable().default(null),
    }),
    reply: Agenda,
  }),
  changeRequest: endpoint({
    method: 'put',
    path: '/api/sop/cycles/{id}/requests/{requestId}',
    permission: 'sop:contribute',
    summary: 'Change a decision request until step 4 is closed.',
    params: requestParams,
    body: z.object({
      question: Text,
      ownerId: Id.nullable(),
      deadlineOn: Day.nullable(),
      options: z.array(Option).max(8),
      recommended: z.string().nullable(),
    }),
    reply: Agenda,
  }),
  withdrawRequest: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/requests/{requestId}/withdrawal',
    permission: 'sop:contribute',
    summary: 'Withdraw a decision request.',
    params: requestParams,
    body: z.object({ why: Text }),
    reply: Agenda,
  }),
  decide: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/requests/{requestId}/decision',
    permission: 'sop:decide',
    summary: 'Decide a request in step 5 for one of its options.',
    params: requestParams,
    body: z.object({ option: z.string(), note }),
    reply: Agenda,
  }),
  defer: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/requests/{requestId}/deferral',
    permission: 'sop:decide',
    summary: 'Defer a request in step 5 to a day.',
    params: requestParams,
    body: z.object({ until: Day, note }),
    reply: Agenda,
  }),
  stateFinance: endpoint({
    method: 'put',
    path: '/api/sop/cycles/{id}/finance',
    permission: 'sop:contribute',
    summary: 'State the revenue that finance plans with over the horizon; step 4 closes within 1 % of it.',
    params,
    body: z.object({ revenueMinor: MinorUnits, note }),
    reply: Agenda,
  }),
  approve: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/approvals',
    permission: 'sop:decide',
    summary: 'Approve the plan by name in step 5.',
    params,
    body: z.object({ note }),
    reply: Agenda,
  }),
  addAction: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/actions',
    permission: 'sop:contribute',
    summary: 'Write down an action that follows from the cycle, with owner and day.',
    params,
    body: z.object({
      says: Text,
      ownerId: Id.nullable().default(null),
      dueOn: Day.nullable().default(null),
      requestId: Id.nullable().default(null),
    }),
    reply: Agenda,
  }),
  finishAction: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/actions/{actionId}/done',
    permission: 'sop:contribute',
    summary: 'Say that an action is done.',
    params: z.object({ id: Id, actionId: Id }),
    reply: Agenda,
  }),
  decisions: endpoint({
    method: 'get',
    path: '/api/sop/decisions',
    permission: 'sop:read',
    summary:
      'The decisions log of all cycles, newest first: what was asked, what was decided, by whom, for how much money.',
    query: z.object({
      outcome: z.enum(['open', 'decided', 'deferred']).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({ currency: z.string(), decisions: z.array(RequestView), total: z.number().int() }),
  }),
  assumptions: endpoint({
    method: 'get',
    path: '/api/sop/assumptions',
    permission: 'sop:read',
    summary: 'Assumptions of all cycles, newest first, each held against the actuals that came since.',
    query: z.object({ state: AssumptionState.optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
    reply: z.object({ assumptions: z.array(AssumptionView), total: z.number().int() }),
  }),
}
