import { z } from 'zod'
import { Day, Decimal, endpoint, Id, MinorUnits } from '#platform/http/contract.ts'
import { DealSplits, Dispute, Line, Plan, RuleSum, Run, RunProblem, Statement } from './schema.ts'
import { Terms } from './terms.ts'

const one = z.object({ id: Id })
const Span = z.object({ startsOn: Day, endsOn: Day.nullable().default(null) })
const Name = z.string().trim().min(1, 'A plan has a name.').max(120)
const Share = z.string().regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, 'A share is decimal text from 0 to 1: 0.5 is 50 %.')
const base = '/api/goals/incentives'

const Taking = z.object({
  personId: Id,
  ...Span.shape,
  rate: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,6})?$/)
    .nullable()
    .default(null)
    .describe("The person's own rate as decimal text: 0.012 is 1.2 %"),
})
const Takings = z.array(Taking).max(5000)

const CaseCredit = z.object({
  id: z.string().min(1).max(200),
  day: Day,
  amount: Decimal.describe('In the currency of the plan'),
  units: Decimal.nullable().default(null),
  share: Share.default('1'),
  relation: z.enum(['own', 'reports']).default('own'),
  familyId: Id.nullable().default(null),
  itemId: Id.nullable().default(null),
  territoryId: Id.nullable().default(null),
})

const CaseLine = z.object({
  rule: z.string(),
  kind: z.string(),
  creditId: z.string().nullable(),
  credited: Decimal,
  rate: Decimal.nullable(),
  exact: Decimal,
  amountMinor: MinorUnits,
})

/** The endpoints of incentive plans (sales compensation): plans, splits, runs, statements, disputes. */
export const incentivesContract = {
  plans: endpoint({
    method: 'get',
    path: `${base}/plans`,
    permission: 'goals:pay',
    summary: 'The incentive plans with their dated terms and their participants.',
    reply: z.object({ plans: z.array(Plan) }),
  }),
  addPlan: endpoint({
    method: 'post',
    path: `${base}/plans`,
    permission: 'goals:pay',
    summary:
      'Add an incentive plan with its first terms (rules, cap, draw, clawback, stated rates of currencies) and who takes part.',
    body: z.object({ name: Name, ...Span.shape, terms: Terms, participants: Takings.default([]) }),
    reply: Plan,
  }),
  setTerms: endpoint({
    method: 'put',
    path: `${base}/plans/{id}/terms`,
    permission: 'goals:pay',
    summary: 'New terms of a plan from a day on; the terms before them end the day before. Past runs keep theirs.',
    params: one,
    body: z.object({ ...Span.shape, terms: Terms }),
    reply: Plan,
  }),
  endPlan: endpoint({
    method: 'delete',
    path: `${base}/plans/{id}`,
    permission: 'goals:pay',
    summary: 'Take a plan out of use; its runs and statements stay.',
    params: one,
    reply: z.object({ id: Id }),
  }),
  setParticipants: endpoint({
    method: 'put',
    path: `${base}/plans/{id}/participants`,
    permission: 'goals:pay',
    summary: 'Who takes part in a plan, when, and at which rate of their own; replaces the whole list.',
    params: one,
    body: z.object({ participants: Takings }),
    reply: Plan,
  }),
  splits: endpoint({
    method: 'get',
    path: `${base}/splits`,
    permission: 'goals:pay',
    summary: 'The deals whose credit is split; a deal without splits is credited to its owner.',
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100), after: Id.optional() }),
    reply: z.object({ deals: z.array(DealSplits), next: Id.nullable() }),
  }),
  setSplits: endpoint({
    method: 'put',
    path: `${base}/splits/{id}`,
    permission: 'goals:pay',
    summary:
      'Who gets which share of the credit of a deal (id is the deal). Above 100 % the credit is held, and listed by each run.',
    params: one,
    body: z.object({ splits: z.array(z.object({ personId: Id, share: Share })).max(50) }),
    reply: DealSplits,
  }),
  calculate: endpoint({
    method: 'post',
    path: `${base}/calculate`,
    permission: 'goals:read',
    summary: 'The statement of a case that is sent along: terms, quota, rate and credits. Nothing is read or kept.',
    body: z.object({
      terms: Terms,
      minorDigits: z.number().int().min(0).max(4).default(2),
      quota: Decimal.nullable().default(null).describe('The quota in the currency of the plan'),
      rate: Decimal.nullable().default(null).describe("The person's own rate"),
      credits: z.array(CaseCredit).max(10_000),
      earnedBeforeMinor: MinorUnits.default(0),
      owedBeforeMinor: MinorUnits.min(0).default(0),
      isFirstRun: z.boolean().default(true),
    }),
    reply: z.object({
      credited: Decimal,
      attainment: z.number().nullable(),
      rules: z.array(RuleSum),
      earnedMinor: MinorUnits,
      deltaMinor: MinorUnits,
      drawMinor: MinorUnits,
      recoveredMinor: MinorUnits,
      payableMinor: MinorUnits,
      owedAfterMinor: MinorUnits,
      lines: z.array(CaseLine),
    }),
  }),
  run: endpoint({
    method: 'post',
    path: `${base}/runs`,
    permission: 'goals:pay',
    summary:
      'Calculate the statements of a plan for [from, to). Before the lock a new run replaces the last one; after it, it pays the difference (a delta).',
    body: z.object({ planId: Id, from: Day, to: Day.describe('The day after the last one') }),
    reply: Run,
  }),
  whatIf: endpoint({
    method: 'post',
    path: `${base}/what-if`,
    permission: 'goals:pay',
    summary:
      'What other terms would have paid the participants of a plan for [from, to), beside its own terms; or what a plan would have paid that is not added yet. Nothing is kept.',
    body: z.object({
      planId: Id.nullable().default(null).describe('Null: a plan that is not added yet; it paid nothing so far'),
      from: Day,
      to: Day,
      terms: Terms,
      participants: Takings.optional().describe('Left out: those of the plan'),
    }),
    reply: z.object({
      currency: z.string(),
      people: z.array(
        z.object({
          personId: Id,
          personName: z.string(),
          credited: Decimal,
          nowMinor: MinorUnits,
          thenMinor: MinorUnits,
        }),
      ),
      nowMinor: MinorUnits,
      thenMinor: MinorUnits,
      credited: Decimal,
      costNow: z
        .number()
        .nullable()
        .describe('Cost of sales: what is paid by what is credited, under the terms of the plan'),
      costThen: z.number().nullable().describe('The same under the terms that were sent'),
      problems: z.array(RunProblem),
    }),
  }),
  runs: endpoint({
    method: 'get',
    path: `${base}/runs`,
    permission: 'goals:pay',
    summary: 'The runs of incentive plans, newest first.',
    query: z.object({
      planId: Id.optional(),
      from: Day.optional(),
      to: Day.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({ runs: z.array(Run) }),
  }),
  oneRun: endpoint({
    method: 'get',
    path: `${base}/runs/{id}`,
    permission: 'goals:pay',
    summary: 'One run with its problems and the money they affect.',
    params: one,
    reply: Run,
  }),
  steps: endpoint({
    method: 'get',
    path: `${base}/runs/{id}/tiers`,
    permission: 'goals:pay',
    summary:
      'Each step of the tiers of a run: who reached it, what it cost beyond the step below, and whether it is over-generous.',
    params: one,
    reply: z.object({
      currency: z.string(),
      steps: z.array(
        z.object({
          rule: z.string(),
          from: Decimal,
          rate: Decimal,
          people: z.number().int(),
          share: z.number().nullable().describe('Of the people for whom the step can be reached at all'),
          extraMinor: MinorUnits.describe('Paid beyond what the step below would have paid'),
          cliffMinor: MinorUnits.nullable().describe(
            'Of retroactive steps: what crossing the line pays at once, on average',
          ),
          verdict: z.enum(['reached by most', 'pays a cliff', 'as meant']),
          says: z.string(),
        }),
      ),
    }),
  }),
  decide: endpoint({
    method: 'post',
    path: `${base}/runs/{id}/steps`,
    permission: 'goals:pay-approve',
    summary: 'Approve a run, send it back, or lock it for payroll. A locked run stands for ever.',
    params: one,
    body: z.object({ step: z.enum(['approved', 'sent back', 'locked']), note: z.string().max(2000).default('') }),
    reply: Run,
  }),
  statements: endpoint({
    method: 'get',
    path: `${base}/statements`,
    permission: 'goals:read',
    summary: 'Statements that you can see: your own, those of your team, or all.',
    query: z.object({
      id: Id.optional().describe('One statement'),
      planId: Id.optional(),
      runId: Id.optional(),
      personId: Id.optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    reply: z.object({
      statements: z.array(
        Statement.extend({
          from: Day,
          to: Day,
          planName: z.string(),
          currency: z.string(),
          status: z.string(),
          kind: z.string(),
        }),
      ),
    }),
  }),
  lines: endpoint({
    method: 'get',
    path: `${base}/statements/{id}/lines`,
    permission: 'goals:read',
    summary: 'The lines of a statement: each cent with its rule, its credit and the deal or order line behind it.',
    params: one,
    query: z.object({
      after: z.coerce.number().int().min(-1).default(-1),
      limit: z.coerce.number().int().min(1).max(2000).default(500),
    }),
    reply: z.object({ lines: z.array(Line), next: z.number().int().nullable() }),
  }),
  payroll: endpoint({
    method: 'get',
    path: `${base}/runs/{id}/payroll`,
    permission: 'goals:pay',
    summary: 'The payable amounts of a run as CSV or XLSX, for payroll.',
    params: one,
    query: z.object({ format: z.enum(['csv', 'xlsx']).default('csv') }),
    raw: true,
  }),
  disputes: endpoint({
    method: 'get',
    path: `${base}/disputes`,
    permission: 'goals:read',
    summary: 'Disputes of statements that you can see, open ones first.',
    query: z.object({ statementId: Id.optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
    reply: z.object({ disputes: z.array(Dispute) }),
  }),
  dispute: endpoint({
    method: 'post',
    path: `${base}/disputes`,
    permission: 'goals:read',
    summary: 'Dispute a statement, or one line of it, and say why.',
    body: z.object({
      statementId: Id,
      position: z.number().int().min(0).nullable().default(null),
      text: z.string().trim().min(1).max(4000),
    }),
    reply: Dispute,
  }),
  remark: endpoint({
    method: 'post',
    path: `${base}/disputes/{id}/remarks`,
    permission: 'goals:read',
    summary: 'Say something in the thread of a dispute; those who approve may also close it.',
    params: one,
    body: z.object({ text: z.string().trim().min(1).max(4000), outcome: z.enum(['accepted', 'rejected']).optional() }),
    reply: Dispute,
  }),
}
