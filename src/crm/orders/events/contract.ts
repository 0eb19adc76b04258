import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { oneReply, webhookPaths } from '../../events/contract.ts'
import { receiptOf } from '../../events/receipt.ts'
import { keptRefusal, RefusedQuery } from '../../events/refused.ts'
import { OrderEvent, RefusedEvent } from './event.ts'

const Outcome = z.enum(['placed', 'corrected', 'cancelled', 'unchanged', 'known'])

const Receipt = receiptOf(
  {
    placed: z.number().int(),
    corrected: z.number().int(),
    cancelled: z.number().int(),
    unchanged: z.number().int().describe('The line said this already.'),
    known: z.number().int().describe('The key came before with the same content; not applied again.'),
  },
  RefusedEvent,
  '/api/crm/orders/refused',
)

/** Order lines as they happen. */
export const orderEventsContract = {
  receiveOrder: endpoint({
    method: 'post',
    path: '/api/crm/orders/events',
    permission: 'crm:edit',
    summary: 'One order line placed, corrected or cancelled; forecasts follow at once. Idempotent by key.',
    body: OrderEvent.loose(),
    reply: oneReply(Outcome),
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
    path: webhookPaths.order,
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
    summary:
      "Records that were refused, newest first, as they came and why: everybody's for those who see all orders, else your own.",
    query: RefusedQuery,
    reply: z.object({
      total: z.number().int(),
      refused: z.array(RefusedEvent.extend(keptRefusal)),
      next: z.number().nullable(),
    }),
  }),
}
