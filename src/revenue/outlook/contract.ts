import { z } from 'zod'
import { PlannedDay } from '#goals/schema.ts'
import { DealLine, Segmented } from '#pipeline/schema.ts'
import { Day, endpoint, Id, Instant, List, MinorUnits } from '#platform/http/contract.ts'
import { Grain, Ranged } from '../schema.ts'

/** What deals are told apart by. */
const By = List.pipe(z.array(Segmented).max(3)).optional()
const Told = { keys: z.array(z.string()), labels: z.array(z.string()) }

const Asked = {
  grain: Grain.default('quarter'),
  /** A day in the period; today by default. */
  on: PlannedDay.optional(),
  /** What the outlook is at the end of this day, from what was known to have happened by then; today by default. */
  asOf: PlannedDay.optional(),
  /** `then`: deals, amounts and quotas as known at the end of that day; `now` (the default): with every later correction. */
  known: z.enum(['now', 'then']).optional(),
  /** Of this person with everybody below. */
  personId: Id.optional(),
  /** Of the members of this team. */
  teamId: Id.optional(),
}

/** A period's bookings as a distribution, in whole minor units of the company currency. */
export const Expected = z.object({
  /** The expected value; those of people sum to that of their team. */
  meanMinor: MinorUnits,
  medianMinor: MinorUnits,
  /** The 80 % range: one in ten ends below `loMinor`, one in ten above `hiMinor`. */
  loMinor: MinorUnits,
  hiMinor: MinorUnits,
  /** Won in the period so far. */
  closedMinor: MinorUnits,
  /** What open deals, and deals not created yet, add to the mean. */
  fromOpenMinor: MinorUnits,
  fromComingMinor: MinorUnits,
  openDeals: z.number().int(),
  /** Open deals without an amount above zero: they add nothing. */
  withoutAmount: z.number().int(),
})

const Measured = z.object({
  usable: z.boolean(),
  /** What the verdict rests on, in a sentence. */
  why: z.string(),
  /** Share of all rows learned from that had the outcome. */
  baseRate: z.number(),
  rows: z.number().int().nullable(),
  auc: z.number().nullable(),
  brier: z.number().nullable(),
  baseBrier: z.number().nullable(),
  logLoss: z.number().nullable(),
  baseLogLoss: z.number().nullable(),
  calibrationError: z.number().nullable(),
  /** Rows grouped by the chance said: what was said on average, and what came. */
  reliability: z.array(z.object({ rows: z.number().int(), said: z.number(), came: z.number() })),
})

export const OutlookQuality = z.object({
  /** Only what was known before this day was learned from. */
  fittedFor: Day,
  fittedAt: Instant,
  /** Closed deals learned from. */
  deals: z.number().int(),
  /** How strongly deals of one period share their luck: the spread of a common factor in their log odds. */
  spread: z.number(),
  signal: z.enum(['usable signal', 'no usable signal']),
  /** That a deal closes within a week. */
  close: Measured,
  /** That a deal that closes is won. */
  win: Measured,
})
export type OutlookQuality = z.infer<typeof OutlookQuality>

const Period = z.object({ grain: Grain, label: z.string(), from: Day, to: Day, previousOn: Day, nextOn: Day })
const Subject = z.object({ kind: z.enum(['company', 'person', 'tree', 'team']), id: Id.nullable(), name: z.string() })

/** What one deal moved the outlook by. */
const Move = z.object({
  /** Null: all deals not created yet. */
  deal: DealLine.nullable(),
  beforeMinor: MinorUnits,
  afterMinor: MinorUnits,
  changeMinor: MinorUnits,
})

export const Reason = z.object({
  column: z.string(),
  /** The reason in words ("90 days since anything changed"). */
  says: z.string(),
  /** What it adds to the log odds of winning within the period; the reasons and the baseline sum to the log odds. */
  logOdds: z.number(),
})
export type Reason = z.infer<typeof Reason>

export const ScoredDeal = z.object({
  deal: DealLine,
  /** The chance that it is won within the period, 0 to 1. */
  chance: z.number(),
  /** The chance that it is won at all once it closes in the period: what the deal itself says, without its timing. */
  expectedMinor: MinorUnits,
  /** Days since its last change or activity. */
  quietDays: z.number().int(),
  /** The chance is far from what deals of its forecast category have: better, worse, or as the rep says. */
  beside: z.enum(['better', 'worse', 'as said', 'no usable signal']),
  besideSays: z.string(),
  isQuiet: z.boolean(),
  reasons: z.array(Reason),
  baseline: z.number(),
})
export type ScoredDeal = z.infer<typeof ScoredDeal>

const Category = z.object({ deals: z.number().int(), amountMinor: MinorUnits })
const Categories = z.object({
  /** Won in the period by that day. */
  closed: Category,
  /** Open and expected to close in the period, by what their owners say; what is omitted is in no forecast. */
  commit: Category,
  'best case': Category,
  pipeline: Category,
  omitted: Category,
  /** Of these, deals without an amount or a rate: they count 0. */
  withoutAmount: z.number().int(),
})
export type Categories = z.infer<typeof Categories>

/** The endpoints of the outlook. */
export const outlookContract = {
  categories: endpoint({
    method: 'get',
    path: '/api/revenue/categories',
    permission: 'revenue:read',
    summary:
      'The forecast by categories: what is closed in a period, and what is open and due in it as commit, best case or pipeline; of the company, a person with those below, or a team; also by segment.',
    query: z.object({ ...Asked, by: By }),
    reply: z.object({
      period: Period,
      currency: z.string(),
      asOf: Day,
      subject: Subject,
      whole: Categories,
      /** They sum to the whole; of a deal that people share, each segment has their part, and its owner's counts it. */
      segments: z.array(Categories.extend(Told)),
    }),
  }),
  outlook: endpoint({
    method: 'get',
    path: '/api/revenue/outlook',
    permission: 'revenue:read',
    summary:
      'What a period will book: expected value and 80 % range of the company, a person with those below, or a team; what moved it since a day; null with the reason where it cannot be said.',
    query: z.object({
      ...Asked,
      /** What moved it since the end of this day; the Monday before by default. */
      since: PlannedDay.optional(),
      /** A scenario: these deals are taken as won at their amount, or as lost; the record stays as it is. */
      win: List.pipe(z.array(Id).max(200)).optional(),
      lose: List.pipe(z.array(Id).max(200)).optional(),
      /** Told apart by segments, such as `team`, `sector` or `field(Lead type)`: `segments` of the reply. */
      by: By,
    }),
    reply: z.object({
      period: Period,
      currency: z.string(),
      asOf: Day,
      subject: Subject,
      outlook: Expected.nullable(),
      /** Why there is no outlook. */
      why: z.string().nullable(),
      quotaMinor: MinorUnits.nullable(),
      /** Mean / quota, and the probability that the quota is reached. */
      shareOfQuota: z.number().nullable(),
      chanceOfQuota: z.number().nullable(),
      /** What was said of the end of that day at the time, as a record; null where that day was not recorded. */
      recorded: Ranged.extend({ recordedAt: Instant }).nullable(),
      /** With the deals of the scenario won and lost; null without one. */
      scenario: z
        .object({
          outlook: Expected,
          shareOfQuota: z.number().nullable(),
          chanceOfQuota: z.number().nullable(),
          won: z.array(DealLine),
          lost: z.array(DealLine),
          /** Deals named that are not open, or not seen: they change nothing. */
          ignored: z.number().int(),
        })
        .nullable(),
      /** The outlook as it was at the end of an earlier day, and what moved it since. */
      before: z.object({ day: Day, outlook: Expected, moves: z.array(Move) }).nullable(),
      quality: OutlookQuality.nullable(),
      /** Each segment's own bookings; all but the ends of the ranges sum to those of the whole. */
      segments: z.array(
        z.object({
          ...Told,
          /** Deals not created yet that are in no segment so far; they have no keys. */
          isToCome: z.boolean(),
          outlook: Expected,
        }),
      ),
    }),
  }),
  scoredDeals: endpoint({
    method: 'get',
    path: '/api/revenue/outlook/deals',
    permission: 'revenue:read',
    summary:
      'Open deals with their chance of being won in the period, reasons, days of quiet, whether they look better or worse than the rep says, and whether they are due and untouched.',
    query: z.object({
      ...Asked,
      /** `unattended`: due within 14 days or overdue, and nothing changed or was done for 14. */
      show: z.enum(['all', 'better', 'worse', 'quiet', 'unattended']).default('all'),
      sort: z.enum(['expected', 'chance', 'amount', 'quiet']).default('expected'),
      /** Of one segment: its keys, with `|` between those of several. */
      by: By,
      keys: z.string().optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({
      period: Period,
      currency: z.string(),
      asOf: Day,
      count: z.number().int(),
      /** How long a deal is silent before it counts as quiet: longer than nine in ten silences of deals that were won. */
      quietAfterDays: z.number().int().nullable(),
      why: z.string().nullable(),
      deals: z.array(ScoredDeal),
      next: z.number().int().nullable(),
    }),
  }),
  scoredDeal: endpoint({
    method: 'get',
    path: '/api/revenue/outlook/deals/{id}',
    permission: 'revenue:read',
    summary: 'One open deal: its chance of being won in the period, with every reason.',
    params: z.object({ id: Id }),
    query: z.object({ grain: Asked.grain, on: Asked.on, asOf: Asked.asOf, known: Asked.known }),
    reply: z.object({
      period: Period,
      currency: z.string(),
      scored: ScoredDeal.nullable(),
      why: z.string().nullable(),
    }),
  }),
}
