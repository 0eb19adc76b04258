import { z } from 'zod'
import { PlannedDay } from '#goals/schema.ts'
import { bars } from '#pipeline/bars.ts'
import { DealLine } from '#pipeline/schema.ts'
import { Day, endpoint, Id, MinorUnits } from '#platform/http/contract.ts'
import { ScoredDeal } from '../outlook/contract.ts'
import { Grain, Ranged } from '../schema.ts'

const Total = z.object({
  deals: z.number().int(),
  amountMinor: MinorUnits,
  /** Deals that count 0 because their amount or its rate is not known. */
  withoutAmount: z.number().int(),
})
const Moved = z.object({
  deals: z.number().int(),
  amountMinor: MinorUnits,
  /** The ten largest. */
  moves: z.array(z.object({ amountMinor: MinorUnits, before: DealLine.nullable(), after: DealLine.nullable() })),
})
const Asked = z.object({
  /** All deals of the kind; the ten with the most money follow. */
  count: z.number().int(),
  deals: z.array(ScoredDeal),
})

/** The week of a team on one page: what moved, what to ask, who to help. */
export const Review = z.object({
  period: z.object({ grain: Grain, label: z.string(), from: Day, to: Day, previousOn: Day, nextOn: Day }),
  currency: z.string(),
  subject: z.object({ kind: z.enum(['company', 'person', 'tree', 'team']), id: Id.nullable(), name: z.string() }),
  /** From the end of this day to the end of that one. */
  week: z.object({ from: Day, to: Day }),
  /** What moved the open pipeline of the period: opening + bars = closing, to the cent. */
  waterfall: z.object({ opening: Total, bars: z.array(Total.extend({ bar: z.enum(bars) })), closing: Total }),
  won: Moved,
  lost: Moved,
  pushed: Moved,
  /** Null where nothing was learned of deals yet; `why` says so. */
  ask: z
    .object({
      /** Silent for longer than nine in ten silences of deals that were won. */
      quiet: Asked,
      /** Due within 14 days, and nothing changed or was done for 14. */
      unattended: Asked,
      /** Committed, with a chance below that of half the deals that are only in the pipeline. */
      worse: Asked,
      quietAfterDays: z.number().int().nullable(),
    })
    .nullable(),
  why: z.string().nullable(),
  /** People for whom something speaks for help, the largest gap to the quota first. */
  help: z.array(
    z.object({
      personId: Id,
      name: z.string(),
      quotaMinor: MinorUnits.nullable(),
      closedMinor: MinorUnits,
      openMinor: MinorUnits,
      outlookMinor: MinorUnits.nullable(),
      /** Quota less outlook where above zero; null without either. */
      gapMinor: MinorUnits.nullable(),
      pushed: z.number().int(),
      quiet: z.number().int(),
      worse: z.number().int(),
      unattended: z.number().int(),
      hasCalled: z.boolean(),
      /** A call of their own is expected of them. */
      isAsked: z.boolean(),
      reasons: z.array(z.string()),
    }),
  ),
  outlook: Ranged.nullable(),
  outlookBefore: Ranged.nullable(),
  quotaMinor: MinorUnits.nullable(),
})
export type Review = z.infer<typeof Review>

export const reviewContract = {
  review: endpoint({
    method: 'get',
    path: '/api/revenue/review',
    permission: 'revenue:read',
    summary:
      'The weekly review of a team, a person with those below, or all you see: what moved (a balanced waterfall), what to ask (deals pushed, quiet, closing untouched, worse than said), and who to help.',
    query: z.object({
      grain: Grain.default('quarter'),
      /** A day in the period; today by default. */
      on: PlannedDay.optional(),
      /** The week ends with this day; today by default. */
      asOf: PlannedDay.optional(),
      /** The week begins at the end of this day; seven days before its end by default. */
      since: PlannedDay.optional(),
      personId: Id.optional(),
      teamId: Id.optional(),
      /** `then`: what moved, as it was known at the end of each day; and so what to ask. */
      known: z.enum(['now', 'then']).optional(),
    }),
    reply: Review,
  }),
  remind: endpoint({
    method: 'post',
    path: '/api/revenue/reminders',
    permission: 'revenue:call',
    summary:
      'Remind those who are expected to call for a period and have not, or not for a week: each gets an action and a notice; nobody has two open ones for one period. The action is finished by their call.',
    body: z.object({
      grain: Grain.default('quarter'),
      on: PlannedDay.optional(),
      /** Only these; everybody in your scope who is missing when left out. */
      personIds: z.array(Id).max(500).optional(),
      /** When the call is due; tomorrow when left out. */
      dueOn: PlannedDay.optional(),
    }),
    reply: z.object({
      reminded: z.array(z.object({ personId: Id, name: z.string() })),
      /** Asked already: their action is still open. */
      alreadyReminded: z.array(z.object({ personId: Id, name: z.string() })),
    }),
  }),
}
