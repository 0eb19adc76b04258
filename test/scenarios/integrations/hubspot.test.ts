import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { FakeHubspot } from '../../fakes/hubspot.ts'
import { serveHere } from '../../fakes/serve.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { dealFrom } from './deals-here.ts'

const { addConnection, changeConnection, connections, connectionRuns, syncConnection } = integrationsContract
const fake = new FakeHubspot('pat-1', '2026-01-10T09:00:00.000Z')
let now = '2026-11-02T09:00:00.000Z'
let app: TestApp
let admin: Caller
let served: Awaited<ReturnType<typeof serveHere>>
let id = ''

const stage = (stageId: string, label: string, displayOrder: number, probability: string, isClosed = 'false') => ({
  id: stageId,
  label,
  displayOrder,
  metadata: { isClosed, probability },
})

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
  admin = await app.as('owner')
  served = await serveHere((request, response) => fake.answer(request, response))
  const closed = [stage('won', 'Closed won', 3, '1.0', 'true'), stage('lost', 'Closed lost', 4, '0.0', 'true')]
  fake.pipelines.push(
    {
      id: 'default',
      label: 'Sales',
      displayOrder: 0,
      stages: [stage('101', 'Appointment', 0, '0.2'), stage('102', 'Contract sent', 1, '0.9'), ...closed],
    },
    { id: '77', label: 'Renewals', displayOrder: 1, stages: [stage('201', 'Due', 0, '0.5')] },
  )
  fake.owners.push({
    id: '9',
    email: 'ada@example.com',
    firstName: 'Ada',
    lastName: 'Owner',
    archived: false,
    updatedAt: fake.now,
  })
  fake.owners.push({
    id: '8',
    email: 'gone@example.com',
    firstName: 'Gone',
    lastName: 'Owner',
    archived: true,
    updatedAt: fake.now,
  })
  fake.set('companies', '500', { name: 'Globex', industry: 'RETAIL' })
  fake.set(
    'deals',
    '1',
    {
      dealname: 'Robot',
      dealstage: '101',
      pipeline: 'default',
      amount: '100',
      hubspot_owner_id: '9',
      closedate: '2026-03-31T12:00:00.000Z',
    },
    ['500'],
  )
  fake.set('deals', '3', { dealname: 'Renewal', dealstage: '201', pipeline: '77', amount: '5', hubspot_owner_id: '8' })
  fake.now = '2026-02-01T10:00:00.000Z'
  fake.set('deals', '1', { dealstage: '102' })
  fake.now = '2026-02-05T10:00:00.000Z'
  fake.set('deals', '1', { amount: '150.25' })
  fake.now = '2026-03-01T10:00:00.000Z'
  fake.set('deals', '1', { dealstage: 'won', closedate: '2026-03-01T10:00:00.000Z' })
  fake.now = now
})
afterAll(async () => {
  await served.close()
  await app.close()
})

test('owners, companies and deals of each pipeline come in with what every property was at every time', async () => {
  const given = { name: 'Our HubSpot', kind: 'hubspot' as const, address: served.address }
  expect((await admin.call(addConnection, { body: { ...given, accessToken: 'wrong' } })).body.message).toContain(
    'The token is invalid',
  )
  id = (await admin.call(addConnection, { body: { ...given, accessToken: 'pat-1' } })).body.id
  expect(await sync()).toMatchObject({ state: 'done' })
  expect(await dealFrom(app, 'Robot')).toEqual({
    account: 'Globex',
    owner: 'Ada Owner',
    amount: 15025,
    outcome: 'won',
    stage: 'Closed won',
    closedOn: '2026-03-01',
    history: [
      ['2026-01-10T09:00:00.000Z', 'Appointment', 10000],
      ['2026-02-01T10:00:00.000Z', 'Contract sent', 10000],
      ['2026-02-05T10:00:00.000Z', 'Contract sent', 15025],
      ['2026-03-01T10:00:00.000Z', 'Closed won', 15025],
    ],
  })
  expect(await dealFrom(app, 'Renewal')).toMatchObject({ owner: 'Gone Owner', stage: 'Due', outcome: 'open' })
  expect(await sync()).toMatchObject({ says: 'Nothing new.' })
  const full = await sync('full')
  expect(full.counts.map(({ object, new: fresh, changed, leftOut }) => [object, fresh, changed, leftOut])).toEqual(
    ['owners', 'companies', 'deals', 'deal history'].map((object) => [object, 0, 0, 0]),
  )
})

test('what changed is found though the search ends early; archived deals end, renamed stages stay one', async () => {
  now = '2026-11-02T09:05:00.000Z'
  fake.searchLimit = 2
  for (const [nth, minute] of ['01', '02', '03'].entries()) {
    fake.now = `2026-11-02T09:${minute}:00.000Z`
    fake.set('deals', String(10 + nth), {
      dealname: `New ${nth}`,
      dealstage: '101',
      pipeline: 'default',
      amount: String(nth + 1),
    })
  }
  fake.set('deals', '3', { dealstage: '201', amount: '7' })
  fake.objects.deals[0]!.archivedAt = '2026-11-02T09:03:00.000Z'
  const [sales] = fake.pipelines as { stages: { label: string }[] }[]
  sales!.stages[0]!.label = 'First meeting'
  fake.failures.push({
    status: 429,
    body: { status: 'error', category: 'RATE_LIMITS', policyName: 'TEN_SECONDLY_ROLLING' },
    headers: { 'retry-after': '0' },
  })
  fake.now = now
  expect(await sync()).toMatchObject({ state: 'done' })
  for (const nth of [0, 1, 2])
    expect(await dealFrom(app, `New ${nth}`)).toMatchObject({ stage: 'Appointment', amount: (nth + 1) * 100 })
  expect(await dealFrom(app, 'Renewal')).toMatchObject({
    history: [expect.anything(), ['2026-11-02T09:03:00.000Z', 'Due', 700]],
  })
  expect(await dealFrom(app, 'Robot')).toBeNull()
  const [connection] = (await admin.call(connections)).body.connections
  expect(connection!.findings.map(({ kind }) => kind)).toEqual(['stage renamed'])
  fake.failures.push({ status: 429, body: { status: 'error', category: 'RATE_LIMITS', policyName: 'DAILY' } })
  expect(await sync()).toMatchObject({ state: 'waiting', says: expect.stringContaining('DAILY') })
})

test('category, close day and next step are read, and written back in the words of HubSpot; one that is not accepted does not hold up the others', async () => {
  now = '2026-11-02T09:10:00.000Z'
  fake.now = now
  fake.set('deals', '10', { hs_manual_forecast_category: 'BEST_CASE', hs_next_step: 'Demo' })
  await sync()
  const writes = {
    fields: ['forecast category' as const, 'expected close' as const, 'next step' as const],
    rule: 'newest' as const,
  }
  await admin.call(changeConnection, { params: { id }, body: { writes } })
  expect(
    await edit('New 0', { forecastCategory: 'commit', expectedClose: '2026-12-24', fields: { 'Next step': null } }),
  ).toEqual(['best case', 'Demo'])
  fake.categories.splice(0, 1)
  await edit('New 1', { forecastCategory: 'omitted' })
  now = '2026-11-02T09:15:00.000Z'
  fake.now = now
  expect((await sync()).says).toContain('Fields back: 3 written, 1 refused.')
  expect(fake.objects.deals.find((each) => each.id === '10')?.properties).toMatchObject({
    hs_manual_forecast_category: 'COMMIT',
    closedate: '2026-12-24T12:00:00.000Z',
    hs_next_step: '',
  })
  const [connection] = (await admin.call(connections)).body.connections
  expect(connection!.findings.find(({ kind }) => kind === 'not written')?.says).toContain('OMITTED was not one of')
  expect(await sync()).toMatchObject({ says: expect.stringContaining('1 refused') })
})

/** Edits a deal and gives the category and next step that it had. */
async function edit(name: string, changes: object) {
  const { rows } = await app.workspace.pool.query<{ id: string }>('select id from crm.deal where name = $1', [name])
  const params = { id: rows[0]!.id }
  const { deal } = (await admin.call(crmContract.dealDetail, { params })).body
  const body = { changedAt: deal.changedAt, changes }
  expect((await admin.call(crmContract.changeDeal, { params, body })).status).toBe(200)
  return [deal.forecastCategory, deal.fields?.['Next step']]
}

async function sync(mode: 'sync' | 'full' = 'sync') {
  await admin.call(syncConnection, { params: { id }, body: { mode } })
  await syncDue(app.workspace, new AbortController().signal)
  return (await admin.call(connectionRuns, { params: { id } })).body.runs[0]!
}
