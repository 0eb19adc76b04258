import { z } from 'zod'
import { Day, Id, Instant } from '#platform/http/contract.ts'

/** What holds where nothing more particular is said of an item; each default is an assumption until somebody sets it. */
export const Policy = z.object({
  horizonPeriods: z.number().int().min(1).max(18).describe('How many fiscal months a plan covers.'),
  serviceTarget: z.number().gt(0).lt(1).describe('Share of demand to be served from stock, 0.95 = 95 %.'),
  holdingRate: z.number().min(0).max(5).describe('What holding stock costs in a year, as a share of its cost.'),
  lateShare: z.number().min(0).max(5).describe('What delivering a month late costs, as a share of the price.'),
  lostMarginShare: z
    .number()
    .min(0)
    .max(10)
    .describe('What a lost sale costs beside its margin, as a share of the price.'),
  buyLeadDays: z.number().min(0).max(1000).describe('Days from order to receipt where no supplier says.'),
  costShare: z.number().min(0).max(1).describe('Cost of an item without a cost, as a share of its list price.'),
  frozenPeriods: z.number().int().min(0).max(12).describe('First months in which the plan before stands.'),
  lots: z
    .boolean()
    .describe(
      'Whether a plan keeps least orders of suppliers, least lots, lot multiples, setups and changeovers exactly; it then takes longer to solve.',
    ),
  timeLimitSeconds: z.number().int().min(1).max(600).describe('Longest search for a plan.'),
})
export type Policy = z.infer<typeof Policy>

/** queued and running: under way; made: there; failed: why in `reason`; cancelled: stopped by a person, the best plan so far kept if there was one. */
export const PlanStatus = z.enum(['queued', 'running', 'made', 'failed', 'cancelled'])
export type PlanStatus = z.infer<typeof PlanStatus>

export const Strategy = z.enum(['optimal', 'chase', 'level', 'mixed'])
export type Strategy = z.infer<typeof Strategy>

/** Something wrong with the data, found before a plan is made: the items and the money it concerns, and what the plan did about it. */
export const PlanProblem = z.object({
  kind: z.enum([
    'recipe cycle',
    'no lead time',
    'no capacity',
    'negative stock',
    'unknown site',
    'no source',
    'unit mismatch',
    'inactive item',
    'beyond horizon',
    'no cost',
    'no price',
    'late receipt',
    'stranded stock',
    'impossible recipe',
    'alternate cycle',
    'stray alternate',
    'alternate beside changes',
    'impossible by-product',
    'impossible shares',
    'least lot beside setups',
  ]),
  says: z.string(),
  items: z.number().int().describe('How many items it concerns.'),
  codes: z.array(z.string()).describe('The first fifty of them.'),
  units: z.number().describe('Units of demand over the horizon that depend on it.'),
  money: z.number().describe('Worth of that demand at list price, in company currency.'),
  leftOut: z.boolean().describe('Whether the plan leaves these items out; otherwise it assumed what `says` tells.'),
})
export type PlanProblem = z.infer<typeof PlanProblem>

/** Something a plan took for granted because nobody stated it. */
export const PlanAssumption = z.object({
  kind: z
    .enum(['assumed', 'taken in'])
    .describe('assumed: nobody stated it; taken in: data that the plan was made with.'),
  about: z.string(),
  says: z.string(),
  value: z.number().nullable(),
  items: z.number().int(),
})
export type PlanAssumption = z.infer<typeof PlanAssumption>

/** A plan without its figures. Money in company currency; estimates, not exact. */
export const PlanHead = z.object({
  id: Id,
  number: z.number().int(),
  name: z.string().nullable(),
  status: PlanStatus,
  strategy: Strategy,
  basePlanId: Id.nullable(),
  askedAt: Instant,
  askedBy: z.string(),
  finishedAt: Instant.nullable(),
  phase: z.string().nullable().describe('What is being done while it runs.'),
  gap: z
    .number()
    .nullable()
    .describe('How far it may be from the best that is possible, as a share; 0 is proven best.'),
  reason: z.string().nullable(),
  currency: z.string(),
  startsOn: z.array(Day).describe('First day of each period.'),
  labels: z.array(z.string()),
  cost: z.number().nullable(),
  margin: z.number().nullable(),
  digest: z.string().nullable().describe('SHA-256 of model and plan: the same digest is the same plan.'),
})
export type PlanHead = z.infer<typeof PlanHead>

/**
 * What a line of a plan counts, each per period. Of items: demand, sold, backlog, lost, made, bought, subcontracted, by-product (coming with other items that are made then), used instead
 * (taken as an alternate for another component), moved in (arriving from another site), on the way (between sites at the
 * end of the period), being made and on order (begun, not in stock at the end of the period), scrapped (begun, of which nothing good comes),
 * used (as the usual component of what is begun), disposed (past its shelf life), stock (at the
 * end of the period), short (units below the safety stock), safety stock. Of resources: used and available hours, overtime. Of the whole: money.
 */
export const PlanMeasure = z.enum([
  'demand',
  'sold',
  'backlog',
  'lost',
  'made',
  'bought',
  'subcontracted',
  'by-product',
  'used instead',
  'moved in',
  'on the way',
  'being made',
  'on order',
  'scrapped',
  'used',
  'disposed',
  'stock',
  'short',
  'safety stock',
  'arrivals',
  'hours used',
  'hours available',
  'overtime',
])
export type PlanMeasure = z.infer<typeof PlanMeasure>

/** One figure of a plan over its periods. */
export const PlanLine = z.object({
  measure: PlanMeasure,
  /** The item's code, with its site where the plan has sites; or the resource. */
  subject: z.string(),
  itemId: Id.nullable(),
  siteId: Id.nullable(),
  resourceId: Id.nullable(),
  values: z.array(z.number()),
})
export type PlanLine = z.infer<typeof PlanLine>

/** Why units of an item are late or lost in a period: the limits it is due to, each with its share. */
export type GapCause = {
  what: string
  item: string | null
  period: string
  quantity: number
  because: readonly { rule: string; period: string; share: number; says?: string }[]
}
