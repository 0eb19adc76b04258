import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'
import { Grain, Measure, PeriodAhead, SeenKey } from '../schema.ts'

const Range = z.object({
  mean: z.number(),
  lo80: z.number(),
  hi80: z.number(),
  planned: z.number().describe('What is planned: with what was set by hand, of it, of other parts or of the node.'),
  override: PeriodAhead.shape.override.describe('What was set by hand of this part of the node itself.'),
})

/** A channel or a customer of a node: history, share, forecast and its accuracy. */
export const SharedPart = z.object({
  key: z
    .string()
    .describe(
      '`channel:` or `customer:` and its name or id; `none` and `others` are those without and the rest together.',
    ),
  name: z.string(),
  history: z.array(z.number()).describe('Its sums by closed period, as `periods`.'),
  share: z.number().describe('What it holds of late of the node, 0 to 1; all parts sum to 1.'),
  ahead: z
    .array(Range)
    .describe(
      'Its part of each period of `ahead`, with an 80 % range; all parts sum to the statistical forecast of the node; `planned` sums to what is planned of it.',
    ),
  next: z.number().describe('What is planned over the next 3 months (4 weeks).'),
  accuracy: z
    .object({ wape: z.number(), naiveWape: z.number().nullable(), forecasts: z.number().int() })
    .nullable()
    .describe('Error of earlier forecasts 1 to 3 periods ahead, beside the same period of the year before.'),
})
export type SharedPart = z.infer<typeof SharedPart>

/** Demand by channel and by customer. */
export const sharesContract = {
  shares: endpoint({
    method: 'get',
    path: '/api/demand/shares',
    permission: 'demand:read',
    summary:
      'Any node by channel, or by its 20 largest customers and all others: history, share, forecast with 80 % ranges that sums exactly to the statistical forecast of the node, what is planned, and measured accuracy. Customers are for those who see all orders',
    query: z.object({
      grain: Grain.default('month'),
      measure: Measure.default('units'),
      territory: Id.optional(),
      node: SeenKey.default('all'),
      by: z.enum(['channel', 'customer']).default('channel'),
    }),
    reply: z.object({
      periods: z.array(z.object({ startsOn: Day, label: z.string() })),
      ahead: z.array(z.object({ startsOn: Day, label: z.string() })),
      parts: z.array(SharedPart),
    }),
  }),
}
