import { z } from 'zod'
import { Day, endpoint, Id, List } from '#platform/http/contract.ts'
import { TriedEdit } from '../questions/contract.ts'
import { PlanAssumption, PlanHead, PlanLine, PlanMeasure, PlanProblem, Strategy } from '../schema.ts'

const params = z.object({ id: Id })
const paging = {
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
  offset: z.coerce.number().int().min(0).default(0),
}

const Sentence = z.object({
  says: z.string(),
  about: z
    .enum([
      'money',
      'people',
      'worth',
      'instead',
      'beside',
      'sent',
      'setups',
      'late',
      'lost',
      'overtime',
      'subcontracted',
      'bought',
      'plan',
    ])
    .describe('Which figures of the plan it speaks of; plan: of the whole, in plans made before this was kept'),
})

const MoneyLine = z.object({
  line: z.string(),
  amount: z.number().describe('Over all periods; costs above zero, revenue and end value are gains.'),
})

const Cause = z.object({
  what: z.enum(['late', 'lost', 'overtime', 'subcontracted', 'bought']),
  about: z.string(),
  item: z.string().nullable().describe('Code of the item that it is about; null where it is about a resource.'),
  period: z.string(),
  quantity: z.number(),
  says: z.string(),
  impossible: z.boolean(),
})

const Worth = z.object({
  rule: z.string(),
  period: z.string(),
  unit: z.enum(['hour', 'unit', 'worker', 'money']),
  step: z.enum(['more', 'less']),
  worth: z.number().describe('Money that one more (or one less) of this limit is worth.'),
  says: z.string(),
})

/** The endpoints of plans. */
export const plansContract = {
  problems: endpoint({
    method: 'get',
    path: '/api/supply/problems',
    permission: 'supply:read',
    summary:
      'What is wrong with the data before a plan is made: the items and the money it concerns, whether they are left out, and what would be assumed.',
    reply: z.object({
      items: z.number().int().describe('Items that a plan would hold.'),
      periods: z.number().int(),
      problems: z.array(PlanProblem),
      assumptions: z.array(PlanAssumption),
      complete: z
        .number()
        .nullable()
        .describe(
          'Share of the worth of demand of which cost, price, source and lead time are all stated; null without demand.',
        ),
    }),
  }),
  make: endpoint({
    method: 'post',
    path: '/api/supply/plans',
    permission: 'supply:plan',
    summary:
      'Ask for plans from the demand and supply data as they stand, one per strategy; a job makes them, and each is kept for good.',
    body: z.object({
      name: z.string().trim().max(200).nullish(),
      strategies: z.array(Strategy).min(1).max(4).default(['optimal']),
    }),
    reply: z.object({ plans: z.array(PlanHead) }),
  }),
  list: endpoint({
    method: 'get',
    path: '/api/supply/plans',
    permission: 'supply:read',
    summary: 'Plans, the newest first.',
    query: z.object({
      limit: z.coerce.number().int().min(1).max(200).default(20),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    reply: z.object({ plans: z.array(PlanHead) }),
  }),
  detail: endpoint({
    method: 'get',
    path: '/api/supply/plans/{id}',
    permission: 'supply:read',
    summary: 'One plan: state, money by line, what it could not do, problems and assumptions.',
    params,
    reply: z.object({
      plan: PlanHead,
      money: z.array(MoneyLine),
      unitsLate: z.number(),
      unitsLost: z.number(),
      service: z.number().nullable().describe('Share of demand sold in the month it is wanted; null without demand.'),
      hoursOvertime: z.number(),
      violations: z.array(z.string()),
      problems: z.array(PlanProblem),
      assumptions: z.array(PlanAssumption),
      summary: z.array(Sentence),
    }),
  }),
  lines: endpoint({
    method: 'get',
    path: '/api/supply/plans/{id}/lines',
    permission: 'supply:read',
    summary:
      'Figures of a plan per period, by item or resource and measure. A line that is missing is zero in all periods.',
    params,
    query: z.object({
      measures: List.pipe(z.array(PlanMeasure)).optional(),
      item: z.string().optional().describe('An item by code, name or id.'),
      resource: z.string().optional().describe('A resource by name: its hours alone.'),
      family: Id.or(z.literal('none')).optional().describe('Items of a family; none: items without one.'),
      site: z
        .string()
        .optional()
        .describe('A site of the plan by name: its own lines; without it those of all sites together.'),
      ...paging,
    }),
    reply: z.object({
      startsOn: z.array(Day),
      labels: z.array(z.string()),
      sites: z.array(z.string()).describe('Sites that the plan holds apart; empty where all stock is one.'),
      lines: z.array(PlanLine),
    }),
  }),
  items: endpoint({
    method: 'get',
    path: '/api/supply/plans/{id}/items',
    permission: 'supply:read',
    summary: 'Items of a plan whose code or name holds the words given, those that are sold first.',
    params,
    query: z.object({
      search: z.string().trim().max(200).default(''),
      limit: z.coerce.number().int().min(1).max(200).default(30),
    }),
    reply: z.object({
      total: z.number().int().describe('How many items match.'),
      items: z.array(z.object({ item: z.string(), name: z.string(), isSold: z.boolean() })),
    }),
  }),
  families: endpoint({
    method: 'get',
    path: '/api/supply/plans/{id}/families',
    permission: 'supply:read',
    summary: 'Figures of a plan summed over the items of each family: the make-to-stock grid with days on hand.',
    params,
    reply: z.object({
      startsOn: z.array(Day),
      labels: z.array(z.string()),
      families: z.array(
        z.object({
          familyId: Id.nullable(),
          family: z.string().nullable(),
          measures: z.array(z.object({ measure: PlanMeasure, values: z.array(z.number()) })),
          daysOnHand: z
            .array(z.number().nullable())
            .describe(
              'Days that the stock at the end of a period lasts under the demand after it; null where none follows.',
            ),
        }),
      ),
    }),
  }),
  load: endpoint({
    method: 'get',
    path: '/api/supply/plans/{id}/load',
    permission: 'supply:read',
    summary: 'Load against capacity per resource and period, and what one more hour is worth.',
    params,
    reply: z.object({
      labels: z.array(z.string()),
      resources: z.array(
        z.object({
          resource: z.string(),
          used: z.array(z.number()),
          available: z.array(z.number()).describe('Regular hours.'),
          overtime: z.array(z.number()),
          utilisation: z
            .array(z.number().nullable())
            .describe('Hours used / regular hours; null where there are none.'),
          worth: z.array(z.number()).describe('Money that one more hour is worth.'),
        }),
      ),
    }),
  }),
  explanation: endpoint({
    method: 'get',
    path: '/api/supply/plans/{id}/explanation',
    permission: 'supply:read',
    summary:
      'Why a plan is as it is: causes of what is late, lost, in overtime or bought dear; what one more of each limit is worth; where rules conflict, ways out.',
    params,
    query: z.object({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
    reply: z.object({
      summary: z.array(Sentence),
      causes: z.array(Cause),
      worth: z.array(Worth),
      conflict: z
        .object({
          says: z.string(),
          repairs: z
            .array(
              z.object({
                says: z.string(),
                edits: z
                  .array(TriedEdit)
                  .nullable()
                  .describe('The way out as changes for /try; null where no cell of the plan holds the rule.'),
              }),
            )
            .describe('Ways out, that with the fewest units or hours first.'),
        })
        .nullable(),
    }),
  }),
  cancel: endpoint({
    method: 'post',
    path: '/api/supply/plans/{id}/cancel',
    permission: 'supply:plan',
    summary: 'Stop a plan under way; the best found so far is kept.',
    params,
    reply: PlanHead,
  }),
}
