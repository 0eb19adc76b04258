import { z } from 'zod'
import { endpoint, Id, Instant } from '#platform/http/contract.ts'
import { OrderEvent, RefusedEvent } from './event.ts'

const Outcome = z.enum(['placed', 'corrected', 'cancelled', 'unchanged', 'known'])

/** What became of the records of one request. */
export const Receipt = z.object({
  batchId: Id,
  received: z.number().int().describe('Records in the request.'),
  placed: z.number().int(),
  corrected: z.number().int(),
  cancelled: z.number().int(),
  unchanged: z.number().int().describe('The line said this already.'),
  known: z.number().int().describe('The key came before with the same content; not applied again.'),
  refused: z.number().int(),
  ignored: z
    .array(z.object({ field: z.string(), records: z.number().int() }))
    .describe('Fields that no event has, misspelt perhaps: the records were taken without them.'),
  errors: z.array(RefusedEvent).describe('The first 1,000; all of them are at /api/crm/orders/refused?batch=…'),
})
export type Receipt = z.infer<typeof Receipt>

export const OrderSource = z.object({ id: Id, name: z.string(), createdAt: Instant, path: z.string() })

/** Order lines as they happen. */
export const orderEventsContract = {
  receiveOrder: endpoint({
    method: 'post',
    path: '/api/crm/orders/events',
    permission: 'crm:edit',
    summary: 'One order line placed, corrected or cancelled; forecasts follow at once. Idempotent by key.',
    body: OrderEvent,
    reply: z.object({ batchId: Id, key: z.string(), outcome: Outcome }),
  }),
  receiveOrders: endpoint({
    method: 'post',
    path: '/api/crm/orders/events/bulk',
    permission: 'crm:edit',
    summary:
      'Any number of order events as NDJSON, one per line. Each bad record gets an error of its own, the others are taken. Fields that no event has are named. 429 with Retry-After while too many come at once.',
    body: OrderEvent,
    takes: 'application/x-ndjson',
    reply: Receipt,
    raw: true,
  }),
  receiveWebhook: endpoint({
    method: 'post',
    path: '/api/crm/orders/webhooks/{source}',
    permission: 'public',
    summary:
      'Order events from a source that signs them: one object, an array, or NDJSON, at most 2 MiB. Header x-drumbeat-signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">.',
    params: z.object({ source: Id }),
    body: OrderEvent,
    reply: Receipt,
    raw: true,
  }),
  refusedOrders: endpoint({
    method: 'get',
    path: '/api/crm/orders/refused',
    permission: 'crm:edit',
    summary: 'Records that were refused, newest first, as they came and why.',
    query: z.object({
      batch: Id.optional(),
      code: RefusedEvent.shape.code.optional(),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({
      total: z.number().int(),
      refused: z.array(RefusedEvent.extend({ id: Id, batchId: Id, receivedAt: Instant, text: z.string() })),
      next: z.number().nullable(),
    }),
  }),
  orderSources: endpoint({
    method: 'get',
    path: '/api/crm/orders/sources',
    permission: 'settings:edit',
    summary: 'Who may send signed order events.',
    reply: z.object({ sources: z.array(OrderSource) }),
  }),
  addOrderSource: endpoint({
    method: 'post',
    path: '/api/crm/orders/sources',
    permission: 'settings:edit',
    summary: 'Let a system send signed order events. The signing key is shown once.',
    body: z.object({ name: z.string().trim().min(1, 'A source has a name.').max(100) }),
    reply: OrderSource.extend({ signingKey: z.string() }),
    secret: true,
  }),
  endOrderSource: endpoint({
    method: 'delete',
    path: '/api/crm/orders/sources/{id}',
    permission: 'settings:edit',
    summary: 'Take no more events from this source.',
    params: z.object({ id: Id }),
    reply: z.object({ ended: z.boolean() }),
  }),
}
