import { z } from 'zod'
import { Day, endpoint, Id, MinorUnits } from '#platform/http/contract.ts'
import { Named } from '../schema.ts'

const one = z.object({ id: Id })
const Share = z.number().min(0).max(10)
const StepFacts = z.object({
  day: z.number().int().min(1).max(1000).describe('Due by the end of this day since the start'),
  title: z.string().trim().min(1, 'A step has a title.').max(300),
  courseId: Id.nullable().default(null).describe('The course that completes the step'),
})
const PlanFacts = z.object({
  name: z.string().trim().min(1, 'A plan has a name.').max(200),
  firstDealDays: z.number().int().min(1).max(2000).describe('Days from the start to the first deal won'),
  certifyDays: z
    .number()
    .int()
    .min(1)
    .max(2000)
    .default(60)
    .describe('By this day every course of the plan is completed'),
  ramp: z
    .array(Share)
    .min(1)
    .max(36)
    .describe('Share of a full monthly quota expected in each month since the start; the last one holds on'),
  steps: z.array(StepFacts).max(100),
})
export const Plan = PlanFacts.extend({ id: Id, steps: z.array(StepFacts.extend({ id: Id })), people: z.number().int() })
const Milestone = z.enum(['in time', 'late', 'not yet', 'overdue'])
const Month = z.object({
  month: z.number().int(),
  plannedShare: z.number(),
  closedMinor: MinorUnits,
  share: z.number().nullable().describe('Closed by a full monthly quota'),
})
export const Onboarding = z.object({
  id: Id,
  person: Named,
  plan: Named,
  startsOn: Day,
  day: z.number().int().describe('Days since the start'),
  steps: z.array(
    z.object({ id: Id, title: z.string(), day: z.number().int(), courseId: Id.nullable(), doneOn: Day.nullable() }),
  ),
  firstDeal: z.object({ plannedDays: z.number().int(), days: z.number().int().nullable(), state: Milestone }),
  certified: z.object({
    byDay: z.number().int(),
    on: Day.nullable(),
    state: Milestone.nullable().describe('Null where the plan has no course'),
  }),
  ramp: z.object({
    fullMonthlyMinor: MinorUnits.nullable().describe('A month of the latest quota of the person'),
    currency: z.string(),
    months: z.array(Month).describe('Full months since the start only'),
    plannedMonths: z.number().int().describe('The month in which the plan expects full quota for the first time'),
    plannedBy: Day.describe('The day after that month'),
    takenMonths: z
      .number()
      .int()
      .nullable()
      .describe('The first month that with the two after it came to as much on average; null: not yet'),
    againstPlan: z.number().nullable().describe('All that was closed by all that the plan expects; 1 is on plan'),
    why: z.string().nullable().describe('Why it cannot be said'),
  }),
})
export type Onboarding = z.infer<typeof Onboarding>

/** The endpoints of onboarding: plans, who is on one, and the ramp of each against it. */
export const onboardingContract = {
  plans: endpoint({
    method: 'get',
    path: '/api/enablement/plans',
    permission: 'enablement:read',
    summary: 'Onboarding plans: steps, days to the first deal, and the ramp that is expected.',
    reply: z.object({ plans: z.array(Plan) }),
  }),
  addPlan: endpoint({
    method: 'post',
    path: '/api/enablement/plans',
    permission: 'enablement:edit',
    summary: 'Add an onboarding plan.',
    body: PlanFacts,
    reply: one,
  }),
  changePlan: endpoint({
    method: 'put',
    path: '/api/enablement/plans/{id}',
    permission: 'enablement:edit',
    summary: 'Change an onboarding plan. Steps of the same title keep what was done of them.',
    params: one,
    body: PlanFacts,
    reply: one,
  }),
  onboardings: endpoint({
    method: 'get',
    path: '/api/enablement/onboardings',
    permission: 'enablement:read',
    summary:
      'Who is being onboarded: steps, days to the first deal, certification and ramp against the plan; and who was hired in the last year and sells without a plan. Of people whose quotas you see.',
    reply: z.object({
      onboardings: z.array(Onboarding),
      withoutPlan: z.array(Named.extend({ hiredOn: Day })),
    }),
  }),
  onboard: endpoint({
    method: 'post',
    path: '/api/enablement/onboardings',
    permission: 'enablement:edit',
    summary:
      'Put somebody on a plan, from the day of hiring where no start is said; it takes the place of the plan before.',
    body: z.object({ planId: Id, personId: Id, startsOn: Day.nullable().default(null) }),
    reply: one,
  }),
  endOnboarding: endpoint({
    method: 'delete',
    path: '/api/enablement/onboardings/{id}',
    permission: 'enablement:edit',
    summary: 'End an onboarding.',
    params: one,
    reply: one,
  }),
  stepDone: endpoint({
    method: 'put',
    path: '/api/enablement/onboardings/{id}/steps/{step}',
    permission: 'enablement:edit',
    summary: 'Say on which day a step was done; null takes it back. Steps with a course are done by completing it.',
    params: z.object({ id: Id, step: Id }),
    body: z.object({ doneOn: Day.nullable() }),
    reply: one,
  }),
  workedRamp: endpoint({
    method: 'post',
    path: '/api/enablement/worked/ramp',
    permission: 'enablement:read',
    summary:
      'The ramp of a case of your own: what was closed in each full month, a full monthly quota, and the plan’s shares.',
    body: z.object({
      closedMinor: z.array(MinorUnits).max(36),
      plan: z.array(Share).min(1).max(36),
      fullMonthlyMinor: MinorUnits.positive().nullable(),
    }),
    reply: z.object({ months: z.array(Month), againstPlan: z.number().nullable() }),
  }),
}
