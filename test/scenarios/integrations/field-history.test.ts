import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { FakeHubspot } from '../../fakes/hubspot.ts'
import { serveHere } from '../../fakes/serve.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

const { addConnection, changeConnection, connectionRuns, syncConnection } = integrationsContract
let now = '2026-11-02T09:00:00.000Z'
let app: TestApp
let admin: Caller
let id = ''

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
  admin = await app.as('owner')
})
afterAll(() => app.close())

test('a deal of HubSpot was in the past what it was then: its owner, category, next step and fields of your own', async () => {
  const fake = new FakeHubspot('t', '2026-01-10T09:00:00.000Z')
  const served = await serveHere((request, response) => fake.answer(request, response))
  const stages = [{ id: '1', label: 'Offer', displayOrder: 0, metadata: { isClosed: 'false', probability: '0.2' } }]
  fake.pipelines.push({ id: 'default', label: 'Sales', displayOrder: 0, stages })
  for (const [ownerId, firstName] of [
    ['9', 'Ada'],
    ['8', 'Bo'],
  ] as const)
    fake.owners.push({
      id: ownerId,
      email: `${firstName}@example.com`,
      firstName,
      lastName: 'Owner',
      archived: false,
      updatedAt: fake.now,
    })
  const options = [{ value: 'n', label: 'North' }]
  fake.properties.deals.push({ name: 'region', label: 'Region', type: 'enumeration', options })
  const set = (at: string, properties: Record<string, string>) => {
    fake.now = at
    fake.set('deals', '1', properties)
  }
  set('2026-01-10T09:00:00.000Z', {
    dealname: 'Robot',
    dealstage: '1',
    pipeline: 'default',
    amount: '100',
    region: 'n',
  })
  set('2026-02-01T09:00:00.000Z', { hubspot_owner_id: '9', hs_next_step: 'Demo' })
  set('2026-03-01T09:00:00.000Z', { hubspot_owner_id: '8', hs_manual_forecast_category: 'COMMIT', hs_next_step: '' })
  set('2026-04-01T09:00:00.000Z', { region: '', amount: '150' })
  fake.now = now
  const body = { name: 'Our HubSpot', kind: 'hubspot' as const, address: served.address, accessToken: 't' }
  id = (await admin.call(addConnection, { body })).body.id
  await sync()
  const story = [
    ['2026-01-10', null, 'pipeline', null, 10000],
    ['2026-02-01', 'Ada Owner', 'pipeline', { 'Next step': 'Demo' }, 10000],
    ['2026-03-01', 'Bo Owner', 'commit', null, 10000],
    ['2026-04-01', 'Bo Owner', 'commit', null, 15000],
  ]
  expect(await historyOf('Robot')).toEqual(story)
  const fields = [{ noun: 'deals' as const, name: 'region' }]
  expect((await admin.call(changeConnection, { params: { id }, body: { fields } })).status).toBe(200)
  await sync()
  const region = { Region: 'North' }
  const whole = story.map(([day, ...rest], nth) => [
    day,
    rest[0],
    rest[1],
    nth < 3 ? { ...(rest[2] as object), ...region } : rest[2],
    rest[3],
  ])
  expect(await historyOf('Robot')).toEqual(whole)
  const full = await sync('full')
  expect(full.counts.filter(({ new: fresh, changed }) => fresh > 0 || changed > 0)).toEqual([])
  now = '2026-11-02T09:10:00.000Z'
  await reassign('Robot', 'Ada Owner')
  now = '2026-11-02T09:20:00.000Z'
  set('2026-11-02T09:15:00.000Z', { amount: '200' })
  fake.now = now
  await sync()
  expect((await historyOf('Robot')).slice(4)).toEqual([
    ['2026-11-02', 'Ada Owner', 'commit', null, 15000],
    ['2026-11-02', 'Ada Owner', 'commit', null, 20000],
  ])
  await served.close()
})

async function reassign(deal: string, person: string) {
  const { rows } = await app.workspace.pool.query<{ id: string; owner: string }>(
    'select d.id, p.id as owner from crm.deal d, company.person p where d.name = $1 and p.name = $2',
    [deal, person],
  )
  const params = { id: rows[0]!.id }
  const { changedAt } = (await admin.call(crmContract.dealDetail, { params })).body.deal
  const body = { changedAt, changes: { ownerId: rows[0]!.owner } }
  expect((await admin.call(crmContract.changeDeal, { params, body })).status).toBe(200)
}

/** What a deal was from each day on, as it is known now: owner, category, fields, amount. */
async function historyOf(name: string) {
  const { rows } = await app.workspace.pool.query<Record<string, unknown>>(
    `select to_char(v.valid_at at time zone 'UTC', 'YYYY-MM-DD') as day, p.name, v.forecast_category, v.file_fields, v.amount_minor
    from crm.deal_version v
      join crm.deal d on d.id = v.deal_id left join company.person p on p.id = v.owner_id where d.name = $1 and v.retracted_at is null order by v.valid_at`,
    [name],
  )
  return rows.map((row) => Object.values(row))
}

async function sync(mode: 'sync' | 'full' = 'sync') {
  await admin.call(syncConnection, { params: { id }, body: { mode } })
  await syncDue(app.workspace, new AbortController().signal)
  const [run] = (await admin.call(connectionRuns, { params: { id } })).body.runs
  expect(run).toMatchObject({ state: 'done' })
  return run!
}
