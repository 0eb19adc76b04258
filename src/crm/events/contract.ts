import { z } from 'zod'
import { endpoint, Id, Instant } from '#platform/http/contract.ts'

const EventSource = z.object({
  id: Id,
  name: z.string(),
  createdAt: Instant,
  path: z.string().describe('Where it sends order events.'),
  dealPath: z.string().describe('Where it sends deal events.'),
})

/** Where signed events are sent. */
export const webhookPaths = {
  order: '/api/crm/orders/webhooks/{source}',
  deal: '/api/crm/deals/webhooks/{source}',
} as const

/** Who may send signed events of orders and deals. */
export const eventSourcesContract = {
  orderSources: endpoint({
    method: 'get',
    path: '/api/crm/orders/sources',
    permission: 'settings:edit',
    summary: 'Who may send signed events of orders and deals.',
    reply: z.object({ sources: z.array(EventSource) }),
  }),
  addOrderSource: endpoint({
    method: 'post',
    path: '/api/crm/orders/sources',
    permission: 'settings:edit',
    summary: 'Let a system send signed events of orders and deals. The signing key is shown once.',
    body: z.object({ name: z.string().trim().min(1, 'A source has a name.').max(100) }),
    reply: EventSource.extend({ signingKey: z.string() }),
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

/** What every request of one event answers. */
export const oneReply = <Outcome extends z.ZodType>(outcome: Outcome) =>
  z.object({
    batchId: Id,
    key: z.string(),
    outcome,
    ignored: z.array(z.string()).describe('Fields that no event has, misspelt perhaps: it was taken without them.'),
  })
