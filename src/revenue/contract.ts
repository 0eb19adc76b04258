import { z } from 'zod'
import { PlannedDay } from '#goals/schema.ts'
import { Day, endpoint, Id, Instant, MinorUnits } from '#platform/http/contract.ts'
import { outlookContract } from './outlook/contract.ts'
import { reviewContract } from './review/contract.ts'
import { reviewMailContract } from './review/mail/contract.ts'
import {
  Call,
  CallAccuracy,
  Corrected,
  Covers,
  Grain,
  LateCall,
  Method,
  Missing,
  Ranged,
  RollUpLine,
} from './schema.ts'

const Period = z.object({
  grain: Grain,
  label: z.string(),
  from: Day,
  /** The day after the last. */
  to: Day,
  previousOn: Day,
  nextOn: Day,
})

const PeriodQuery = {
  grain: Grain.default('quarter'),
  /** A day in the period; today by default. */
  on: PlannedDay.optional(),
}

const AsOf = {
  /** How things stood at the end of this day; today by default. */
  asOf: PlannedDay.optional(),
  /** `then`: deals, amounts and quotas as known at the end of that day; `now` (the default): with every later correction. */
  known: z.enum(['now', 'then']).optional(),
}

const Total = z.object({
  commitMinor: MinorUnits.nullable(),
  bestMinor: MinorUnits.nullable(),
  closedMinor: MinorUnits,
  openMinor: MinorUnits,
  openDeals: z.number().int(),
  missing: z.number().int(),
  quotaMinor: MinorUnits.nullable(),
  outlook: Ranged.nullable(),
  corrected: Corrected.nullable(),
})

const Lock = z.object({ id: Id, startsOn: Day, endsOn: Day, lockedAt: Instant, lockedBy: z.string().nullable() })

/** The endpoints of revenue. */
export const revenueContract = {
  ...outlookContract,
  ...reviewContract,
  ...reviewMailContract,
  rollUp: endpoint({
    method: 'get',
    path: '/api/revenue/roll-up',
    permission: 'revenue:read',
    summary:
      'The calls of a period along the team tree, beside quota, closed and open; any past day as it stood; who is missing.',
    query: z.object({
      ...PeriodQuery,
      method: Method.default('as submitted'),
      /** The calls as they stood at the end of this day. */
      ...AsOf,
    }),
    reply: z.object({
      period: Period,
      currency: z.string(),
      asOf: Day,
      method: Method,
      lock: Lock.nullable(),
      lines: z.array(RollUpLine),
      total: Total,
      missing: z.array(Missing),
      /** Calls that were refused, after the lock or as somebody had called meanwhile: in no sum. */
      late: z.array(LateCall),
    }),
  }),
  calls: endpoint({
    method: 'get',
    path: '/api/revenue/calls',
    permission: 'revenue:read',
    summary:
      'Every call of a period that you may see, newest first, also the replaced and the withdrawn ones; also the own calls of people for whom you may call today.',
    query: z.object({ ...PeriodQuery, personId: Id.optional() }),
    reply: z.object({ period: Period, calls: z.array(Call) }),
  }),
  call: endpoint({
    method: 'post',
    path: '/api/revenue/calls',
    permission: 'revenue:call',
    summary:
      'Call a period: for yourself, for your team, for somebody who delegated to you, or as an adjustment of a report.',
    body: z.object({
      personId: Id,
      covers: Covers.default('own'),
      ...PeriodQuery,
      commitMinor: MinorUnits.min(0, 'A call is zero or more.'),
      bestMinor: MinorUnits.min(0, 'A best case is zero or more.').nullable().default(null),
      note: z.string().max(20_000).default(''),
      /** The call that you saw standing (null for none): a call made meanwhile by somebody else is not run over. */
      replaces: Id.nullable(),
    }),
    reply: Call,
  }),
  withdraw: endpoint({
    method: 'delete',
    path: '/api/revenue/calls/{id}',
    permission: 'revenue:call',
    summary: 'Withdraw a call of yours; what stood before stands again.',
    params: z.object({ id: Id }),
    reply: Call,
  }),
  lock: endpoint({
    method: 'post',
    path: '/api/revenue/locks',
    permission: 'revenue:lock',
    summary: 'Lock a period: no further call of it is taken.',
    body: z.object(PeriodQuery),
    reply: Lock,
  }),
  unlock: endpoint({
    method: 'delete',
    path: '/api/revenue/locks/{id}',
    permission: 'revenue:lock',
    summary: 'Open a locked period again.',
    params: z.object({ id: Id }),
    reply: Lock,
  }),
  delegates: endpoint({
    method: 'get',
    path: '/api/revenue/delegates',
    permission: 'revenue:read',
    summary: 'Who may call for whom, from when to when.',
    reply: z.object({
      delegates: z.array(
        z.object({
          id: Id,
          personId: Id,
          personName: z.string(),
          delegateId: Id,
          delegateName: z.string(),
          startsOn: Day,
          endsOn: Day.nullable(),
        }),
      ),
    }),
  }),
  delegate: endpoint({
    method: 'post',
    path: '/api/revenue/delegates',
    permission: 'revenue:call',
    summary: 'Let somebody call for a person whose calls you may make, from a day until the day before another.',
    body: z.object({ personId: Id, delegateId: Id, startsOn: Day, endsOn: Day.nullable() }),
    reply: z.object({ id: Id }),
  }),
  endDelegate: endpoint({
    method: 'delete',
    path: '/api/revenue/delegates/{id}',
    permission: 'revenue:call',
    summary: 'End a delegation: from today on nobody calls by it; one that has not begun is taken away.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id }),
  }),
  accuracy: endpoint({
    method: 'get',
    path: '/api/revenue/accuracy',
    permission: 'revenue:read',
    summary: 'Accuracy (1 - WAPE) and bias of calls over past periods at a day of the period, with 95 % intervals.',
    query: z.object({
      grain: Grain.default('quarter'),
      day: z.coerce.number().int().min(1).max(366).default(30),
      covers: Covers.default('own'),
      periods: z.coerce.number().int().min(1).max(24).default(8),
      /** Of the periods that had ended by this day; with `known=then`, held against what was known to be closed by its end. */
      ...AsOf,
      /** `at the end`: held against what was known to be closed at the end of each period; `latest`: with what became known since. */
      judged: z.enum(['latest', 'at the end']).default('latest'),
    }),
    reply: z.object({ currency: z.string(), day: z.number().int(), lines: z.array(CallAccuracy) }),
  }),
  course: endpoint({
    method: 'get',
    path: '/api/revenue/course',
    permission: 'revenue:read',
    summary:
      'Commit, best case, outlook with its 80 % range, and closed through a period, day by day, beside the quota; of a person with those below.',
    query: z.object({
      ...PeriodQuery,
      personId: Id.optional(),
      method: Method.default('as submitted'),
      /** The way up to this day; with `known=then`, as it was drawn on that day. */
      ...AsOf,
    }),
    reply: z.object({
      period: Period,
      currency: z.string(),
      quotaMinor: MinorUnits.nullable(),
      days: z.array(
        z.object({
          day: Day,
          commitMinor: MinorUnits.nullable(),
          bestMinor: MinorUnits.nullable(),
          closedMinor: MinorUnits,
          /** What the outlook was at the end of that day, where it was recorded; that of the day looked at is worked out anew. */
          outlook: Ranged.nullable(),
        }),
      ),
    }),
  }),
}

export type OutlookReply = z.output<(typeof revenueContract.outlook)['reply']>
export type CategoriesReply = z.output<(typeof revenueContract.categories)['reply']>
