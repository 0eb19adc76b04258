import { z } from 'zod'
import { Day, endpoint, Id, Instant } from '#platform/http/contract.ts'

const Named = z.object({ id: Id, code: z.string(), name: z.string() })

/** An item that was never sold, and what its first months may bring. */
export const NewItem = z.object({
  item: Named,
  family: z.string().nullable(),
  startsOn: Day.describe('Its first day.'),
  ahead: z
    .array(z.object({ startsOn: Day, label: z.string(), mean: z.number(), lo80: z.number(), hi80: z.number() }))
    .nullable()
    .describe('Units in its first 12 months, with an 80 % range; null where nobody can tell.'),
  sentence: z.string(),
  like: z.array(Named).describe('The items whose start it is expected to repeat, the nearest first.'),
  likeChosenBy: z.string().nullable().describe('Who chose them; null where nobody did.'),
  chosenBy: z
    .string()
    .nullable()
    .describe(
      'What they were chosen by (family, brand, other attributes, price) and what speaks for it; null where the nearest in price of its family count, or somebody chose.',
    ),
  counted: z
    .object({ by: z.string(), at: Instant })
    .nullable()
    .describe('Who took the forecast over, so that it counts in all sums; null where it stands beside them.'),
})
export type NewItem = z.infer<typeof NewItem>

/** An item that may be chosen as one that is alike. */
export const LookAlike = Named.extend({
  family: z.string().nullable(),
  price: z.number().nullable(),
  units: z.number().describe('What it sold in the last 12 closed months.'),
})
export type LookAlike = z.infer<typeof LookAlike>

const params = z.object({ id: Id })

/** Items that were never sold. */
export const newItemsContract = {
  newItems: endpoint({
    method: 'get',
    path: '/api/demand/new-items',
    permission: 'demand:read',
    summary:
      'Items with a first day of late or to come of which nothing was sold: a first forecast of each from items that are alike by family, brand, other attributes and price, or from those that somebody chose, and how good such forecasts were of items that were new before',
    reply: z.object({
      items: z.array(NewItem),
      measured: z
        .object({
          items: z.number().int(),
          months: z.number().int(),
          inside: z.number().describe('Share of months within their 80 % range.'),
          wape: z.number(),
        })
        .nullable()
        .describe('Null while no item of these families was new within the months known.'),
    }),
  }),
  countNewItem: endpoint({
    method: 'post',
    path: '/api/demand/new-items/{id}/counted',
    permission: 'demand:override',
    summary:
      'Take the first forecast of an item over, or back: it counts in its family, its territories and everything, in units and money, until the item has a forecast of its own',
    params,
    body: z.object({ counted: z.boolean() }),
    reply: z.object({ counted: z.boolean() }),
  }),
  lookAlikes: endpoint({
    method: 'get',
    path: '/api/demand/new-items/{id}/look-alikes',
    permission: 'demand:read',
    summary:
      'Items that were sold in the last year and may be chosen as alike: those of its family first, the nearest in price first',
    params,
    query: z.object({ search: z.string().trim().max(200).optional() }),
    reply: z.object({ items: z.array(LookAlike) }),
  }),
  chooseLookAlikes: endpoint({
    method: 'post',
    path: '/api/demand/new-items/{id}/look-alikes',
    permission: 'demand:override',
    summary:
      'Choose the items whose start a new item is expected to repeat; none chosen: those nearest by family, attributes and price',
    params,
    body: z.object({ items: z.array(Id).max(40, 'Choose at most 40 items.') }),
    reply: z.object({ chosen: z.number().int() }),
  }),
}
