import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'

const params = z.object({ id: Id })
const item = z.string().min(1).describe('An item by code, name or id.')
const period = z.coerce
  .number()
  .int()
  .min(1)
  .max(18)
  .optional()
  .describe('From 1, the first period of the plan; all where left out.')
const paging = {
  limit: z.coerce.number().int().min(1).max(5_000).default(500),
  offset: z.coerce.number().int().min(0).default(0),
}

const Spread = z.object({ mean: z.number(), p10: z.number(), p50: z.number(), p90: z.number() })
const Level = z.object({
  fillRate: z.number().describe('Share of demand served from stock.'),
  units: z.number(),
  money: z.number().describe('Units at cost.'),
  holdingPerYear: z.number(),
  cycleService: z.number().describe('Chance that nothing is short before the next receipt.'),
})
const End = z.object({
  kind: z
    .enum(['stock', 'on order', 'made', 'bought', 'beside', 'sold', 'used'])
    .describe('beside: it comes as a by-product with the making of another item.'),
  period: z.number().int(),
})

/** A change to try: of demand, of a resource's hours, or a quantity that is locked; null lets it free. */
export const TriedEdit = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('demand'),
    item: z.string(),
    site: z.string().optional().describe('One site of the plan by name; left out, all of them in their mix.'),
    period: z.number().int().min(1),
    quantity: z.number().min(0),
  }),
  z.object({ kind: z.literal('all demand'), factor: z.number().min(0).max(100) }),
  z.object({
    kind: z.literal('capacity'),
    resource: z.string(),
    period: z.number().int().min(1).optional(),
    hours: z.number().min(0),
  }),
  z.object({
    kind: z.literal('lock'),
    measure: z.enum(['made', 'bought']),
    item: z.string(),
    site: z.string().optional().describe('Needed where the plan makes or buys the item at several sites.'),
    supplier: z
      .string()
      .optional()
      .describe('From whom; left out, each supplier its least share and the cheapest the rest.'),
    period: z.number().int().min(1),
    quantity: z.number().min(0).nullable(),
  }),
])
export type TriedEdit = z.infer<typeof TriedEdit>

/** The endpoints of what can be asked of a plan beyond its figures. */
export const questionsContract = {
  tryEdits: endpoint({
    method: 'post',
    path: '/api/supply/plans/{id}/try',
    permission: 'supply:read',
    summary:
      'What a plan would become with these changes, solved at once from where it stands; nothing is stored. The first question opens the plan, the next are fast.',
    params,
    body: z.object({ edits: z.array(TriedEdit).max(500) }),
    reply: z.object({
      status: z
        .string()
        .describe(
          'optimal; feasible: in whole lots, the best found in a few seconds; infeasible: rules cannot all be kept.',
        ),
      margin: z.number(),
      before: z.number().describe('Margin without the changes, in the plan as it was opened for them.'),
      difference: z.number(),
      milliseconds: z.number().describe('Time of the solver, opening included where it was the first question.'),
      unitsLate: z.number(),
      unitsLost: z.number(),
      lines: z
        .array(
          z.object({
            measure: z.string(),
            subject: z.string(),
            before: z.array(z.number()),
            after: z.array(z.number()),
          }),
        )
        .describe('Lines that differ.'),
    }),
  }),
  risk: endpoint({
    method: 'get',
    path: '/api/supply/plans/{id}/risk',
    permission: 'supply:read',
    summary:
      'Sampled futures from the distributions of the forecasts on the committed plan: chance of service per family, of overload per resource and month, spread of margin and stock.',
    params,
    query: z.object({
      samples: z.coerce.number().int().min(50).max(2_000).default(300),
      seed: z.coerce.number().int().min(0).max(1_000_000).default(1),
      service: z.coerce.number().gt(0).lt(1).default(0.95).describe('Share served in time that counts as good.'),
    }),
    reply: z.object({
      samples: z.number().int(),
      labels: z.array(z.string()).describe('Names of the periods.'),
      families: z.array(
        z.object({
          family: z.string(),
          chanceOfService: z
            .number()
            .describe('Share of the futures in which at least `service` of the demand is served in time.'),
          served: Spread.describe('Share of demand served in time.'),
          nextPoint: z
            .number()
            .nullable()
            .describe(
              'What it would cost to be safer: money in safety stock that one more point of service takes; null where no forecast error is known.',
            ),
        }),
      ),
      resources: z.array(
        z.object({
          resource: z.string(),
          chanceOfOverload: z.array(z.number()).describe('Per period: share of the futures in which it is overloaded.'),
        }),
      ),
      margin: Spread,
      marginAtRisk: z
        .number()
        .describe('Margin at risk: the middle margin less the one that nine of ten futures reach.'),
      cost: Spread,
      cashAtRisk: z.number().describe('Cash at risk: the cost that one of ten futures exceeds, less the middle cost.'),
      stock: z.array(Spread.extend({ period: z.string() })),
    }),
  }),
  projection: endpoint({
    method: 'get',
    path: '/api/supply/plans/{id}/projection',
    permission: 'supply:read',
    summary:
      'Stock of each item at the end of each period in units, in days of the demand after it, and in money at cost.',
    params,
    query: z.object({ item: item.optional(), ...paging }),
    reply: z.object({
      labels: z.array(z.string()),
      money: z.array(z.number()).describe('All items together.'),
      total: z.number().int(),
      items: z.array(
        z.object({
          item: z.string(),
          units: z.array(z.number()),
          days: z.array(z.number().nullable()),
          money: z.array(z.number()),
        }),
      ),
    }),
  }),
  pegging: endpoint({
    method: 'get',
    path: '/api/supply/plans/{id}/pegging',
    permission: 'supply:read',
    summary:
      'Down: from the demand of an item to the stock, lots and purchases that serve it, level by level. Up: from the supply of an item to whom it serves. First come, first served.',
    params,
    query: z.object({ item, direction: z.enum(['down', 'up']).default('down'), period }),
    reply: z.object({
      labels: z.array(z.string()),
      resources: z
        .array(z.object({ resource: z.string(), period: z.number().int(), hours: z.number() }))
        .describe('Hours that the lots in the chain take, down only.'),
      steps: z.array(
        z.object({
          depth: z.number().int(),
          item: z.string(),
          quantity: z.number(),
          from: End.extend({
            arrives: z.number().int(),
            with: z.string().optional().describe('The item with whose making it comes.'),
          }),
          to: End.extend({ by: z.string() }),
        }),
      ),
    }),
  }),
  promises: endpoint({
    method: 'get',
    path: '/api/supply/promises',
    permission: 'supply:read',
    summary:
      'When open order lines and open deals can be delivered by the newest plan, and which cannot by the day they are wanted; as far as you may see each.',
    query: z.object({
      late: z.enum(['true', 'false']).optional().describe('true: only those that come late.'),
      limit: z.coerce.number().int().min(1).max(2_000).default(500),
    }),
    reply: z.object({
      plan: z.number().int().nullable(),
      orders: z.number().int(),
      deals: z.number().int(),
      late: z.number().int(),
      promises: z.array(
        z.object({
          kind: z.enum(['order', 'deal']),
          id: z.string(),
          label: z.string(),
          account: z.string().nullable(),
          item: z.string(),
          quantity: z.number(),
          wantedOn: Day,
          promisedOn: Day.nullable(),
          inTime: z.boolean(),
          when: z
            .enum(['in time', 'within the month', 'late', 'not within the plan'])
            .describe(
              'within the month: by the end of the month in which it is wanted, perhaps after its day; a plan of months cannot say more.',
            ),
        }),
      ),
    }),
  }),
  service: endpoint({
    method: 'get',
    path: '/api/supply/service',
    permission: 'supply:read',
    summary:
      'Safety stock from the error of each forecast and the service target, beside what is stated, with the money of each point of service; by item or family.',
    query: z.object({ by: z.enum(['item', 'family']).default('item'), item: item.optional(), ...paging }),
    reply: z.object({
      total: z.number().int(),
      families: z.array(
        z.object({
          family: z.string().nullable(),
          items: z.number().int(),
          money: z.number(),
          nextPoint: z.number().describe('Money in stock that one more point of service takes.'),
          ladder: z.array(Level.pick({ fillRate: true, money: true, holdingPerYear: true })),
        }),
      ),
      items: z.array(
        z.object({
          item: z.string(),
          family: z.string().nullable(),
          leadMonths: z.number().describe('Months and parts of one from order to receipt.'),
          monthlyDemand: z.number(),
          deviation: z
            .number()
            .describe('Standard deviation of the forecast error over lead time and a month of review, units.'),
          target: z.number(),
          safetyStock: z.number(),
          statedSafetyStock: z.number().nullable(),
          unitCost: z.number(),
          money: z.number(),
          nextPoint: z.number(),
          ladder: z.array(Level),
        }),
      ),
    }),
  }),
}
