import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'
import { Grain, NodeKey } from '../schema.ts'

const money = (means: string) => z.number().describe(means)

/** What the money of some periods is compared with. */
export const Against = z
  .enum(['year before', 'version', 'actual'])
  .describe(
    'The same periods a year before; another published forecast; or what came in the newest closed period, held against the last forecast published before it began.',
  )
export type Against = z.infer<typeof Against>

/** A change in money, split. */
export const PriceSplit = z.object({
  against: Against,
  from: Day.describe('The first of the periods that are compared.'),
  label: z.string().describe('How that period is called.'),
  periods: z.number().int(),
  currency: z.string(),
  forecast: z
    .number()
    .int()
    .nullable()
    .describe('The number of the published forecast that is held against; null for a year before.'),
  before: money('Money of a year before, or of the published forecast that is held against.'),
  after: money('Money expected, or what came.'),
  volume: money('What the change in units is worth at the average price before.'),
  price: money('What the units cost more than at the price of each item before.'),
  mix: money('The rest: dearer or cheaper items instead, new ones and those that are gone.'),
  priceBefore: z.number().nullable().describe('Money a unit before, over all items.'),
  priceAfter: z.number().nullable(),
  items: z
    .array(
      z.object({
        itemId: Id,
        name: z.string(),
        unitsBefore: z.number(),
        moneyBefore: z.number(),
        unitsAfter: z.number(),
        moneyAfter: z.number(),
        price: money('Its part of the price effect.'),
      }),
    )
    .describe('The ten with the largest price effect.'),
})
export type PriceSplit = z.infer<typeof PriceSplit>

/** Price apart from volume. */
export const pricesContract = {
  priceAndVolume: endpoint({
    method: 'get',
    path: '/api/demand/price-and-volume',
    permission: 'demand:read',
    summary:
      'How money differs, split exactly into volume, price and mix: that expected of the next 3 months (4 weeks) from a year before, or from another published forecast, or what came in the newest closed period from what was expected of it; null where there is nothing to compare with',
    query: z.object({
      grain: Grain.default('month'),
      node: NodeKey.default('all'),
      territory: Id.optional(),
      against: Against.default('year before'),
      from: Id.optional().describe(
        'The earlier of two published forecasts in money; the one before the later by default.',
      ),
      to: Id.optional().describe('The later one; the newest by default.'),
    }),
    reply: z.object({ split: PriceSplit.nullable() }),
  }),
}
