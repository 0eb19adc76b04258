import { z } from 'zod'
import { endpoint, Id } from '#platform/http/contract.ts'
import { CalledAddress } from '#platform/webhooks/address.ts'
import { Attempt, Delivery, Webhook } from '../schema.ts'

const one = z.object({ id: Id })
const own = { permission: 'integrations:own' } as const
const base = '/api/integrations/webhooks'

const Events = z.array(z.string()).min(1, 'A webhook is called for at least one event.').max(200)
const Secret = z.object({
  id: Id,
  /** Shown this once. */
  secret: z.string(),
})

/** The endpoints of outgoing webhooks. */
export const webhooksContract = {
  webhooks: endpoint({
    ...own,
    method: 'get',
    path: base,
    summary:
      'Your webhooks, and everybody’s with the permission integrations:run: where they go, for which events, what waits and what failed. `offered` are the events that you may ask for.',
    reply: z.object({ webhooks: z.array(Webhook), offered: z.array(z.string()) }),
  }),
  addWebhook: endpoint({
    ...own,
    method: 'post',
    path: base,
    secret: true,
    summary:
      'Have an address called when something happens. Messages follow Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature `v1,…`) and hold the kind of event and the ids of things that you may see. The secret (whsec_…) is shown this once.',
    body: z.object({
      name: z.string().trim().min(1, 'A webhook has a name.').max(100),
      url: CalledAddress,
      events: Events,
    }),
    reply: Secret,
  }),
  changeWebhook: endpoint({
    ...own,
    method: 'patch',
    path: `${base}/{id}`,
    summary: 'Change the name, address or events of a webhook; pause it (what happens meanwhile waits) or resume it.',
    params: one,
    body: z.object({
      name: z.string().trim().min(1).max(100).optional(),
      url: CalledAddress.optional(),
      events: Events.optional(),
      paused: z.boolean().optional(),
    }),
    reply: one,
  }),
  endWebhook: endpoint({
    ...own,
    method: 'delete',
    path: `${base}/{id}`,
    summary: 'Call an address no more; what waits is not sent.',
    params: one,
    reply: one,
  }),
  rotateSecret: endpoint({
    ...own,
    method: 'post',
    path: `${base}/{id}/secret`,
    secret: true,
    summary: 'A new secret; for a day messages are signed with the old one too.',
    params: one,
    reply: Secret,
  }),
  pingWebhook: endpoint({
    ...own,
    method: 'post',
    path: `${base}/{id}/ping`,
    summary: 'Send a test message of type integrations.ping.',
    params: one,
    reply: z.object({ deliveryId: Id }),
  }),
  deliveries: endpoint({
    ...own,
    method: 'get',
    path: `${base}/{id}/deliveries`,
    summary:
      'The messages to a webhook, newest first, with the last answer of each; `next` goes on after the last one.',
    params: one,
    query: z.object({
      state: z.enum(['waiting', 'delivered', 'dead', 'withheld']).optional(),
      event: z.string().max(200).optional(),
      before: Id.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({ deliveries: z.array(Delivery), total: z.number().int(), next: Id.nullable() }),
  }),
  delivery: endpoint({
    ...own,
    method: 'get',
    path: `${base}/{id}/deliveries/{deliveryId}`,
    summary: 'One message: what it holds for you, and each attempt with its answer.',
    params: one.extend({ deliveryId: Id }),
    reply: z.object({
      delivery: Delivery,
      data: z.record(z.string(), z.unknown()).nullable(),
      attempts: z.array(Attempt),
    }),
  }),
  replay: endpoint({
    ...own,
    method: 'post',
    path: `${base}/{id}/replay`,
    summary: 'Send messages again from the first attempt on: the ones named, or all dead ones where none is named.',
    params: one,
    body: z.object({ deliveryIds: z.array(Id).max(1000).optional() }),
    reply: z.object({ replayed: z.number().int() }),
  }),
}
