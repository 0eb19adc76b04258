import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPerson } from '#company/people/change.tx.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { isAnythingDue } from '#integrations/webhooks/due.sql.ts'
import { followEvents } from '#integrations/webhooks/follow.tx.ts'
import { deliverDue } from '#integrations/webhooks/lanes.io.ts'
import { changeUser } from '#platform/auth/logins.tx.ts'
import { newId } from '#platform/ids.ts'
import { transact } from '#platform/transaction.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { openReceiver } from './receiver.ts'

const { webhooks, addWebhook, changeWebhook, rotateSecret, pingWebhook, deliveries, delivery, replay, endWebhook } =
  integrationsContract
let app: TestApp
let now = new Date('2026-11-02T09:00:00Z')

beforeAll(async () => {
  app = await openTestApp({ clock: () => now })
})
afterAll(() => app.close())

test('a receiver that fails three times in ten gets every message at least once, in order per deal, signed', async () => {
  const receiver = await openReceiver(everyThirdFails)
  const owner = await app.as('owner')
  const made = await add(owner, { name: 'Flaky', url: receiver.url, events: ['crm.deal.changed'] })
  receiver.secrets.push(made.secret)
  const deals = [1, 2, 3, 4, 5, 6, 7, 8].map((each) => `00000000-0000-4000-8000-00000000000${each}`)
  for (let round = 0; round < 10; round++) {
    for (const dealId of deals) await happened('crm.deal.changed', { dealId, seq: round })
  }
  await deliverAll()
  const accepted = receiver.got.filter((each) => each.accepted)
  expect(receiver.got.filter(({ valid }) => !valid)).toEqual([])
  expect(receiver.got.length).toBeGreaterThan(accepted.length)
  expect(new Set(accepted.map(({ id }) => id)).size).toBe(80)
  for (const dealId of deals) {
    expect(accepted.filter(({ data }) => data.dealId === dealId).map(({ data }) => data.seq)).toEqual([
      ...Array(10).keys(),
    ])
  }
  const list = await owner.call(deliveries, { params: { id: made.id }, query: { limit: 30 } })
  expect(list.body).toMatchObject({ total: 80, deliveries: expect.objectContaining({ length: 30 }) })
  const retried = list.body.deliveries.find(({ tries }) => tries > 1)!
  const one = await owner.call(delivery, { params: { id: made.id, deliveryId: retried.id } })
  expect(one.body.attempts.length).toBe(retried.tries)
  await owner.call(endWebhook, { params: { id: made.id } })
  await receiver.close()
})

test('messages keep their order where the numbers of transactions get a digit more', async () => {
  const receiver = await openReceiver(() => null)
  const owner = await app.as('owner')
  const made = await add(owner, { name: 'Digits', url: receiver.url, events: ['crm.deal.changed'] })
  receiver.secrets.push(made.secret)
  await sql`update integrations.follower set xact = '98'`.execute(app.workspace.db)
  for (const [seq, xact] of ['99', '100', '101'].entries())
    await sql`insert into platform.event (id, xact, at, name, subject) values (${newId()}, ${xact}::xid8, ${now.toISOString()},
      'crm.deal.changed', ${JSON.stringify({ dealId: '00000000-0000-4000-8000-00000000000d', seq })})`.execute(
      app.workspace.db,
    )
  await deliverAll()
  expect(receiver.got.slice(0, 3).map(({ data }) => data.seq)).toEqual([0, 1, 2])
  await owner.call(endWebhook, { params: { id: made.id } })
  await receiver.close()
})

test('what fails for good is dead after nine attempts, stands in the list, and is replayed with the same id', async () => {
  let isDown = true
  const receiver = await openReceiver(() => (isDown ? 503 : null))
  const owner = await app.as('owner')
  const made = await add(owner, { name: 'Down', url: receiver.url, events: ['crm.account.changed'] })
  receiver.secrets.push(made.secret)
  await happened('crm.account.changed', { accountId: '00000000-0000-4000-8000-0000000000a1' })
  await deliverAll()
  expect(receiver.got.length).toBe(9)
  const [failing] = (await owner.call(webhooks)).body.webhooks
  expect(failing).toMatchObject({ name: 'Down', dead: 1, waiting: 0, failing: 'try again', lastDeliveredAt: null })
  isDown = false
  expect((await owner.call(replay, { params: { id: made.id }, body: {} })).body).toEqual({ replayed: 1 })
  await deliverAll()
  expect(new Set(receiver.got.map(({ id }) => id)).size).toBe(1)
  expect((await owner.call(webhooks)).body.webhooks[0]).toMatchObject({ dead: 0, deliveredLastDay: 1, failing: null })
  await owner.call(endWebhook, { params: { id: made.id } })
  await receiver.close()
})

test('a replaced secret signs beside the new one for a day; a paused webhook loses nothing; 410 pauses it', async () => {
  let answer: number | null = null
  const receiver = await openReceiver(() => answer)
  const owner = await app.as('owner')
  const { id, secret } = await add(owner, { name: 'Rotated', url: receiver.url, events: ['crm.stage.changed'] })
  const next = (await owner.call(rotateSecret, { params: { id } })).body.secret
  expect(next).not.toBe(secret)
  receiver.secrets.push(secret, next)
  await owner.call(pingWebhook, { params: { id } })
  await deliverAll()
  expect(receiver.got).toMatchObject([{ type: 'integrations.ping', valid: true }])
  now = new Date(now.getTime() + 25 * 3_600_000)
  await owner.call(pingWebhook, { params: { id } })
  await deliverAll()
  expect(receiver.got.at(-1)).toMatchObject({ valid: false })
  receiver.secrets.shift()
  await owner.call(changeWebhook, { params: { id }, body: { paused: true } })
  await happened('crm.stage.changed', { stageId: '00000000-0000-4000-8000-0000000000b1' })
  await deliverAll()
  expect(receiver.got.length).toBe(2)
  await owner.call(changeWebhook, { params: { id }, body: { paused: false } })
  await deliverAll()
  expect(receiver.got.at(-1)).toMatchObject({ type: 'crm.stage.changed', valid: true })
  answer = 410
  await owner.call(pingWebhook, { params: { id } })
  await deliverAll()
  expect((await owner.call(webhooks)).body.webhooks[0]?.pausedBecause).toContain('410')
  await owner.call(endWebhook, { params: { id } })
  await receiver.close()
})

test('a webhook tells no more than its maker may see, at the moment of sending', async () => {
  const receiver = await openReceiver(() => null)
  const { id: mine } = await addPerson(app.work, { name: 'Ada' })
  const rep = await app.as('rep', mine)
  const made = await add(rep, { name: 'Mine', url: receiver.url, events: ['crm.deal.changed', 'revenue.call.made'] })
  receiver.secrets.push(made.secret)
  const foreign = '00000000-0000-4000-8000-0000000000c1'
  await happened('crm.deal.changed', { dealId: foreign })
  await happened('revenue.call.made', { callId: foreign, personId: foreign })
  await happened('revenue.call.made', { callId: foreign, personId: mine })
  await deliverAll()
  expect(receiver.got.map(({ type, data }) => [type, data])).toEqual([
    ['revenue.call.made', { callId: foreign, personId: mine }],
  ])
  await happened('revenue.call.made', { callId: foreign, personId: mine })
  await followEvents(app.workspace)
  await changeUser(app.work, { id: rep.userId, personId: null })
  await deliverAll()
  expect(receiver.got.length).toBe(1)
  const other = await app.as('rep')
  expect((await other.call(webhooks)).body.webhooks).toEqual([])
  expect((await other.call(pingWebhook, { params: { id: made.id } })).status).toBe(404)
  await receiver.close()
})

test('addresses inside the server’s network and events that one may not see are refused', async () => {
  const rep = await app.as('rep')
  const inside = await add(rep, { name: 'Inside', url: 'http://169.254.169.254/latest', events: ['crm.deal.changed'] })
  await rep.call(pingWebhook, { params: { id: inside.id } })
  await deliverDue(app.workspace, new AbortController().signal)
  const { body } = await rep.call(webhooks)
  expect(body.webhooks[0]?.failing).toContain('lies inside the network of this server')
  const beyond = await rep.call(addWebhook, {
    body: { name: 'Users', url: 'https://example.com', events: ['users.changed'] },
  })
  expect(beyond).toMatchObject({ status: 400, body: { code: 'unknown-event' } })
  const odd = await rep.call(addWebhook, {
    body: { name: 'Odd', url: 'ftp://example.com', events: ['crm.deal.changed'] },
  })
  expect(odd.status).toBe(400)
})

async function add(caller: Caller, body: { name: string; url: string; events: string[] }) {
  const made = await caller.call(addWebhook, { body })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  return made.body
}

async function happened(
  name: 'crm.deal.changed' | 'crm.account.changed' | 'crm.stage.changed' | 'revenue.call.made',
  facts: Record<string, unknown>,
) {
  await transact(app.work, ({ emit }) => emit(name, facts))
}

/** Delivers what is due, then waits for the next attempt, until none is left to wait for. */
/** Events wait for older transactions of the whole server, also those of tests beside this one. */
async function eventsToFollow(): Promise<number> {
  await followEvents(app.workspace)
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from platform.event e, integrations.follower f
    where f.name = 'webhooks' and (e.xact, e.id) > (f.xact, f.event_id)`.execute(app.workspace.db)
  return rows[0]!.count
}

async function deliverAll() {
  for (let attempt = 0; attempt < 30; attempt++) {
    await deliverDue(app.workspace, new AbortController().signal)
    await expect.poll(eventsToFollow).toBe(0)
    const later = new Date(now.getTime() + 12 * 3600 * 1000)
    if (!(await isAnythingDue(app.workspace.db, later.toISOString()))) return
    now = later
  }
}

/** Three calls of ten fail: by an error, by no answer, by being told to wait. */
function everyThirdFails(call: number): number | null {
  return [500, null, null, 0, null, null, 429, null, null, null][call % 10]!
}
