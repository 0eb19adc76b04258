import { z } from 'zod'
import { Day, endpoint, Id, Instant, MinorUnits } from '#platform/http/contract.ts'
import { PlannedDay } from '../../schema.ts'

export const Proposed = z.object({
  personId: Id,
  name: z.string(),
  historyMinor: MinorUnits.describe('Won in the 365 days before today'),
  potentialMinor: MinorUnits.describe('Open deals with an amount'),
  weight: z.number().describe('The share of the assigned sum'),
  amountMinor: MinorUnits.describe('The proposed quota'),
  current: z.object({ id: Id, amountMinor: MinorUnits }).nullable().describe('The quota of the period that stands now'),
})
export type Proposed = z.infer<typeof Proposed>

export const AnsweredQuota = z.object({
  quotaId: Id,
  personId: Id,
  personName: z.string(),
  startsOn: Day,
  endsOn: Day,
  amountMinor: MinorUnits,
  currency: z.string(),
  answer: z.enum(['accepted', 'disputed', 'not answered']),
  note: z.string(),
  saidAt: Instant.nullable(),
  isMine: z.boolean(),
})
export type AnsweredQuota = z.infer<typeof AnsweredQuota>

const Closed = z.object({
  closedMinor: MinorUnits,
  closedDeals: z.number().int(),
  closedLines: z.number().int().describe('Order lines, where the quota counts them'),
  openMinor: MinorUnits.describe('Open deals due in these days'),
  openDeals: z.number().int(),
})
export const HandOverPreview = z.object({
  personId: Id,
  personName: z.string(),
  startsOn: Day,
  on: Day,
  endsOn: Day,
  amountMinor: MinorUnits,
  currency: z.string(),
  leavingMinor: MinorUnits.describe('The quota that the person keeps, for the days before'),
  comingMinor: MinorUnits.describe('The quota that is handed over, for the days from then on'),
  companyCurrency: z.string().describe('Of what was closed and is open'),
  before: Closed.describe("The person's own deals and orders in the days before"),
  after: Closed.describe('The same in the days from then on'),
  plans: z
    .array(z.object({ id: Id, name: z.string() }))
    .describe('Incentive plans that pay the person from then on, as far as you see statements'),
})
export type HandOverPreview = z.infer<typeof HandOverPreview>

const Period = z.object({
  from: PlannedDay.optional().describe('First day of the period; left out, the next fiscal quarter'),
  to: PlannedDay.optional().describe('The day after its last day'),
})

/** The endpoints of planning quotas: proposal, assignment, the answer of the person, and hand-over in mid-period. */
export const quotaPlanContract = {
  proposal: endpoint({
    method: 'get',
    path: '/api/goals/quotas/proposal',
    permission: 'goals:edit',
    summary:
      'A target spread over sellers by what they won and what they have open, with over-assignment, in whole steps that sum exactly; nothing is written.',
    query: Period.extend({
      targetMinor: z.coerce
        .number()
        .int()
        .min(0)
        .max(1_000_000_000_000_000)
        .optional()
        .describe(
          "The target; left out, the company's quota of the period, else what was won in the same period a year ago and a tenth more",
        ),
      overAssignment: z.coerce.number().min(0).max(1).default(0.1).describe('0.1 assigns 10 % more than the target'),
      historyShare: z.coerce
        .number()
        .min(0)
        .max(1)
        .default(0.7)
        .describe('The weight of what was won; the rest is what is open'),
      stepMinor: z.coerce.number().int().min(1).default(100_000),
    }),
    reply: z.object({
      currency: z.string(),
      from: Day,
      to: Day,
      targetMinor: MinorUnits,
      targetBasis: z.enum(['as asked', 'quota of the company', 'a tenth over last year']),
      assignedMinor: MinorUnits,
      currentMinor: MinorUnits.describe('The sum of the quotas that stand now'),
      quotas: z.array(Proposed),
    }),
  }),
  assign: endpoint({
    method: 'post',
    path: '/api/goals/quotas/assign',
    permission: 'goals:edit',
    summary:
      'Set the quotas of several people for a period; one that somebody else changed meanwhile is refused and named, the others are set.',
    body: z.object({
      startsOn: Day,
      endsOn: Day,
      currency: z.string().regex(/^[A-Z]{3}$/),
      quotas: z
        .array(z.object({ personId: Id, amountMinor: MinorUnits.min(0), replaces: Id.nullable() }))
        .min(1)
        .max(2000),
    }),
    reply: z.object({ set: z.number().int(), refused: z.array(z.object({ personId: Id, message: z.string() })) }),
  }),
  answers: endpoint({
    method: 'get',
    path: '/api/goals/quotas/answers',
    permission: 'goals:read',
    summary:
      'The quotas of people that you see, with what each said to theirs; without from and to, of the running and the coming fiscal quarter.',
    query: Period,
    reply: z.object({ quotas: z.array(AnsweredQuota) }),
  }),
  answer: endpoint({
    method: 'post',
    path: '/api/goals/quotas/{id}/answer',
    permission: 'goals:read',
    summary: 'Accept or dispute your own quota; a newer answer replaces the one before.',
    params: z.object({ id: Id }),
    body: z.object({ answer: z.enum(['accepted', 'disputed']), note: z.string().trim().max(2000).default('') }),
    reply: z.object({ id: Id }),
  }),
  handOverPreview: endpoint({
    method: 'get',
    path: '/api/goals/quotas/{id}/hand-over',
    permission: 'goals:edit',
    summary:
      "What handing the rest of a person's quota over would move and what stays: the quota by days, what was closed before and since, what is open, and the incentive plans that pay the person; nothing is written.",
    params: z.object({ id: Id }),
    query: z.object({ on: PlannedDay.describe('The first day of the other person') }),
    reply: HandOverPreview,
  }),
  handOver: endpoint({
    method: 'post',
    path: '/api/goals/quotas/{id}/hand-over',
    permission: 'goals:edit',
    summary:
      "Part a person's quota at a day within its period, by days and exact: what comes after goes to another person.",
    params: z.object({ id: Id }),
    body: z.object({ on: Day.describe('The first day of the other person'), toPersonId: Id }),
    reply: z.object({ leavingMinor: MinorUnits, comingMinor: MinorUnits }),
  }),
}
