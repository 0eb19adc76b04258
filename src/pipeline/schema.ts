import { z } from 'zod'
import { PlannedDay } from '#goals/schema.ts'
import { Day, Id, List, MinorUnits } from '#platform/http/contract.ts'
import { type Condition, conditionIn } from './view/condition.ts'
import { isSegment, type SegmentName } from './view/dimension-names.ts'

const Words = z.string().trim().min(1).max(200)
/** Ids or names, `none` for "not filled". */
const Ids = List.pipe(z.array(z.string().trim().min(1).max(200)))
const Category = z.enum(['pipeline', 'best case', 'commit', 'closed', 'omitted'])

/** A segment by name; those of sizes also with bands of one's own: `employees(100;1000)`; a field that files have brought: `field(Lead type)`, `account-field(Tier)`. */
export const Segmented = z.string().transform((text, context): SegmentName => {
  if (isSegment(text)) return text
  context.addIssue({ code: 'custom', message: noSegment(text) })
  return z.NEVER
})

const SegmentCondition = z.string().transform((text, context): Condition => {
  const condition = conditionIn(text)
  if (condition) return condition
  context.addIssue({ code: 'custom', message: `"${text}" is no condition. Say segment:key, such as sector:retail.` })
  return z.NEVER
})

function noSegment(text: string): string {
  return `There is no segment "${text}". /api/pipeline/definitions lists them; bands rise, as in employees(100;1000), and fields of your files are field(Lead type), or account-field(Tier) of accounts.`
}

/** Of which day the deals are looked at, and with whose knowledge. */
export const AsOf = z.object({
  /** The end of this day; today when left out. */
  asOf: PlannedDay.optional(),
  /** `then`: as it was known at the end of that day. `now` (the default): with every later correction. */
  known: z.enum(['now', 'then']).optional(),
  /** As it was known at the end of this day. */
  knownOn: PlannedDay.optional(),
})

/**
 * Which deals: owners and team tree as they were on the day looked at. People, teams, items and so on by id or by name;
 * `none` stands for "not filled".
 */
export const Narrowed = z.object({
  pipeline: Words.optional(),
  /** A person and everybody who reports to them, directly or further down. */
  person: Words.optional(),
  /** The members of a team. */
  team: Words.optional(),
  owner: Ids.optional(),
  /** Deals whose owner reports to this person directly. */
  manager: Ids.optional(),
  territory: Ids.optional(),
  family: Ids.optional(),
  item: Ids.optional(),
  account: Ids.optional(),
  stage: Ids.optional(),
  category: List.pipe(z.array(Category)).optional(),
  sector: Words.optional(),
  country: Words.optional(),
  /** Bands as the segments of these names are called: `1000 to 5000`. */
  size: Words.optional(),
  employees: Words.optional(),
  'account-revenue': Words.optional(),
  /** `1990s`. */
  founded: Words.optional(),
  parent: Ids.optional(),
  currency: Words.optional(),
  outcome: List.pipe(z.array(z.enum(['open', 'won', 'lost']))).optional(),
  /** Created, or closed, from the first to the last of these days, both included. */
  createdFrom: PlannedDay.optional(),
  createdTo: PlannedDay.optional(),
  closedFrom: PlannedDay.optional(),
  closedTo: PlannedDay.optional(),
  /** By any segment: `closed-weekday:5,sector:retail|medical`; with `!:` all but these. */
  where: List.pipe(z.array(SegmentCondition)).optional(),
})

/** Deals expected to close in a fiscal period (grain and a day in it), or between two days, both included. */
export const Due = z.object({
  grain: z.enum(['month', 'quarter', 'year']).optional(),
  on: PlannedDay.optional(),
  closeFrom: PlannedDay.optional(),
  closeTo: PlannedDay.optional(),
})

/** What every question about deals may be asked with. */
export const View = AsOf.extend(Narrowed.shape).extend(Due.shape)
export type View = z.output<typeof View>

const Outcome = z.enum(['open', 'won', 'lost'])

/** A deal as it was on the day looked at. */
export const DealLine = z.object({
  id: Id,
  name: z.string(),
  externalId: z.string().nullable(),
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  accountId: Id.nullable(),
  accountName: z.string().nullable(),
  itemName: z.string().nullable(),
  stageId: Id,
  stageName: z.string(),
  outcome: Outcome,
  category: Category,
  amountMinor: MinorUnits.nullable(),
  currency: z.string(),
  /** In the company currency; null without an amount or a rate. */
  companyMinor: MinorUnits.nullable(),
  createdOn: Day.nullable(),
  expectedClose: Day.nullable(),
  closedOn: Day.nullable(),
  /** The day from which this was so. */
  since: Day.nullable(),
})
export type DealLine = z.infer<typeof DealLine>

/** The days and the knowledge an answer rests on, and what it is in. */
export const Basis = z.object({
  asOf: Day,
  /** Null: with all that is known today. */
  knownOn: Day.nullable(),
  currency: z.string(),
  due: z.object({ from: Day, to: Day, label: z.string().nullable() }).nullable(),
})
export type Basis = z.infer<typeof Basis>

/** Events are counted from the first to the last day, both included; up to the day looked at when left out. */
export const Window = z.object({ from: Day.optional(), to: Day.optional() })

/** The window as it was taken; from the beginning where `from` is null. */
export const WindowTold = z.object({ from: Day.nullable(), to: Day })

const Share = z.number().nullable()
export const Sum = z.object({ deals: z.number().int(), amountMinor: MinorUnits })

export const FunnelStage = z.object({
  stageId: Id,
  name: z.string(),
  entered: z.number().int(),
  reached: z.number().int(),
  skipped: z.number().int(),
  cameBack: z.number().int(),
  returns: z.number().int(),
  advanced: z.number().int(),
  won: z.number().int(),
  lostHere: z.number().int(),
  openHere: z.number().int(),
  reachedMinor: MinorUnits,
  advancedMinor: MinorUnits,
  wonMinor: MinorUnits,
  conversion: Share,
  valueConversion: Share,
  toWon: Share,
  medianDays: Share,
  days25: Share,
  days75: Share,
})

export const StageDuration = z.object({
  stageId: Id,
  name: z.string(),
  visits: z.number().int(),
  meanDays: Share,
  medianDays: Share,
  days75: Share,
  days90: Share,
  medianWithOpen: Share,
  openDeals: z.number().int(),
  openMinor: MinorUnits,
  openMedianDays: Share,
  stalledAfter: Share,
  stalledDeals: z.number().int(),
  stalledMinor: MinorUnits,
})

export const EarlierPeriod = z.object({
  label: z.string(),
  from: Day,
  to: Day,
  sameDay: Day,
  openDeals: z.number().int(),
  openMinor: MinorUnits,
  wonMinor: MinorUnits,
  conversion: Share,
})

export const SlippagePeriod = z.object({
  label: z.string(),
  from: Day,
  to: Day,
  lookedOn: Day,
  due: Sum,
  won: Sum,
  lost: Sum,
  slipped: Sum,
  slippage: Share,
  slippageCount: Share,
})

export const CycleSegment = z.object({
  keys: z.array(z.string()),
  labels: z.array(z.string()),
  deals: z.number().int(),
  won: z.number().int(),
  lost: z.number().int(),
  open: z.number().int(),
  /** Deals without a creation day, or closed without a day or before it: in no curve. */
  leftOut: z.number().int(),
  /** Half of the deals have closed by then (Kaplan-Meier); null where half have not. */
  medianDays: Share,
  /** A quarter, and three quarters, of the deals have closed by then. */
  days25: Share,
  days75: Share,
  /** Mean days open, of the days up to the last close (restricted mean). */
  meanDays: Share,
  /** The curves at the days asked for. */
  at: z.array(z.object({ days: z.number().int(), open: z.number(), wonShare: z.number(), lostShare: z.number() })),
  points: z.array(
    z.object({
      days: z.number().int(),
      atRisk: z.number().int(),
      won: z.number().int(),
      lost: z.number().int(),
      open: z.number(),
      wonShare: z.number(),
      lostShare: z.number(),
    }),
  ),
})
export type CycleSegment = z.infer<typeof CycleSegment>
export type FunnelStage = z.infer<typeof FunnelStage>
export type StageDuration = z.infer<typeof StageDuration>
