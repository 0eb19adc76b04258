import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'
import { Grain, NodeKey } from '../schema.ts'

const money = (means: string) => z.number().describe(means)

/** A change in money, split. */
export const PriceSplit = z.object({
  from: Day.describe('The first of the periods ahead that are compared.'),
  periods: z.number().int(),
  currency: z.string(),
  before: money('Money of the same periods a year before.'),
  after: money('Money expected of the periods ahead.'),
  volume: money('What the change in units is worth at the average price of a year before.'),
  price: money('What the expected units cost more than at the price of each item a year before.'),
  mix: money('The rest: dearer or cheaper items instead, new ones and those that are gone.'),
  priceBefore: z.number().nullable().describe('Money a unit a year before, over all items.'),
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
      'How the money expected of the next 3 months (4 weeks) differs from a year before, split exactly into volume, price and mix; null where no year before is known',
    query: z.object({ grain: Grain.default('month'), node: NodeKey.default('all'), territory: Id.optional() }),
    reply: z.object({ split: PriceSplit.nullable() }),
  }),
}
