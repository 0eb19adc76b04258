import type { Mount } from '#platform/http/mount.ts'
import { addWebhook, changeWebhook, endWebhook, type Holder, ping, replay, rotateSecret } from './change.tx.ts'
import { webhooksContract } from './contract.ts'
import { deliveries, delivery, refuseUnseen } from './deliveries.sql.ts'
import { factsSeenBy } from './receivers.sql.ts'
import { offeredEvents } from './visible.ts'
import { webhooks } from './webhooks.sql.ts'

type Asking = { user: { id: string }; permissions: ReadonlySet<string> }

/** Webhooks: yours, or all of them for whoever runs integrations. */
export function webhookRoutes(mount: Mount): void {
  mount(webhooksContract.webhooks, async ({ workspace, user, permissions }) => ({
    webhooks: await webhooks(workspace.db, {
      madeBy: holderOf({ user, permissions }).madeBy,
      now: workspace.clock().toISOString(),
    }),
    offered: offeredEvents(workspace.domains, permissions),
  }))
  mount(webhooksContract.addWebhook, ({ work, user, permissions, body }) =>
    addWebhook(work, { userId: user.id, permissions, ...body }),
  )
  mount(webhooksContract.changeWebhook, async ({ work, params, body, ...asking }) => {
    await changeWebhook(work, holderOf(asking), { id: params.id, ...body })
    return params
  })
  mount(webhooksContract.endWebhook, async ({ work, params, ...asking }) => {
    await endWebhook(work, holderOf(asking), params.id)
    return params
  })
  mount(webhooksContract.rotateSecret, async ({ work, params, ...asking }) => ({
    id: params.id,
    secret: await rotateSecret(work, holderOf(asking), params.id),
  }))
  mount(webhooksContract.pingWebhook, async ({ work, params, ...asking }) => ({
    deliveryId: await ping(work, holderOf(asking), params.id),
  }))
  deliveryRoutes(mount)
}

function deliveryRoutes(mount: Mount): void {
  mount(webhooksContract.deliveries, async ({ workspace: { db }, params, query, ...asking }) => {
    await refuseUnseen(db, { id: params.id, ...holderOf(asking) })
    return deliveries(db, { webhookId: params.id, ...query })
  })
  mount(webhooksContract.delivery, async ({ workspace, params, scope, ...asking }) => {
    await refuseUnseen(workspace.db, { id: params.id, ...holderOf(asking) })
    const found = await delivery(workspace.db, { webhookId: params.id, id: params.deliveryId })
    const { facts, ...shown } = found
    const reader = { scope, permissions: asking.permissions }
    const [data] = await factsSeenBy(workspace, { reader, events: [{ event: found.delivery.event, facts }] })
    return { ...shown, data: data ?? null }
  })
  mount(webhooksContract.replay, async ({ work, params, body, ...asking }) => ({
    replayed: await replay(work, holderOf(asking), { id: params.id, deliveryIds: body.deliveryIds ?? null }),
  }))
}

/** Whoever runs integrations holds everybody's webhooks. */
function holderOf({ user, permissions }: Asking): Holder {
  return { madeBy: permissions.has('integrations:run') ? null : user.id, permissions }
}
