import { z } from 'zod'
import { Day, Id, Instant, MinorUnits } from '#platform/http/contract.ts'

export const SubjectKind = z.enum(['company', 'person', 'team', 'territory', 'family'])
export type SubjectKind = z.infer<typeof SubjectKind>

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
  recordedAt: Instant,
  endedAt: Instant.nullable(),
  setBy: z.string().nullable(),
})
export type Quota = z.infer<typeof Quota>

/** A day whose neighbouring periods can still be written. */
export const PlannedDay = Day.refine((day) => day > '1000' && day < '9000', 'The year must lie between 1000 and 8999.')

export const Grain = z.enum(['month', 'quarter', 'year'])
export type Grain = z.infer<typeof Grain>

/** Where a line's quota comes from. */
export const QuotaBasis = z.enum(['set', 'sum of shorter periods', 'sum of reports', 'incomplete', 'none'])

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
  reason: z.enum(['no owner', 'no amount', 'no rate', 'won without a day', 'open without expected close']),
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
