import { z } from 'zod'
import { Day, Decimal, Id, Instant } from '#platform/http/contract.ts'

/** By which factor demand differs, and what that is in units; both with the ends of their 95 % interval. */
export const Effect = z.object({
  factor: z.number().describe('1 is as usual, 1.3 is 30 % more.'),
  factorLo: z.number(),
  factorHi: z.number(),
  units: z.number().describe('Units more (less, where negative) than without the promotion.'),
  unitsLo: z.number(),
  unitsHi: z.number(),
  tells: z.boolean().describe('Whether the interval leaves "as usual" out. Where not, nobody can tell.'),
})
export type Effect = z.infer<typeof Effect>

/** What a past promotion was measured to have done. */
export const MeasuredPromotion = z.object({
  during: Effect.nullable().describe('In its days.'),
  after: Effect.nullable().describe('In the two weeks after it: what was bought ahead is missing then.'),
  sisters: Effect.nullable().describe('What the other items of the family did in its days.'),
  reason: z.string().nullable().describe('Why it could not be measured.'),
  sistersReason: z.string().nullable(),
})
export type MeasuredPromotion = z.infer<typeof MeasuredPromotion>

/** A promotion: what was or will be offered, where and when, and what it did or is expected to do. */
export const Promotion = z.object({
  id: Id,
  name: z.string(),
  kind: z.string().describe('Promotions of one kind do alike.'),
  item: z.object({ id: Id, code: z.string(), name: z.string() }).nullable(),
  family: z.object({ id: Id, name: z.string() }).nullable(),
  territory: z.object({ id: Id, name: z.string() }).nullable(),
  startsOn: Day,
  endsOn: Day.describe('Its last day.'),
  price: Decimal.nullable(),
  by: z.string(),
  at: Instant,
  state: z.enum(['over', 'running', 'coming']),
  measured: MeasuredPromotion.nullable().describe('Null while it is not over, or not measured yet.'),
  expected: z
    .object({
      factor: z.number().describe('In its days; 1 is as usual.'),
      units: z.number().describe('All that it adds: in its days, after them, and of its sisters.'),
      during: z.number(),
      after: z.number(),
      sisters: z.number(),
    })
    .nullable()
    .describe(
      'What it adds to the forecast of the months ahead; null for those that are over, or of whose kind nothing is known.',
    ),
  sentence: z.string(),
})
export type Promotion = z.infer<typeof Promotion>

/** A name on order lines that looks like a promotion nobody has recorded. */
export const PromotionProposal = z.object({
  name: z.string(),
  family: z.string(),
  familyId: Id,
  territory: z.string().nullable(),
  territoryId: Id.nullable(),
  startsOn: Day,
  endsOn: Day,
  orderLines: z.number().int(),
})
export type PromotionProposal = z.infer<typeof PromotionProposal>
