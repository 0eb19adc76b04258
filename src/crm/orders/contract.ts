import { z } from 'zod'
import { Day, Decimal, endpoint, Id, Instant, List } from '#platform/http/contract.ts'

export const OrderFilter = z.object({
  from: Day.optional(),
  to: Day.optional(),
  item: Id.optional(),
  family: Id.optional(),
  territory: Id.optional(),
  channel: z.string().optional(),
  account: Id.optional(),
  owner: Id.optional(),
  currency: z.string().optional(),
  search: z.string().trim().max(200).optional(),
  knownAt: Instant.optional().describe(
    'Order lines as they were known at this instant: without what came, changed or was called off later.',
  ),
})
export type OrderFilter = z.output<typeof OrderFilter>

export const OrderLine = z.object({
  id: Id,
  orderNumber: z.string().nullable(),
  lineNumber: z.string().nullable(),
  orderedOn: Day,
  accountId: Id.nullable(),
  accountName: z.string().nullable(),
  itemId: Id.nullable(),
  itemName: z.string().nullable(),
  familyName: z.string().nullable(),
  territoryName: z.string().nullable(),
  ownerName: z.string().nullable(),
  channel: z.string().nullable(),
  promotion: z.string().nullable(),
  /** Exact decimals as text. */
  quantity: Decimal,
  amount: Decimal,
  currency: z.string(),
})
export type OrderLine = z.infer<typeof OrderLine>

export const orderGroups = [
  'day',
  'month',
  'year',
  'family',
  'item',
  'territory',
  'channel',
  'account',
  'owner',
] as const
export type OrderGroup = (typeof orderGroups)[number]

const Sum = z.object({ currency: z.string(), lines: z.number(), quantity: Decimal, amount: Decimal })
export const OrderSum = Sum.extend({
  /** One label per group asked for, in that order; null where the line has none. */
  group: z.array(z.string().nullable()),
})

export const ordersContract = {
  listOrders: endpoint({
    method: 'get',
    path: '/api/crm/orders',
    permission: 'crm:read',
    summary: 'A page of order lines you can see.',
    query: OrderFilter.extend({
      sort: z
        .string()
        .regex(/^(orderedOn|amount|quantity):(asc|desc)$/, 'Sort by orderedOn, amount or quantity.')
        .default('orderedOn:desc'),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({ lines: z.array(OrderLine), next: z.number().nullable() }),
  }),
  orderSummary: endpoint({
    method: 'get',
    path: '/api/crm/orders/summary',
    permission: 'crm:read',
    summary:
      'Exact sums of order lines, rounded nowhere, per currency and per group (month,family,territory,channel …).',
    query: OrderFilter.extend({ group: List.pipe(z.array(z.enum(orderGroups))).default([]) }),
    reply: z.object({ sums: z.array(OrderSum), totals: z.array(Sum) }),
  }),
}
