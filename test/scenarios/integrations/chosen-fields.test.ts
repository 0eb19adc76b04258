import { afterAll, beforeAll, expect, test } from 'vitest'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { FakeHubspot } from '../../fakes/hubspot.ts'
import { openFakeSalesforce } from '../../fakes/salesforce.ts'
import { SmallOrg } from '../../fakes/salesforce-org.ts'
import { serveHere } from '../../fakes/serve.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

const { addConnection, changeConnection, connectionFields, connections, connectionRuns, syncConnection } =
  integrationsContract
let now = '2026-11-02T09:00:00.000Z'
const org = new SmallOrg('2026-01-10T09:00:00.000Z')
const regions = [
  { value: 'N', label: 'North', active: true },
  { value: 'S', label: 'South', active: true },
]
let app: TestApp
let admin: Caller
let fake: Awaited<ReturnType<typeof openFakeSalesforce>>
let id = ''

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
  admin = await app.as('owner')
  fake = await openFakeSalesforce({
    tables: org.tables,
    clientSecret: 's3cret',
    now: () => new Date(now),
    own: {
      Opportunity: {
        Region__c: { label: 'Region', type: 'multipicklist', picklistValues: regions },
        Score__c: { label: 'Score (0-100)', type: 'double' },
        Amount__c: { label: 'Amount', type: 'string' },
        Partner__c: { label: 'Partner', type: 'reference' },
      },
      Account: { Key__c: { label: 'Key account', type: 'boolean' } },
    },
  })
  const acme = org.addAccount({ Name: 'Acme', Key__c: true })
  org.addDeal({ Name: 'One', AccountId: acme.Id, Amount: 5, Region__c: 'N;S', Score__c: 12.5, Amount__c: 'net' })
  org.addDeal({ Name: 'Two', Amount: 7, Region__c: 'N' })
})
afterAll(async () => {
  await fake.close()
  await app.close()
})

test('the fields that the org describes are chosen from; a dry run tells what they would bring, and the next reading brings it', async () => {
  const body = { name: 'Our org', kind: 'salesforce' as const, address: fake.address, clientId: 'app' }
  id = (await admin.call(addConnection, { body: { ...body, clientSecret: 's3cret' } })).body.id
  await sync()
  const { fields } = (await admin.call(connectionFields, { params: { id } })).body
  expect(fields.map(({ noun, name, isCustom }) => [noun, name, isCustom])).toEqual([
    ['accounts', 'Key__c', true],
    ['deals', 'Region__c', true],
    ['deals', 'Score__c', true],
    ['deals', 'Amount__c', true],
  ])
  const wrong = await choose([{ noun: 'deals', name: 'Regoin__c' }])
  expect([wrong.status, wrong.body.message]).toEqual([422, expect.stringContaining('no field Regoin__c of deals')])
  expect((await choose(fields)).status).toBe(200)
  const dry = await sync('dry run')
  expect(dry.counts.map(({ object, changed }) => [object, changed])).toEqual([
    ['Account', 1],
    ['Opportunity', 2],
  ])
  expect(await keptOf('One')).toBeNull()
  await sync()
  expect(await keptOf('One')).toEqual({ Region: 'North; South', 'Score 0-100': '12.5', 'Amount Amount__c': 'net' })
  expect(await keptOf('Acme', 'account')).toEqual({ 'Key account': 'Yes' })
  expect(await sync()).toMatchObject({ says: 'Nothing new.' })
})

test('what changes there follows; a field that is gone is told and keeps what it said, and once it is back nothing is missing', async () => {
  const two = org.deals[1]!
  at('09:05')
  org.change(two, { Region__c: 'S', Score__c: 40 })
  await sync()
  expect(await keptOf('Two')).toEqual({ Region: 'South', 'Score 0-100': '40' })
  at('09:10')
  fake.odd.hidden.add('Opportunity.Region__c')
  org.change(two, { Region__c: 'N', Score__c: null })
  await sync()
  expect(await keptOf('Two')).toEqual({ Region: 'South' })
  const [connection] = (await admin.call(connections)).body.connections
  expect(connection!.findings.map(({ kind, about }) => [kind, about])).toEqual([
    ['missing field', 'Opportunity.Region__c'],
  ])
  at('10:05')
  fake.odd.hidden.clear()
  await sync()
  expect(await keptOf('Two')).toEqual({ Region: 'North' })
  expect((await admin.call(connections)).body.connections[0]!.findings).toEqual([])
  const rep = await app.as('rep')
  expect((await rep.call(connectionFields, { params: { id } })).status).toBe(403)
})

test('a full reading brings what owner, next step and chosen fields of a deal were at each time, once', async () => {
  org.now = '2026-02-01T09:00:00.000Z'
  const [ada, bo] = ['Ada', 'Bo'].map((Name) => org.addUser({ Name }))
  const deal = org.addDeal({ Name: 'Three', Amount: 9, OwnerId: ada!.Id, Region__c: 'N' })
  const changes: [string, object][] = [
    ['2026-03-01T09:00:00.000Z', { StageName: 'Proposal', NextStep: 'Call' }],
    ['2026-04-01T09:00:00.000Z', { OwnerId: bo!.Id, Region__c: 'S' }],
    ['2026-05-01T09:00:00.000Z', { StageName: 'Negotiation', NextStep: 'Sign' }],
  ]
  for (const [when, fields] of changes) {
    org.now = when
    org.change(deal, fields)
  }
  at('11:00')
  expect(await sync('full')).toMatchObject({ state: 'done' })
  const was = [
    ['2026-02-01', 'Prospecting', 'Ada', null, 'North'],
    ['2026-03-01', 'Proposal', 'Ada', 'Call', 'North'],
    ['2026-04-01', 'Proposal', 'Bo', 'Call', 'South'],
    ['2026-05-01', 'Negotiation', 'Bo', 'Sign', 'South'],
  ]
  expect(await statesOf('Three')).toEqual(was)
  const again = await sync('full')
  expect(again.counts.map(({ object, new: fresh, changed }) => [object, fresh, changed])).toContainEqual([
    'OpportunityFieldHistory',
    0,
    0,
  ])
  expect(await statesOf('Three')).toEqual(was)
})

test('properties of HubSpot are chosen alike, and say their labels', async () => {
  const hubspot = new FakeHubspot('t', '2026-10-01T09:00:00.000Z')
  const served = await serveHere((request, response) => hubspot.answer(request, response))
  const stages = [{ id: '1', label: 'First', displayOrder: 0, metadata: { isClosed: 'false', probability: '0.2' } }]
  hubspot.pipelines.push({ id: 'default', label: 'Sales', displayOrder: 0, stages })
  const options = [{ value: 'newbusiness', label: 'New business' }]
  hubspot.properties.deals.push({ name: 'kind_of_deal', label: 'Kind of deal', type: 'enumeration', options })
  hubspot.properties.companies.push({ name: 'tier', label: 'Tier', type: 'number' })
  hubspot.set('companies', '5', { name: 'Globex', tier: '2' })
  const deal = { dealname: 'Robot', dealstage: '1', pipeline: 'default', kind_of_deal: 'newbusiness' }
  hubspot.set('deals', '1', deal, ['5'])
  const body = { name: 'Our HubSpot', kind: 'hubspot' as const, address: served.address, accessToken: 't' }
  id = (await admin.call(addConnection, { body })).body.id
  await sync()
  const { fields } = (await admin.call(connectionFields, { params: { id } })).body
  expect(fields.map(({ name }) => name)).toEqual(['kind_of_deal', 'tier'])
  await choose(fields)
  await sync()
  expect([await keptOf('Robot'), await keptOf('Globex', 'account')]).toEqual([
    { 'Kind of deal': 'New business' },
    { Tier: '2' },
  ])
  hubspot.properties.deals.splice(0)
  await sync()
  const found = (await admin.call(connections)).body.connections.find((each) => each.id === id)!.findings
  expect(found.map(({ kind, about }) => [kind, about])).toEqual([['missing field', 'deals.kind_of_deal']])
  expect(await keptOf('Robot')).toEqual({ 'Kind of deal': 'New business' })
  await served.close()
})

function at(time: string) {
  now = `2026-11-02T${time}:00.000Z`
  org.now = now
}

function choose(fields: readonly { noun: 'deals' | 'accounts'; name: string }[]) {
  const wanted = fields.map(({ noun, name }) => ({ noun, name }))
  return admin.call(changeConnection, { params: { id }, body: { fields: wanted } })
}

async function sync(mode: 'sync' | 'dry run' | 'full' = 'sync') {
  await admin.call(syncConnection, { params: { id }, body: { mode } })
  await syncDue(app.workspace, new AbortController().signal)
  const [run] = (await admin.call(connectionRuns, { params: { id } })).body.runs
  expect(run).toMatchObject({ state: 'done' })
  return run!
}

async function keptOf(name: string, table: 'deal' | 'account' = 'deal') {
  const { rows } = await app.workspace.pool.query<{ file_fields: object | null }>(
    `select file_fields from crm.${table} where name = $1`,
    [name],
  )
  return rows[0]!.file_fields
}

/** What a deal was, as [day, stage, owner, next step, region]. */
async function statesOf(name: string): Promise<unknown[]> {
  const { rows } = await app.workspace.pool.query<{ state: unknown }>(
    `select jsonb_build_array(v.valid_at::date, s.name, p.name, v.file_fields ->> 'Next step', v.file_fields ->> 'Region') as state
    from crm.deal_version v join crm.deal d on d.id = v.deal_id and d.name = $1 join crm.stage s on s.id = v.stage_id
      left join company.person p on p.id = v.owner_id where v.retracted_at is null order by v.valid_at`,
    [name],
  )
  return rows.map(({ state }) => state)
}
