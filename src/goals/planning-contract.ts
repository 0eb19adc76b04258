import { z } from 'zod'
import { Day, Decimal, endpoint, Id, List, MinorUnits } from '#platform/http/contract.ts'

const Share = z.number().min(0).max(5)
const Part = z.object({ key: z.string().min(1).max(200), weight: z.number().min(0) })
const Group = z.object({
  name: z.string().default(''),
  heads: Decimal.describe('People'),
  quota: Decimal.describe('What one fully ramped person is to bring per period'),
  ramp: Decimal.default('1').describe('The share that people of this group bring while they ramp'),
  presence: Decimal.default('1').describe('The share of working time that people are there'),
  attainment: Decimal.default('1').describe('The share of quota that people reach on average'),
})
const HiringPlan = z.object({
  seats: z
    .array(
      z.object({
        startsIn: z.number().int().describe('Month of the hire; below 0: before the plan begins'),
        endsIn: z.number().int().nullable().default(null),
      }),
    )
    .max(5000),
  ramp: z
    .array(Share)
    .min(1)
    .max(60)
    .describe('What a hire brings in the first, second, … month; the last share holds from then on'),
  quotaPerMonth: z.number().min(0),
  presence: Share.default(1),
  attainment: Share.default(1),
  targets: z.array(z.number()).min(1).max(120).describe('The target of each month'),
})
const Month = z.object({
  month: z.number().int(),
  heads: z.number().int(),
  rampedHeads: z.number(),
  capacity: z.number(),
  target: z.number(),
  gap: z.number(),
  gapHeads: z.number(),
})
const OwnMonth = Month.extend({
  startsOn: Day,
  withHires: Month.nullable().describe('The same month in the scenario'),
})
const BalancedTerritory = z.object({
  id: z.string().describe('Of the territory or person; of a case that is sent along, its name'),
  territory: z.string(),
  before: z.number(),
  after: z.number(),
  accountsBefore: z.number().int(),
  accountsAfter: z.number().int(),
})

const Unserved = z.object({
  accounts: z.number().int(),
  potential: z.number(),
  rows: z
    .array(z.object({ account: z.string(), name: z.string(), potential: z.number() }))
    .describe('Those worth most first, at most 500'),
})

const Balanced = z.object({
  moveLimit: z.number(),
  moved: z.number().int().describe('Accounts that change hands'),
  movedShare: z.number(),
  imbalanceBefore: z.number().nullable().describe('Largest potential of a territory by the mean'),
  imbalance: z.number().nullable().describe('The same after the moves'),
  bound: z.number().nullable().describe('Proven: no assignment with so few moves has a smaller imbalance'),
  gap: z.number().nullable().describe('imbalance / bound - 1: at most this far from the best possible'),
  excessRemoved: z.number().nullable().describe('1 - (imbalance - 1) / (imbalanceBefore - 1)'),
  territories: z.array(BalancedTerritory),
  moves: z.array(
    z.object({
      ...{ account: z.string(), name: z.string(), from: z.string(), to: z.string() },
      ...{ toId: z.string(), potential: z.number() },
    }),
  ),
})
export type Balanced = z.infer<typeof Balanced>

/** The endpoints of planning goals: capacity, spreading of quotas, balancing of territories, what is wrong with quotas. */
export const planningContract = {
  capacity: endpoint({
    method: 'post',
    path: '/api/goals/capacity',
    permission: 'goals:read',
    summary:
      'What groups of people can bring, exact: heads x quota x ramp x presence x attainment; with a target, the gap in money and heads.',
    body: z.object({ groups: z.array(Group).min(1).max(1000), target: Decimal.nullable().default(null) }),
    reply: z.object({
      groups: z.array(z.object({ name: z.string(), capacity: Decimal, rampedHeads: Decimal })),
      total: Decimal,
      rampedHeads: Decimal,
      gap: Decimal.nullable().describe('total - target'),
      gapHeads: z
        .number()
        .nullable()
        .describe('The gap in people of the average capacity of one ramped head; null without people'),
    }),
  }),
  hiringPlan: endpoint({
    method: 'post',
    path: '/api/goals/capacity/hiring-plan',
    permission: 'goals:read',
    summary:
      'Capacity month by month from hires, ramp and leavers against the targets, and how many hires would close the gap if they started in a month.',
    body: HiringPlan,
    reply: z.object({
      months: z.array(
        z.object({
          month: z.number().int(),
          heads: z.number().int(),
          rampedHeads: z.number(),
          capacity: z.number(),
          target: z.number(),
          gap: z.number(),
          gapHeads: z.number(),
        }),
      ),
      gap: z.number().describe('Capacity less target over all months'),
      hiresNeeded: z.array(z.object({ month: z.number().int(), hires: z.number().int().nullable() })),
    }),
  }),
  capacityPlan: endpoint({
    method: 'get',
    path: '/api/goals/capacity/plan',
    permission: 'goals:read',
    summary:
      "The company's own capacity over the next twelve months: its sellers by tenure and ramp curve against a target, the gap in money and heads, the hires that would close it, and a scenario of hires beside.",
    query: z.object({
      growth: z.coerce
        .number()
        .min(-0.9)
        .max(10)
        .default(0.1)
        .describe('The target over what was won in the last twelve months; 0.1 is 10 % more'),
      targetMinor: z.coerce
        .number()
        .int()
        .min(1)
        .optional()
        .describe('The target of the twelve months in minor units, in place of growth'),
      presence: z.coerce.number().gt(0).max(1).default(0.9).describe('The share of working time that people are there'),
      hires: z.coerce.number().int().min(0).max(500).default(0).describe('A scenario: so many hires'),
      hiresIn: z.coerce.number().int().min(0).max(11).default(1).describe('... in this month, counted from 0'),
    }),
    reply: z.object({
      currency: z.string(),
      from: Day.describe('The first planned month'),
      targetMinor: MinorUnits,
      wonBeforeMinor: MinorUnits.describe('Won in the twelve months that end with the running one'),
      perHeadMinor: MinorUnits.nullable().describe(
        'What one ramped head closes in a month; null where nothing was won',
      ),
      perHeadBasis: z.enum(['ramped months of hires', 'all sellers, last 12 months']),
      rampBasis: z
        .enum(['own hires', 'evenly over six months'])
        .describe('Of fewer than five ramped hires nothing is told'),
      neededHeads: z.number().nullable().describe('Ramped heads that the target needs on average'),
      rampedHeads: z.number().describe('Ramped heads that there will be on average'),
      heads: z.number().int(),
      sellers: z
        .array(z.object({ id: z.string(), name: z.string(), shares: z.array(z.number()) }))
        .describe('Each of them, with the share that they bring in each month while they ramp'),
      gapMinor: MinorUnits.describe('Capacity less target over the twelve months'),
      scenarioGapMinor: MinorUnits.nullable().describe('The same with the hires of the scenario'),
      months: z.array(OwnMonth),
      hiresNeeded: z.array(z.object({ month: z.number().int(), hires: z.number().int().nullable() })),
    }),
  }),
  capacityScenarios: endpoint({
    method: 'get',
    path: '/api/goals/capacity/scenarios',
    permission: 'goals:read',
    summary:
      'Scenarios of hires side by side over the next twelve months: capacity, gap, ramped heads at the end and months that stay short; the first is nobody hired.',
    query: z.object({
      growth: z.coerce.number().min(-0.9).max(10).default(0.1),
      targetMinor: z.coerce.number().int().min(1).optional(),
      presence: z.coerce.number().gt(0).max(1).default(0.9),
      hires: List.describe('Scenarios, separated by commas: 3@1 is three hires in month 1, 2@1/2@4 two and two more'),
    }),
    reply: z.object({
      currency: z.string(),
      from: Day,
      scenarios: z.array(
        z.object({
          hires: z.array(z.object({ month: z.number().int(), heads: z.number().int() })),
          heads: z.number().int().describe('People in all'),
          capacityMinor: MinorUnits.describe('Over the twelve months'),
          gapMinor: MinorUnits.describe('Capacity less target'),
          rampedHeads: z.number().describe('In the last month'),
          monthsShort: z.number().int().describe('Months whose capacity is below their target'),
        }),
      ),
    }),
  }),
  ramp: endpoint({
    method: 'get',
    path: '/api/goals/capacity/ramp',
    permission: 'goals:read',
    summary:
      "The ramp curve of the company's own hires: what they closed by month since the hire, as a share of ramped months, with an 80 % interval.",
    reply: z.object({
      currency: z.string(),
      rampedMinor: z
        .number()
        .nullable()
        .describe('Mean closed per month from the 13th month on; null without such a month'),
      hires: z.number().int(),
      people: z
        .array(
          z.object({
            ...{ id: z.string(), name: z.string() },
            months: z.array(z.object({ from: Day, to: Day, closedMinor: MinorUnits })),
          }),
        )
        .describe('The hires, and what each closed in each full month since'),
      months: z.array(
        z.object({
          month: z.number().int(),
          hires: z.number().int(),
          share: z.number().nullable(),
          low: z.number().nullable(),
          high: z.number().nullable(),
        }),
      ),
    }),
  }),
  spread: endpoint({
    method: 'post',
    path: '/api/goals/quotas/spread',
    permission: 'goals:read',
    summary:
      'Spread a target over subjects by weight and over periods by season, rounded to a step, summing exactly to the target with its over-assignment.',
    body: z.object({
      targetMinor: MinorUnits.min(0),
      overAssignment: z.number().min(-0.5).max(2).default(0).describe('0.1 assigns 10 % more than the target'),
      subjects: z.array(Part).min(1).max(5000),
      periods: z.array(Part).min(1).max(120),
      stepMinor: MinorUnits.min(1).default(1),
    }),
    reply: z.object({
      assignedMinor: MinorUnits,
      subjects: z.array(
        z.object({
          key: z.string(),
          amountMinor: MinorUnits,
          periods: z.array(z.object({ key: z.string(), amountMinor: MinorUnits })),
        }),
      ),
    }),
  }),
  quotaProblems: endpoint({
    method: 'get',
    path: '/api/goals/quotas/problems',
    permission: 'goals:read',
    summary:
      'Standing quotas that cannot be right: of people who left, overlapping ones, those in a currency without a rate, and managers whose quota is not covered by those below.',
    query: z.object({
      from: Day.optional().describe('Quotas that end after this day; left out, today'),
      to: Day.optional().describe('Quotas that begin before this day'),
    }),
    reply: z.object({
      problems: z.array(
        z.object({
          kind: z.enum([
            'left before the period',
            'left within the period',
            'overlapping quotas',
            'currency without rate',
            'not passed down',
          ]),
          quotaId: Id,
          personId: Id,
          subjectName: z.string(),
          startsOn: Day,
          endsOn: Day,
          currency: z.string(),
          amountMinor: MinorUnits.describe('The money affected'),
          message: z.string(),
        }),
      ),
    }),
  }),
  balanceCase: endpoint({
    method: 'post',
    path: '/api/goals/territories/balance',
    permission: 'goals:read',
    summary:
      'Balance territories that are sent along: as even as can be with few moves, with a proven bound. Several move limits are answered side by side.',
    body: z.object({
      territories: z.array(z.string().min(1)).min(2).max(500),
      accounts: z
        .array(
          z.object({
            id: z.string().min(1),
            name: z.string().optional(),
            potential: z.number().min(0),
            territory: z.string().nullable().describe('null: nobody serves it; it is listed and left out'),
            fixed: z.boolean().default(false).describe('Stays with its territory'),
            allowed: z.array(z.string()).optional().describe('Territories it may go to; left out, any'),
          }),
        )
        .min(1)
        .max(20_000),
      moveLimits: z
        .array(z.number().min(0).max(1))
        .min(1)
        .max(10)
        .default([0.05, 0.15, 1])
        .describe('The share of accounts that may change hands'),
    }),
    reply: z.object({ unassigned: Unserved, alternatives: z.array(Balanced) }),
  }),
  balance: endpoint({
    method: 'get',
    path: '/api/goals/territories/balance',
    permission: 'goals:read',
    summary:
      "Balance the company's own territories or the books of its people: potential is what accounts closed in the last twelve months.",
    query: z.object({
      of: z.enum(['territories', 'people']).default('territories'),
      moveLimit: z.coerce.number().min(0).max(1).default(0.15),
    }),
    reply: z.object({
      currency: z.string(),
      unassigned: Unserved.describe(
        'Accounts that nobody serves: without a territory, or without an owner who is there',
      ),
      withoutRate: z
        .array(z.object({ currency: z.string(), deals: z.number().int(), amountMinor: MinorUnits }))
        .describe('Won deals that no potential holds, since no rate turns their currency into that of the company'),
      alternatives: z.array(Balanced),
    }),
  }),
}
