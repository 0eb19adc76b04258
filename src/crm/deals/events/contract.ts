import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { oneReply, webhookPaths } from '../../events/contract.ts'
import { receiptOf } from '../../events/receipt.ts'
import { keptRefusal, RefusedQuery } from '../../events/refused.ts'
import { DealEvent, RefusedDealEvent } from './event.ts'

export const dealOutcomes = ['added', 'changed', 'removed', 'unchanged', 'known'] as const

const Receipt = receiptOf(
  {
    added: z.number().int(),
    changed: z.number().int(),
    removed: z.number().int(),
    unchanged: z.number().int().describe('The deal said this already.'),
    known: z.number().int().describe('The key came before with the same content; not applied again.'),
  },
  RefusedDealEvent,
  '/api/crm/deals/refused',
)

/** Deals as they change elsewhere. */
export const dealEventsContract = {
  receiveDeal: endpoint({
    method: 'post',
    path: '/api/crm/deals/events',
    permission: 'crm:edit',
    summary:
      'One deal added, changed or removed where it comes from; outlook and signals follow at once. Idempotent by key.',
    body: DealEvent.loose(),
    reply: oneReply(z.enum(dealOutcomes)),
  }),
  receiveDeals: endpoint({
    method: 'post',
    path: '/api/crm/deals/events/bulk',
    permission: 'crm:edit',
    summary:
      'Any number of deal events as NDJSON, one per line. Each bad record gets an error of its own, the others are taken. Fields that no event has are named. 429 with Retry-After while too many come at once.',
    body: DealEvent,
    takes: 'application/x-ndjson',
    reply: Receipt,
    raw: true,
  }),
  receiveDealWebhook: endpoint({
    method: 'post',
    path: webhookPaths.deal,
    permission: 'public',
    summary:
      'Deal events from a source that signs them: one object, an array, or NDJSON, at most 2 MiB. Header x-drumbeat-signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">.',
    params: z.object({ source: Id }),
    body: DealEvent,
    reply: Receipt,
    raw: true,
  }),
  refusedDeals: endpoint({
    method: 'get',
    path: '/api/crm/deals/refused',
    permission: 'crm:edit',
    summary:
      "Records that were refused, newest first, as they came and why: everybody's for those who see all deals, else your own.",
    query: RefusedQuery,
    reply: z.object({
      total: z.number().int(),
      refused: z.array(RefusedDealEvent.extend(keptRefusal)),
      next: z.number().nullable(),
    }),
  }),
}
