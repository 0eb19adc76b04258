import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { FakeHubspot } from '../../fakes/hubspot.ts'
import { openFakeSalesforce } from '../../fakes/salesforce.ts'
import { SmallOrg } from '../../fakes/salesforce-org.ts'
import { serveHere } from '../../fakes/serve.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

const { addConnection, changeConnection, connections, connectionRuns, connectionWrites, dealWrites, syncConnection } =
  integrationsContract
let now = '2026-11-02T09:00:00.000Z'
const org = new SmallOrg('2026-01-10T09:00:00.000Z')
const rob = org.addUser({ Name: 'Rob Rep' })
const gone = org.addUser({ Name: 'Gone Girl', IsActive: false })
let app: TestApp
let admin: Caller
let fake: Awaited<ReturnType<typeof openFakeSalesforce>>
let id = ''

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
  admin = await app.as('owner')
  fake = await openFakeSalesforce({
    ...{ tables: org.tables, clientSecret: 's', now: () => new Date(now) },
    create: (object, record) => org.create(object, record),
  })
  org.addDeal({ Name: 'Plant', OwnerId: rob.Id, Amount: 100 })
  const body = { name: 'Our org', kind: 'salesforce' as const, address: fake.address, clientId: 'a', clientSecret: 's' }
  id = (await admin.call(addConnection, { body })).body.id
  await sync()
})
afterAll(async () => {
  await fake.close()
  await app.close()
})

test('calls that are written down from the choice on are tasks of Salesforce, once, of whoever made them and is still there', async () => {
  await call('Plant', { subject: 'Before the choice' })
  now = '2026-11-02T09:05:00.000Z'
  await choose()
  now = '2026-11-02T09:06:00.000Z'
  const long = 'Budget 😀 '.repeat(33).trim()
  await call('Plant', {
    subject: 'Asked for the budget',
    note: 'They have <50,000 & decide in May.',
    by: 'Rob Rep',
    happenedAt: '2026-11-01T15:00:00Z',
  })
  await call('Plant', { subject: long, by: 'Gone Girl' })
  await call('Plant', { subject: 'A meeting', kind: 'meeting' })
  expect((await sync('dry run')).says).toContain('Calls back: 2 to be written.')
  expect((await lines()).map(({ field, after, state }) => [field, after, state])).toEqual([
    ['call', '2026-11-02', 'would be written'],
    ['call', '2026-11-01', 'would be written'],
  ])
  expect(org.tasks).toEqual([])
  expect((await sync()).says).toContain('Calls back: 2 written.')
  const [first, second] = org.tasks
  expect(first).toMatchObject({
    ...{ TaskSubtype: 'Call', Subject: 'Asked for the budget', Status: 'Completed', ActivityDate: '2026-11-01' },
    ...{ WhatId: org.deals[0]!.Id, OwnerId: rob.Id },
    Description: expect.stringMatching(/^They have <50,000 & decide in May\.\n\nDrumbeat call [0-9a-f-]{36}$/),
  })
  expect(second).toMatchObject({ Description: expect.stringContaining(long) })
  expect([second!.OwnerId, String(second!.Subject).length <= 255]).toEqual([undefined, true])
  now = '2026-11-02T09:12:00.000Z'
  await sync('full')
  expect((await sync()).says).toBe('Nothing new.')
  expect(org.tasks).toHaveLength(2)
  const told = await admin.call(dealWrites, { params: { id: await dealOf('Plant') } })
  expect(told.body.writes.map(({ field, state }) => [field, state])).toEqual([
    ['call', 'written'],
    ['call', 'written'],
  ])
  const { total } = (await admin.call(crmContract.listActivities, { query: { kind: 'call' } })).body
  expect(total).toBe(3)
})

test('a call whose answer was lost is found by its mark and not made again; one that is refused is told and tried when asked', async () => {
  now = '2026-11-02T09:20:00.000Z'
  await call('Plant', { subject: 'Lost answer' })
  fake.odd.diesAfterWrite = true
  expect(await sync()).toMatchObject({ state: 'waiting' })
  fake.odd.diesAfterWrite = false
  fake.odd.failures.length = 0
  expect(org.tasks).toHaveLength(3)
  expect((await sync()).says).toContain('Calls back: 1 written.')
  expect(org.tasks).toHaveLength(3)
  now = '2026-11-02T09:25:00.000Z'
  const [deal] = org.deals
  deal!.IsDeleted = true
  await call('Plant', { subject: 'Refused' })
  expect((await sync()).says).toContain('Calls back: 1 refused.')
  expect(await health()).toEqual([expect.stringContaining('INVALID_CROSS_REFERENCE_KEY')])
  deal!.IsDeleted = false
  now = '2026-11-02T09:35:00.000Z'
  await syncDue(app.workspace, new AbortController().signal)
  expect(org.tasks).toHaveLength(3)
  expect((await sync()).says).toContain('Calls back: 1 written.')
  expect([org.tasks.length, await health()]).toEqual([4, []])
  expect(org.tasks.some(({ OwnerId }) => OwnerId === gone.Id)).toBe(false)
})

test('in HubSpot they are calls about the deal; a lost answer doubles none, and one that is refused does not hold up the others', async () => {
  const hubspot = new FakeHubspot('t', '2026-10-01T09:00:00.000Z')
  const served = await serveHere((request, response) => hubspot.answer(request, response))
  const stages = [{ id: '1', label: 'First', displayOrder: 0, metadata: { isClosed: 'false', probability: '0.2' } }]
  hubspot.pipelines.push({ id: 'default', label: 'HubSpot', displayOrder: 0, stages })
  const owner = {
    email: 'ada@example.com',
    firstName: 'Ada',
    lastName: 'Owner',
    archived: false,
    updatedAt: hubspot.now,
  }
  hubspot.owners.push({ id: '9', ...owner })
  for (const [dealId, dealname] of [
    ['1', 'Robot'],
    ['2', 'Lift'],
  ] as const)
    hubspot.set('deals', dealId, { dealname, dealstage: '1', pipeline: 'default' })
  const body = { name: 'Our HubSpot', kind: 'hubspot' as const, address: served.address, accessToken: 't' }
  id = (await admin.call(addConnection, { body })).body.id
  await sync()
  await choose()
  await call('Robot', { subject: 'Agreed', note: 'a < b & c\nd', by: 'Ada Owner' })
  hubspot.diesAfterWrite = true
  expect(await sync()).toMatchObject({ state: 'waiting' })
  hubspot.diesAfterWrite = false
  hubspot.failures.length = 0
  expect((await sync()).says).toContain('Calls back: 1 written.')
  expect(hubspot.objects.calls.map(({ properties, deals }) => [properties, deals])).toEqual([
    [
      expect.objectContaining({
        ...{ hs_call_title: 'Agreed', hs_timestamp: now, hs_call_status: 'COMPLETED', hubspot_owner_id: '9' },
        hs_call_body: expect.stringMatching(/^a &lt; b &amp; c<br>d<br><br>Drumbeat call [0-9a-f-]{36}$/),
      }),
      ['1'],
    ],
  ])
  hubspot.objects.deals[1]!.archivedAt = '2026-10-01T09:00:00.000Z'
  await call('Lift', { subject: 'About nothing' })
  await call('Robot', { subject: 'Next' })
  expect((await sync()).says).toContain('Calls back: 1 written, 1 refused.')
  expect(hubspot.objects.calls).toHaveLength(2)
  await served.close()
})

async function sync(mode: 'sync' | 'full' | 'dry run' = 'sync') {
  await admin.call(syncConnection, { params: { id }, body: { mode } })
  await syncDue(app.workspace, new AbortController().signal)
  return (await admin.call(connectionRuns, { params: { id } })).body.runs[0]!
}

async function choose() {
  const body = { writes: { fields: ['calls' as const], rule: 'newest' as const } }
  expect((await admin.call(changeConnection, { params: { id }, body })).status).toBe(200)
}

type Told = { subject: string; kind?: 'call' | 'meeting'; note?: string; by?: string; happenedAt?: string }

async function call(deal: string, { kind = 'call', by, ...told }: Told) {
  const { rows } = await app.workspace.pool.query<{ id: string }>('select id from company.person where name = $1', [by])
  const body = { dealId: await dealOf(deal), kind, personId: rows[0]?.id ?? null, ...told }
  expect((await admin.call(crmContract.addActivity, { body })).status).toBe(200)
}

async function dealOf(name: string): Promise<string> {
  const { rows } = await app.workspace.pool.query<{ id: string }>('select id from crm.deal where name = $1', [name])
  return rows[0]!.id
}

async function lines() {
  return (await admin.call(connectionWrites, { params: { id } })).body.writes
}

async function health() {
  return (await admin.call(connections)).body.connections
    .find((each) => each.id === id)!
    .findings.map(({ says }) => says)
}
