import { z } from 'zod'
import { Day, Decimal, endpoint, Id, Instant, MinorUnits } from '#platform/http/contract.ts'
import { Month } from '../schema.ts'

export const Publication = z.object({
  publishedAt: Instant.nullable(),
  publishedBy: z.string().nullable(),
  snapshot: z.string().nullable(),
  receivers: z.array(
    z.object({ name: z.string(), acknowledgedAt: Instant.nullable(), acknowledgedBy: z.string().nullable() }),
  ),
  deliveries: z.array(
    z.object({
      webhook: z.string(),
      triedAt: Instant,
      /** The HTTP status of the answer; null where none came. */
      status: z.number().int().nullable(),
      says: z.string(),
      acknowledged: z.boolean(),
    }),
  ),
})
export type Publication = z.infer<typeof Publication>

export const PlanLine = z.object({
  familyId: Id,
  family: z.string(),
  month: Month,
  units: z.number().int().nullable(),
  price: Decimal.nullable(),
  revenueMinor: MinorUnits.nullable(),
  production: z.number().int().nullable(),
  stock: z.number().int().nullable(),
})

const params = z.object({ id: Id })
const Name = z.string().trim().min(1).max(200)

/** The endpoints by which an approved plan goes out. */
export const publishContract = {
  plan: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/plan',
    permission: 'sop:read',
    summary: 'The plan of a cycle by family and month: units, price, revenue, production, stock; approved or draft.',
    params,
    reply: z.object({
      cycle: Month,
      approved: z.boolean(),
      hash: z.string().nullable(),
      currency: z.string(),
      lines: z.array(PlanLine),
    }),
  }),
  planFile: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/plan.csv',
    permission: 'sop:read',
    summary: 'The plan of a cycle as CSV.',
    params,
    raw: true,
  }),
  publication: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/publication',
    permission: 'sop:read',
    summary: 'To whom the plan was published, who has acknowledged it, and what webhooks answered.',
    params,
    reply: Publication,
  }),
  publish: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/publication',
    permission: 'sop:run',
    summary: 'Publish the approved plan to receivers by name; those that are webhooks are called.',
    params,
    body: z.object({ receivers: z.array(Name).max(50).default([]) }),
    reply: Publication,
  }),
  acknowledge: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/acknowledgements',
    permission: 'sop:sign',
    summary: 'Acknowledge the published plan for a receiver.',
    params,
    body: z.object({ receiver: Name }),
    reply: Publication,
  }),
  setTargets: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/targets',
    permission: 'sop:run',
    summary: 'Turn the approved plan into quotas of families, month by month, with their origin.',
    params,
    body: z.object({ from: Month.optional(), to: Month.optional() }),
    reply: z.object({ set: z.number().int(), origin: z.string(), from: Day, to: Day }),
  }),
  webhooks: endpoint({
    method: 'get',
    path: '/api/sop/webhooks',
    permission: 'sop:run',
    summary: 'Addresses that are called when a plan is published.',
    reply: z.object({ webhooks: z.array(z.object({ id: Id, name: z.string(), url: z.string() })) }),
  }),
  addWebhook: endpoint({
    method: 'post',
    path: '/api/sop/webhooks',
    permission: 'sop:run',
    summary:
      'Add an address to be called with the plan as JSON; the header x-drumbeat-signature reads t=SECONDS,v1=HEX, where HEX is HMAC-SHA-256 of SECONDS.BODY with the secret. Addresses inside the network of the server are not called. An answer {"acknowledged": true} acknowledges.',
    body: z.object({
      name: Name,
      url: z.url({ protocol: /^https?$/, error: 'The address begins with http:// or https://.' }).max(2_000),
      secret: z.string().min(16, 'A secret has at least 16 characters.').max(200),
    }),
    reply: z.object({ id: Id }),
  }),
  endWebhook: endpoint({
    method: 'delete',
    path: '/api/sop/webhooks/{id}',
    permission: 'sop:run',
    summary: 'Call an address no more.',
    params,
    reply: z.object({ id: Id }),
  }),
}
