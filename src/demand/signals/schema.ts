import { z } from 'zod'
import { Day, Id, Instant } from '#platform/http/contract.ts'

/** How useful a signal was for a family, measured on forecasts of earlier months with and without it. */
export const SignalUse = z.object({
  familyId: Id.nullable(),
  family: z.string(),
  lead: z
    .number()
    .int()
    .nullable()
    .describe('By how many months it leads demand; null where it could not be measured.'),
  slope: z
    .number()
    .nullable()
    .describe(
      'Units of demand per unit of the signal; null also where it is made of deals of which you do not see all.',
    ),
  errorWithout: z.number().nullable().describe('WAPE of earlier forecasts without it, as a share.'),
  errorWith: z.number().nullable().describe('WAPE of the same forecasts with it.'),
  points: z.number().int().describe('So many earlier forecasts were compared.'),
  used: z.boolean().describe('Whether it counts in the forecast. Useless ones are ignored.'),
  reason: z.string(),
})
export type SignalUse = z.infer<typeof SignalUse>

/** An outside number that may lead demand, with what it was found to be worth. */
export const Signal = z.object({
  id: Id,
  name: z.string(),
  unit: z.string(),
  values: z.number().int(),
  firstOn: z.string().nullable(),
  lastOn: z.string().nullable(),
  latest: z.number().nullable().describe('Null also where it is made of deals of which you do not see all'),
  by: z.string(),
  changedAt: Instant,
  sentence: z.string(),
  uses: z.array(SignalUse),
})
export type Signal = z.infer<typeof Signal>

/** What open deals hold of each item, month by month from the running one on. */
export const OpenDealsAhead = z.object({
  months: z.array(Day),
  items: z.array(
    z.object({
      itemId: Id,
      code: z.string().nullable(),
      name: z.string(),
      units: z.array(z.number()).describe('By month, as the lines stand.'),
      weighted: z.array(z.number()).describe('By month, each line times the probability of its stage.'),
    }),
  ),
  passed: z.number().int().describe('Lines that are in no month: without a day, or with one that has passed.'),
  withoutLines: z
    .number()
    .int()
    .describe('Open deals that name an item and list no products: their quantity is not known.'),
})
export type OpenDealsAhead = z.infer<typeof OpenDealsAhead>
