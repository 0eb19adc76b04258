import { afterAll, beforeAll, expect, test } from 'vitest'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { FakeHubspot } from '../../fakes/hubspot.ts'
import { openFakeSalesforce } from '../../fakes/salesforce.ts'
import { SmallOrg } from '../../fakes/salesforce-org.ts'
import { serveHere } from '../../fakes/serve.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { dealFrom } from './deals-here.ts'

const { addConnection, changeConnection, connectionRuns, connections, syncConnection } = integrationsContract
let now = '2026-11-02T09:00:00.000Z'
let app: TestApp
let admin: Caller

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
  admin = await app.as('owner')
})
afterAll(() => app.close())

test('a next step of 50,000 characters with emoji comes in whole, and a deal that two pages tell is one', async () => {
  const fake = new FakeHubspot('t', '2026-10-01T09:00:00.000Z')
  const served = await serveHere((request, response) => fake.answer(request, response))
  fake.pipelines.push({
    id: 'default',
    label: 'Sales',
    displayOrder: 0,
    stages: [{ id: '1', label: 'First', displayOrder: 0, metadata: { isClosed: 'false', probability: '0.2' } }],
  })
  const long = '😀 "call", '.repeat(5_000)
  const deal = { dealname: 'Long', dealstage: '1', pipeline: 'default', amount: '1', hs_next_step: long }
  const object = fake.set('deals', '1', deal)
  fake.objects.deals.push(fake.set('deals', '2', { ...deal, dealname: 'Other' }), object)
  fake.now = now
  await connect('Our HubSpot', { kind: 'hubspot', address: served.address, accessToken: 't' })
  expect(await findings('Our HubSpot')).toEqual([])
  const { rows } = await app.workspace.pool.query<{ step: string }>(
    `select file_fields ->> 'Next step' as step from crm.deal where name = 'Long' and ended_at is null`,
  )
  expect(rows).toEqual([{ step: long.trim() }])
  await served.close()
})

test('an owner who left keeps their deals, and an id told twice in Salesforce is one deal', async () => {
  const org = new SmallOrg('2026-10-01T09:00:00.000Z')
  const gone = org.addUser({ Name: 'Gone Girl', IsActive: false })
  const own = org.addDeal({ Name: 'Left behind', OwnerId: gone.Id, Amount: 5 })
  org.deals.push(own)
  const fake = await openFakeSalesforce({ tables: org.tables, clientSecret: 's', now: () => new Date(now) })
  await connect('Our org', { kind: 'salesforce', address: fake.address, clientId: 'a', clientSecret: 's' })
  expect(await findings('Our org')).toEqual([])
  expect(await dealFrom(app, 'Left behind')).toMatchObject({ owner: 'Gone Girl', amount: 500 })
  await fake.close()
})

test('a text of 50,000 characters with emoji in a field of your own of Salesforce comes in whole', async () => {
  const org = new SmallOrg('2026-10-01T09:00:00.000Z')
  const long = '😀 "note", '.repeat(5_000)
  org.addDeal({ Name: 'Noted', Amount: 5, Notes__c: long })
  const fake = await openFakeSalesforce({
    ...{ tables: org.tables, clientSecret: 's', now: () => new Date(now) },
    own: { Opportunity: { Notes__c: { label: 'Notes', type: 'textarea' } } },
  })
  await connect('Notes', { kind: 'salesforce', address: fake.address, clientId: 'a', clientSecret: 's' })
  const params = { id: await idOf('Notes') }
  await admin.call(changeConnection, { params, body: { fields: [{ noun: 'deals', name: 'Notes__c' }] } })
  await sync('Notes')
  expect(await findings('Notes')).toEqual([])
  const { rows } = await app.workspace.pool.query<{ notes: string }>(
    `select file_fields ->> 'Notes' as notes from crm.deal where name = 'Noted'`,
  )
  expect(rows).toEqual([{ notes: long.trim() }])
  await fake.close()
})

test('of HubSpot a currency that was added and a stage that is gone keep their deals out until they are mended, and a token that was taken back is told', async () => {
  const fake = new FakeHubspot('t', '2026-10-01T09:00:00.000Z')
  const served = await serveHere((request, response) => fake.answer(request, response))
  const stages = [{ id: '1', label: 'First', displayOrder: 0, metadata: { isClosed: 'false', probability: '0.2' } }]
  fake.pipelines.push({ id: 'default', label: 'Mended', displayOrder: 0, stages })
  const deal = { dealstage: '1', pipeline: 'default', amount: '5000' }
  fake.set('deals', '81', { ...deal, dealname: 'In krónur', deal_currency_code: 'ISK' })
  fake.set('deals', '82', { ...deal, dealname: 'Lost stage', dealstage: '999' })
  fake.now = now
  await connect('Odd', { kind: 'hubspot', address: served.address, accessToken: 't' })
  expect((await findings('Odd'))!.map(({ kind, says }) => [kind, says])).toEqual(
    expect.arrayContaining([
      ['rows left out', expect.stringContaining('"ISK" is no currency of this company')],
      ['unknown stage', expect.stringContaining('stage 999')],
    ]),
  )
  expect([await dealFrom(app, 'In krónur'), await dealFrom(app, 'Lost stage')]).toEqual([null, null])
  await app.workspace.pool.query(
    `insert into company.currency (code, name, minor_digits) values ('ISK', 'Króna', 0) on conflict do nothing`,
  )
  stages.push({ id: '999', label: 'Back', displayOrder: 1, metadata: { isClosed: 'false', probability: '0.5' } })
  await sync('Odd')
  expect(await findings('Odd')).toEqual([])
  expect(await dealFrom(app, 'In krónur')).toMatchObject({
    amount: 5000,
    history: [['2026-10-01T09:00:00.000Z', 'First', 5000]],
  })
  expect(await dealFrom(app, 'Lost stage')).toMatchObject({ stage: 'Back' })
  const ended = { status: 401, body: { status: 'error', category: 'EXPIRED_AUTHENTICATION', message: 'revoked' } }
  fake.failures.push(ended, ended)
  await sync('Odd')
  const { runs } = (await admin.call(connectionRuns, { params: { id: await idOf('Odd') } })).body
  expect(runs[0]).toMatchObject({ state: 'failed', says: expect.stringContaining('HubSpot does not let Drumbeat in') })
  await served.close()
})

async function idOf(name: string): Promise<string> {
  return (await admin.call(connections)).body.connections.find((each) => each.name === name)!.id
}

async function sync(name: string) {
  now = new Date(Date.parse(now) + 60_000).toISOString()
  await admin.call(syncConnection, { params: { id: await idOf(name) }, body: {} })
  await syncDue(app.workspace, new AbortController().signal)
}

async function connect(
  name: string,
  given: { kind: 'hubspot' | 'salesforce'; address: string } & Record<string, string>,
) {
  expect((await admin.call(addConnection, { body: { name, ...given } })).status).toBe(200)
  await syncDue(app.workspace, new AbortController().signal)
}

async function findings(name: string) {
  const found = (await admin.call(connections)).body.connections.find((each) => each.name === name)
  expect(found?.lastRun).toMatchObject({ state: 'done' })
  return found?.findings
}
