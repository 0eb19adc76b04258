import { sql } from 'kysely'
import { setTargets, type Target } from '#goals/targets.tx.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { consensusOf } from '../consensus/cells.ts'
import { type CycleState, monthAfter } from '../cycle/state.ts'
import { snapshotOf } from '../log/cycles.sql.ts'
import { performIn } from '../log/perform.tx.ts'
import { webhookList } from './publication.sql.ts'

/** Publishes the approved plan to receivers by name, and asks for the webhooks to be called. */
export async function publishPlan(
  work: Work,
  scope: Scope,
  { id, receivers }: { id: string; receivers: string[] },
): Promise<void> {
  await transact(work, async (writing) => {
    const [snapshot, hooks] = await Promise.all([snapshotOf(writing.tx, id), webhookList(writing.tx)])
    const all = [...new Set([...receivers, ...hooks.map(({ name }) => name)])]
    if (all.length === 0) {
      throw refusal(400, {
        code: 'nobody',
        message: 'Nobody is named to receive the plan.',
        wayOut: 'Name receivers, or add a webhook.',
      })
    }
    await performIn(writing, scope, id, { kind: 'published', body: { snapshot: snapshot?.hash ?? '', receivers: all } })
    await writing.emit('sop.plan.published', { cycleId: id })
  })
}

/** Turns the approved plan into quotas of families, month by month. */
export async function targetsFromPlan(
  work: Work,
  { state, from, to, label }: { state: CycleState; from: string; to: string; label: string },
): Promise<{ set: number; origin: string }> {
  if (!state.locked) {
    throw refusal(409, {
      code: 'not-locked',
      message: 'The plan is not approved yet, so nothing follows from it.',
      wayOut: 'Approve it and close step 5 first.',
    })
  }
  const origin = `S&OP ${label}`
  const targets = consensusOf(state).flatMap(({ familyId, month, revenueMinor }): Target[] =>
    revenueMinor === null || month < from || month > to
      ? []
      : [{ familyId, startsOn: month, endsOn: monthAfter(month, 1), amountMinor: revenueMinor }],
  )
  return transact(work, async (writing) => ({ set: await setTargets(writing, { origin, targets }), origin }))
}

/** Adds an address to be called; a name stands for one address. */
export async function addWebhook(
  work: Work,
  { name, url, secret }: { name: string; url: string; secret: string },
): Promise<string> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const id = newId()
    const made = await sql`insert into sop.webhook (id, name, url, secret, made_at, made_by)
      values (${id}, ${name}, ${url}, ${secret}, ${now}, ${actor.id}) on conflict (name) where ended_at is null do nothing`.execute(
      tx,
    )
    if (!made.numAffectedRows) {
      throw refusal(409, {
        code: 'name-taken',
        message: `A webhook is named ${name} already.`,
        wayOut: 'Choose another name.',
      })
    }
    await audit({
      command: 'sop.add-webhook',
      noun: 'webhook',
      subjectId: id,
      summary: `Added the webhook ${name} to ${url}`,
    })
    await emit('sop.cycle.changed', {})
    return id
  })
}

/** Calls an address no more. */
export async function endWebhook(work: Work, id: string): Promise<void> {
  await transact(work, async ({ tx, now, audit, emit }) => {
    const ended = await sql`update sop.webhook set ended_at = ${now} where id = ${id} and ended_at is null`.execute(tx)
    if (!ended.numAffectedRows) throw notFound('webhook', id)
    await audit({ command: 'sop.end-webhook', noun: 'webhook', subjectId: id, summary: 'Ended a webhook' })
    await emit('sop.cycle.changed', {})
  })
}

/** Keeps what a webhook answered; an answer that acknowledges counts for its receiver. */
export async function keepDelivery(
  work: Work,
  given: {
    cycleId: string
    webhook: { id: string; name: string }
    status: number | null
    says: string
    acknowledged: boolean
  },
): Promise<void> {
  const { cycleId, webhook, status, says, acknowledged } = given
  await transact(work, async (writing) => {
    await sql`insert into sop.delivery (id, cycle_id, webhook_id, tried_at, status, says, acknowledged)
      values (${newId()}, ${cycleId}, ${webhook.id}, ${writing.now}, ${status}, ${says}, ${acknowledged})`.execute(
      writing.tx,
    )
    if (acknowledged) {
      await performIn(writing, { personId: null }, cycleId, { kind: 'acknowledged', body: { receiver: webhook.name } })
    } else await writing.emit('sop.cycle.changed', { cycleId })
  })
}
