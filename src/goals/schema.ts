import { z } from 'zod'
import { Day, Decimal, Id, Instant, MinorUnits } from '#platform/http/contract.ts'

export const SubjectKind = z.enum(['company', 'person', 'team', 'territory', 'family'])
export type SubjectKind = z.infer<typeof SubjectKind>

/** What a quota counts: deals won, or order lines. */
export const Counts = z.enum(['deals', 'order lines'])
export type Counts = z.infer<typeof Counts>

export const Quota = z.object({
  id: Id,
  subjectKind: SubjectKind,
  subjectId: Id.nullable(),
  subjectName: z.string(),
  /** The goal holds from startsOn until the day before endsOn. */
  startsOn: Day,
  endsOn: Day,
  amountMinor: MinorUnits,
  currency: z.string(),
  /** In the company currency at the rate of startsOn; null where no rate is known. */
  companyMinor: MinorUnits.nullable(),
  counts: Counts,
  recordedAt: Instant,
  endedAt: Instant.nullable(),
  setBy: z.string().nullable(),
  /** What it was taken from where nobody typed it, such as the approved plan of a cycle. */
  origin: z.string().nullable(),
})
export type Quota = z.infer<typeof Quota>

/** A quota held against what was closed within its own dates, whatever the fiscal periods are. */
export const AttainedQuota = Quota.extend({
  closedMinor: MinorUnits,
  /** The same before rounding, in minor units with four more digits. */
  closed: Decimal,
  /** Of a person: with everybody below, by the team tree of the quota's last day. */
  withReportsMinor: MinorUnits,
  attainment: z.number().nullable(),
  withReportsAttainment: z.number().nullable(),
  state: z.enum(['coming', 'running', 'ended']),
})
export type AttainedQuota = z.infer<typeof AttainedQuota>

/** A day whose neighbouring periods can still be written. */
export const PlannedDay = Day.refine((day) => day > '1000' && day < '9000', 'The year must lie between 1000 and 8999.')

export const Grain = z.enum(['month', 'quarter', 'year'])
export type Grain = z.infer<typeof Grain>

/** Where a line's quota comes from. */
export const QuotaBasis = z.enum([
  'set',
  'sum of shorter periods',
  'sum of reports',
  'incomplete',
  'other dates',
  'none',
])

export const AttainmentLine = z.object({
  subjectKind: SubjectKind,
  subjectId: Id.nullable(),
  name: z.string(),
  managerId: Id.nullable(),
  /** A person with reports: the line sums the person and everybody below. */
  isRollUp: z.boolean(),
  quotaMinor: MinorUnits.nullable(),
  quotaBasis: QuotaBasis,
  quotaId: Id.nullable(),
  closedMinor: MinorUnits,
  closedDeals: z.number(),
  /** Order lines, of those whose quota counts them. */
  closedLines: z.number(),
  ownClosedMinor: MinorUnits,
  openMinor: MinorUnits,
  openDeals: z.number(),
  /** closed / quota; null without a quota above zero. */
  attainment: z.number().nullable(),
  /** quota - closed: what is still to be closed; negative when ahead. */
  gapMinor: MinorUnits.nullable(),
  /** open / gap; null without a gap. */
  coverage: z.number().nullable(),
})
export type AttainmentLine = z.infer<typeof AttainmentLine>

export const LeftOut = z.object({
  reason: z.enum([
    'no owner',
    'no amount',
    'no rate',
    'shares above 100 %',
    'won without a day',
    'open without expected close',
  ]),
  deals: z.number(),
  amounts: z.array(z.object({ currency: z.string(), amountMinor: MinorUnits })),
})
export type LeftOut = z.infer<typeof LeftOut>

export const Attainment = z.object({
  period: z.object({ grain: Grain, label: z.string(), from: Day, to: Day, previousOn: Day, nextOn: Day }),
  currency: z.string(),
  today: Day,
  /** The team tree and memberships of this day are used. */
  treeOn: Day,
  /** Share of the period's days that have passed. */
  elapsed: z.number(),
  company: AttainmentLine.nullable(),
  people: z.array(AttainmentLine),
  teams: z.array(AttainmentLine),
  territories: z.array(AttainmentLine),
  families: z.array(AttainmentLine),
  leftOut: z.array(LeftOut),
})
export type Attainment = z.infer<typeof Attainment>

/** A month of the budget, by its first day. */
export const BudgetMonth = z
  .string()
  .regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])-01$/, 'A month is written as its first day, such as 2026-11-01.')

/** What finance plans of a family in a month. */
export const BudgetLine = z.object({
  id: Id,
  familyId: Id,
  family: z.string(),
  month: BudgetMonth,
  /** Null where finance plans money only. */
  units: Decimal.nullable(),
  amountMinor: MinorUnits,
  currency: z.string(),
  recordedAt: Instant,
  setBy: z.string().nullable(),
})
export type BudgetLine = z.infer<typeof BudgetLine>
