import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'

/** An item that was never sold, and what its first months may bring. */
export const NewItem = z.object({
  item: z.object({ id: Id, code: z.string(), name: z.string() }),
  family: z.string().nullable(),
  startsOn: Day.describe('Its first day.'),
  ahead: z
    .array(z.object({ startsOn: Day, label: z.string(), mean: z.number(), lo80: z.number(), hi80: z.number() }))
    .nullable()
    .describe('Units in its first 12 months, with an 80 % range; null where nobody can tell.'),
  sentence: z.string(),
})
export type NewItem = z.infer<typeof NewItem>

/** Items that were never sold. */
export const newItemsContract = {
  newItems: endpoint({
    method: 'get',
    path: '/api/demand/new-items',
    permission: 'demand:read',
    summary:
      'Items with a first day of late or to come of which nothing was sold: a first forecast of each from items of its family that are near in price, and how good such forecasts were of items that were new before',
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
}
