import { randomBytes } from 'node:crypto'
import { instantAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { secretOf } from './standard.ts'
import { offeredEvents } from './visible.ts'

/** Whose webhook it must be; null for whoever runs all of them. */
export type Holder = { madeBy: string | null; permissions: ReadonlySet<string> }
type Held = { id: string; name: string; paused: boolean }

/** Adds an address to be called for events that its maker may see; gives its first secret. */
export async function addWebhook(
  work: Work,
  given: { userId: string; permissions: ReadonlySet<string>; name: string; url: string; events: string[] },
): Promise<{ id: string; secret: string }> {
  const { userId, permissions, name, url } = given
  const events = checkedEvents(work, { permissions, events: given.events })
  return transact(work, async (writing) => {
    const { tx, now, audit, emit } = writing
    const id = newId()
    await sql`insert into integrations.webhook (id, name, url, events, made_by, made_at)
      values (${id}, ${name}, ${url}, ${events}, ${userId}, ${now})`
      .execute(tx)
      .catch((error) => refuseTaken(error, name))
    const secret = await keepSecret(writing, id)
    const summary = `Added the webhook ${name} to ${hostOf(url)}`
    await audit({
      command: 'integrations.add-webhook',
      noun: 'webhook',
      subjectId: id,
      summary,
      after: { url, events },
    })
    await emit('integrations.webhook.changed', { webhookId: id })
    return { id, secret }
  })
}

/** Changes what a webhook is called for, where it goes, and whether it is called now. */
export async function changeWebhook(
  work: Work,
  holder: Holder,
  {
    id,
    ...to
  }: {
    id: string
    name?: string | undefined
    url?: string | undefined
    events?: string[] | undefined
    paused?: boolean | undefined
  },
): Promise<void> {
  const events = to.events && checkedEvents(work, { permissions: holder.permissions, events: to.events })
  await transact(work, async ({ tx, now, audit, emit }) => {
    const before = await lockHeld(tx, holder, id)
    const pausedAt = to.paused === undefined ? sql`paused_at` : to.paused ? sql`coalesce(paused_at, ${now})` : sql`null`
    await sql`update integrations.webhook set name = coalesce(${to.name ?? null}, name), url = coalesce(${to.url ?? null}, url),
      events = coalesce(${events ?? null}::text[], events), paused_at = ${pausedAt},
      paused_because = case when ${to.paused ?? null}::boolean is false then null else paused_because end where id = ${id}`
      .execute(tx)
      .catch((error) => refuseTaken(error, to.name ?? before.name))
    if (to.paused === false) {
      await sql`update integrations.delivery set next_at = least(next_at, ${now})
        where webhook_id = ${id} and state = 'waiting'`.execute(tx)
    }
    const summary = `Changed the webhook ${before.name}`
    await audit({ command: 'integrations.change-webhook', noun: 'webhook', subjectId: id, summary, after: { ...to } })
    await emit('integrations.webhook.changed', { webhookId: id })
  })
}

/** Calls an address no more; what waits is dead. */
export async function endWebhook(work: Work, holder: Holder, id: string): Promise<void> {
  await transact(work, async ({ tx, now, audit, emit }) => {
    const { name } = await lockHeld(tx, holder, id)
    await sql`update integrations.webhook set ended_at = ${now} where id = ${id}`.execute(tx)
    await sql`update integrations.delivery set state = 'dead', done_at = ${now}
      where webhook_id = ${id} and state = 'waiting'`.execute(tx)
    await sql`delete from integrations.webhook_secret where webhook_id = ${id}`.execute(tx)
    const summary = `Ended the webhook ${name}`
    await audit({ command: 'integrations.end-webhook', noun: 'webhook', subjectId: id, summary })
    await emit('integrations.webhook.changed', { webhookId: id })
  })
}

/** Gives a webhook a new secret; the old ones sign for one day more. */
export async function rotateSecret(work: Work, holder: Holder, id: string): Promise<string> {
  return transact(work, async (writing) => {
    const { tx, now, audit, emit } = writing
    const { name } = await lockHeld(tx, holder, id)
    await sql`update integrations.webhook_secret set until = ${instantAfter(now, 1)}
      where webhook_id = ${id} and until is null`.execute(tx)
    const secret = await keepSecret(writing, id)
    const summary = `Gave the webhook ${name} a new secret; the old one holds for a day`
    await audit({ command: 'integrations.rotate-secret', noun: 'webhook', subjectId: id, summary })
    await emit('integrations.webhook.changed', { webhookId: id })
    return secret
  })
}

/** Puts a test message in the queue of a webhook. */
export async function ping(work: Work, holder: Holder, id: string): Promise<string> {
  return transact(work, async ({ tx, now, emit }) => {
    const { name, paused } = await lockHeld(tx, holder, id)
    if (paused) {
      throw refusal(409, { code: 'paused', message: `The webhook ${name} is paused.`, wayOut: 'Resume it first.' })
    }
    const deliveryId = newId()
    await sql`insert into integrations.delivery (id, webhook_id, event, about, subject, happened_at, state, next_at)
      values (${deliveryId}, ${id}, 'integrations.ping', ${`ping ${deliveryId}`}, '{}', ${now}, 'waiting', ${now})`.execute(
      tx,
    )
    await emit('integrations.webhook.changed', { webhookId: id })
    return deliveryId
  })
}

/** Sends messages again, from the first attempt on: those named, else all that are dead. */
export async function replay(
  work: Work,
  holder: Holder,
  { id, deliveryIds }: { id: string; deliveryIds: string[] | null },
): Promise<number> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { name } = await lockHeld(tx, holder, id)
    const { rows } =
      await sql`update integrations.delivery set state = 'waiting', tries = 0, next_at = ${now}, done_at = null
      where webhook_id = ${id} and state <> 'waiting'
        and case when ${deliveryIds}::uuid[] is null then state = 'dead' else id = any(${deliveryIds}) end
      returning id`.execute(tx)
    const summary = `Replayed ${rows.length} messages to the webhook ${name}`
    await audit({ command: 'integrations.replay', noun: 'webhook', subjectId: id, summary })
    await emit('integrations.webhook.changed', { webhookId: id })
    return rows.length
  })
}

async function lockHeld(tx: Tx, { madeBy }: Holder, id: string): Promise<Held> {
  const { rows } = await sql<Held>`select id, name, paused_at is not null as paused from integrations.webhook
    where id = ${id} and ended_at is null and (${madeBy}::uuid is null or made_by = ${madeBy}) for update`.execute(tx)
  if (!rows[0]) throw notFound('webhook', id)
  return rows[0]
}

async function keepSecret({ tx, now }: Writing, webhookId: string): Promise<string> {
  const secret = secretOf(randomBytes(32))
  await sql`insert into integrations.webhook_secret (id, webhook_id, secret, made_at)
    values (${newId()}, ${webhookId}, ${secret}, ${now})`.execute(tx)
  return secret
}

function checkedEvents(
  { workspace }: Work,
  { permissions, events }: { permissions: ReadonlySet<string>; events: string[] },
): string[] {
  const offered = new Set(offeredEvents(workspace.domains, permissions))
  const beyond = events.find((event) => !offered.has(event))
  if (beyond === undefined) return [...new Set(events)]
  throw refusal(400, {
    code: 'unknown-event',
    message: `"${beyond}" is no event that you may have sent.`,
    wayOut: `Choose from ${[...offered].slice(0, 5).join(', ')} and others; GET /api/integrations/webhooks lists all as \`offered\`.`,
  })
}

function refuseTaken(error: unknown, name: string): never {
  if ((error as { code?: string }).code !== '23505') throw error
  throw refusal(409, {
    code: 'name-taken',
    message: `A webhook is named "${name}" already.`,
    wayOut: 'Choose another name.',
  })
}

function hostOf(url: string): string {
  return new URL(url).host
}
