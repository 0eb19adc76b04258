import { afterAll, beforeAll, expect, test } from 'vitest'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { FakeHubspot } from '../../fakes/hubspot.ts'
import { openFakeSalesforce } from '../../fakes/salesforce.ts'
import { SmallOrg } from '../../fakes/salesforce-org.ts'
import { serveHere } from '../../fakes/serve.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { dealFrom } from './deals-here.ts'

const { addConnection, connections } = integrationsContract
const now = '2026-11-02T09:00:00.000Z'
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
