import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { FakeHubspot } from '../../fakes/hubspot.ts'
import { openFakeSalesforce } from '../../fakes/salesforce.ts'
import { SmallOrg } from '../../fakes/salesforce-org.ts'
import { serveHere } from '../../fakes/serve.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { linesFrom } from './deals-here.ts'

const { addConnection, connections, connectionRuns, syncConnection } = integrationsContract
let now = '2026-11-02T09:00:00.000Z'
const org = new SmallOrg('2026-01-10T09:00:00.000Z')
let app: TestApp
let admin: Caller
let fake: Awaited<ReturnType<typeof openFakeSalesforce>>
let id = ''

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
  admin = await app.as('owner')
  fake = await openFakeSalesforce({ tables: org.tables, clientSecret: 's3cret', pageSize: 2, now: () => new Date(now) })
  await sql`insert into company.item (id, code, name) values (gen_random_uuid(), 'PMP-1', 'Pump of ours')`.execute(
    app.workspace.db,
  )
  const pump = org.addProduct({ ProductCode: 'pmp-1', Name: 'Pump (CRM)', Family: 'Everything' })
  const valve = org.addProduct({ Name: 'Valve', Family: 'Fittings' })
  const deal = org.addDeal({ Name: 'Plant', Amount: 5000 })
  org.addDeal({ Name: 'In krónur', CurrencyIsoCode: 'ISK', Amount: 900 })
  const of = { OpportunityId: deal.Id }
  org.addLine({ ...of, Product2Id: pump.Id, Quantity: 3, UnitPrice: 999.99, Discount: 12.5, ServiceDate: '2027-01-15' })
  org.addLine({ ...of, Product2Id: valve.Id, Quantity: 10, UnitPrice: 40.05 })
  const krona = { OpportunityId: org.deals[1]!.Id, CurrencyIsoCode: 'ISK' }
  org.addLine({ ...krona, Product2Id: valve.Id, Quantity: 1, UnitPrice: 900 })
})
afterAll(async () => {
  await fake.close()
  await app.close()
})

test('products of Salesforce come in with their deals; they become items, but for those that are items already', async () => {
  const given = { name: 'Our org', kind: 'salesforce' as const, address: fake.address, clientId: 'app', begin: true }
  id = (await admin.call(addConnection, { body: { ...given, clientSecret: 's3cret' } })).body.id
  expect(await sync()).toMatchObject({ state: 'done' })
  // 3 × 999.99 × 87.5 % = 2624.97375
  expect(await linesFrom(app, 'Plant')).toEqual(['3 Pump of ours 262497 2027-01-15', '10 Valve 40050'])
  const { rows } = await sql<{ text: string }>`select concat_ws(' ', i.code, i.name, f.name) as text from company.item i
    left join company.family f on f.id = i.family_id order by i.name`.execute(app.workspace.db)
  expect(rows.map(({ text }) => text)).toEqual(['PMP-1 Pump of ours', 'Valve Valve Fittings'])
  expect((await sync()).counts.map(({ object, new: fresh }) => [object, fresh])).toEqual([['Opportunity', 0]]) // the one without a rate, once more
  const full = await sync('full')
  expect(full.counts.map(({ object, read, new: fresh, changed }) => [object, read, fresh, changed])).toEqual([
    ['Product2', 2, 0, 0],
    ['Opportunity', 2, 0, 0],
    ['OpportunityHistory', 1, 0, 0],
    ['OpportunityLineItem', 2, 0, 0],
  ])
})

test('changed, new, deleted and undeleted lines of five minutes come in; what was edited here stands until it changes there', async () => {
  now = '2026-11-02T09:05:00.000Z'
  org.now = '2026-11-02T09:03:00.000Z'
  const [pumps, valves] = org.lines
  org.changeLine(pumps!, { Quantity: 4, Discount: null })
  Object.assign(org.products[1]!, { Name: 'Valve renamed', SystemModstamp: org.now })
  org.changeLine(valves!, { IsDeleted: true })
  org.addLine({ OpportunityId: org.deals[0]!.Id, Product2Id: org.products[1]!.Id, Quantity: 2, UnitPrice: 41 })
  await sync()
  expect(await linesFrom(app, 'Plant')).toEqual(['4 Pump of ours 399996 2027-01-15', '2 Valve 8200'])
  const { body } = await admin.call(crmContract.listDealLines, { query: { search: 'Plant' } })
  const { id: lineId, dealId, changedAt } = body.lines.find(({ quantity }) => quantity === '2')!
  const edited = { params: { id: dealId, lineId }, body: { changedAt, changes: { quantity: '9' } } }
  expect((await admin.call(crmContract.changeDealLine, edited)).status).toBe(200)
  now = '2026-11-02T09:10:00.000Z'
  org.now = '2026-11-02T09:09:00.000Z'
  org.changeLine(valves!, { IsDeleted: false })
  await sync('full')
  expect(await linesFrom(app, 'Plant')).toEqual(['4 Pump of ours 399996 2027-01-15', '10 Valve 40050', '9 Valve 36900'])
})

test('lines that do not fit are told in the health list, and those of a deal that is let in late follow it', async () => {
  now = '2026-11-02T09:15:00.000Z'
  org.now = '2026-11-02T09:14:00.000Z'
  const strange = org.addLine({ OpportunityId: org.deals[0]!.Id, Product2Id: 'gone', Quantity: 1, UnitPrice: 1 })
  org.addLine({ OpportunityId: org.deals[0]!.Id, Product2Id: org.products[1]!.Id, Quantity: -1, UnitPrice: 1 })
  await sync()
  const health = async () =>
    (await admin.call(connections)).body.connections[0]!.findings.filter(({ about }) =>
      about.startsWith('OpportunityLineItem'),
    ).map(({ about }) => about)
  expect(await health()).toEqual([
    'OpportunityLineItem: -1 is a return, and a deal has none: it is an order line',
    'OpportunityLineItem: no item has the name, code or key "gone"',
  ])
  expect(await linesFrom(app, 'In krónur')).toEqual([])
  await sql`insert into company.currency (code, name, minor_digits) values ('ISK', 'Króna', 0) on conflict do nothing`.execute(
    app.workspace.db,
  )
  strange.Product2Id = org.products[0]!.Id
  await sync()
  expect(await linesFrom(app, 'In krónur')).toEqual(['1 Valve 900'])
  expect(await health()).toHaveLength(1)
})

test('line items of HubSpot come in with their deals, go when they are archived or taken off, and are not missed where the app may not see them', async () => {
  const hubspot = new FakeHubspot('pat-1', '2026-01-10T09:00:00.000Z')
  const served = await serveHere((request, response) => hubspot.answer(request, response))
  const stage = { id: '1', label: 'Offer', displayOrder: 0, metadata: { isClosed: 'false', probability: '0.2' } }
  hubspot.pipelines.push({ id: 'default', label: 'HubSpot', displayOrder: 0, stages: [stage] })
  hubspot.set('deals', '11', { dealname: 'Hall', dealstage: '1', pipeline: 'default', deal_currency_code: 'EUR' })
  hubspot.set('products', '900', { name: 'Pump by another name', hs_sku: 'PMP-1' })
  hubspot.set('products', '901', { name: 'Hose' })
  const line = (lineId: string, properties: Record<string, string>) => {
    hubspot.set('line_items', lineId, properties).deals ??= ['11']
  }
  line('71', { hs_product_id: '900', quantity: '2', price: '10.005', amount: '20.01' })
  line('72', { hs_product_id: '901', quantity: '5', price: '4', hs_discount_percentage: '25', amount: '15' })
  line('73', { name: 'Something made up', quantity: '1', price: '4', amount: '4' })
  now = '2026-11-02T10:00:00.000Z'
  hubspot.now = now
  hubspot.hidden.add('line_items')
  const given = { name: 'Our HubSpot', kind: 'hubspot' as const, address: served.address, accessToken: 'pat-1' }
  id = (await admin.call(addConnection, { body: { ...given, begin: true } })).body.id
  expect(await sync()).toMatchObject({ state: 'done' })
  expect((await findings()).map(({ about }) => about)).toEqual(['line_items'])
  hubspot.hidden.clear()
  await sync()
  expect(await linesFrom(app, 'Hall')).toEqual(['2 Pump of ours 2001', '5 Hose 1500'])
  expect((await findings()).map(({ about }) => about)).toEqual([
    'line_items: no item has the name, code or key "Something made up"',
  ])
  expect(await sync('full')).toMatchObject({
    counts: expect.arrayContaining([expect.objectContaining({ object: 'line_items', new: 0, changed: 0 })]),
  })
  now = '2026-11-02T10:05:00.000Z'
  hubspot.now = '2026-11-02T10:04:00.000Z'
  hubspot.objects.line_items[0]!.archivedAt = hubspot.now
  hubspot.set('line_items', '72', { quantity: '6', amount: '18' })
  await sync()
  expect(await linesFrom(app, 'Hall')).toEqual(['6 Hose 1800'])
  now = '2026-11-02T10:10:00.000Z'
  hubspot.now = '2026-11-02T10:09:00.000Z'
  hubspot.set('line_items', '72', { name: 'Hose' }).deals = []
  await sync()
  expect(await linesFrom(app, 'Hall')).toEqual([])
  await served.close()
})

async function findings() {
  return (await admin.call(connections)).body.connections.find((each) => each.id === id)!.findings
}

async function sync(mode: 'sync' | 'full' = 'sync') {
  await admin.call(syncConnection, { params: { id }, body: { mode } })
  await syncDue(app.workspace, new AbortController().signal)
  const { body } = await admin.call(connectionRuns, { params: { id } })
  return body.runs[0]!
}
