import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { openFakeSalesforce } from '../../fakes/salesforce.ts'
import { SmallOrg } from '../../fakes/salesforce-org.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { dealFrom } from './deals-here.ts'

const { addConnection, changeConnection, connections, connectionRuns, endConnection, syncConnection } =
  integrationsContract
let now = '2026-11-02T09:00:00.000Z'
const org = new SmallOrg('2026-01-10T09:00:00.000Z')
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
    pageSize: 2,
    partSize: 2,
    now: () => new Date(now),
  })
  const boss = org.addUser({ Name: 'Bea Boss', Email: 'bea@example.com', Title: 'VP Sales' })
  const rep = org.addUser({ Name: 'Rob Rep', ManagerId: boss.Id, 'UserRole.Name': 'North' })
  const acme = org.addAccount({ Name: 'Acme, "Inc."', Industry: 'Technolgy', BillingCountry: 'Germany' })
  const deal = org.addDeal({ Name: 'Big 😀 deal', OwnerId: rep.Id, AccountId: acme.Id, Amount: 1000 })
  org.now = '2026-02-01T10:00:00.000Z'
  org.change(deal, { StageName: 'Proposal', Amount: 1500.5 })
  org.now = '2026-03-01T11:30:00.000Z'
  org.change(deal, { StageName: 'Closed Won', CloseDate: '2026-03-01' })
  org.addDeal({ Name: 'Next deal', OwnerId: boss.Id, AccountId: acme.Id, Amount: 200, CloseDate: '2026-12-24' })
})
afterAll(async () => {
  await fake.close()
  await app.close()
})

test('a wrong secret keeps nothing, an address inside is refused, and a right one brings people, accounts and deals with their history', async () => {
  const given = { name: 'Our org', kind: 'salesforce' as const, address: fake.address, clientId: 'app', begin: true }
  const wrong = await admin.call(addConnection, { body: { ...given, clientSecret: 'wrong' } })
  expect([wrong.status, wrong.body.message]).toEqual([422, expect.stringContaining('invalid client credentials')])
  const inside = await admin.call(addConnection, {
    body: { ...given, address: 'https://10.0.0.7', clientSecret: 's3cret' },
  })
  expect([inside.status, inside.body.message]).toEqual([
    422,
    expect.stringContaining('10.0.0.7 lies inside the network'),
  ])
  const right = await admin.call(addConnection, { body: { ...given, clientSecret: 's3cret' } })
  expect(right.status).toBe(200)
  id = right.body.id
  expect(await sync()).toMatchObject({ state: 'done' })
  expect(await dealFrom(app, 'Big 😀 deal')).toEqual({
    account: 'Acme, "Inc."',
    owner: 'Rob Rep',
    amount: 150050,
    outcome: 'won',
    stage: 'Closed Won',
    closedOn: '2026-03-01',
    history: [
      ['2026-01-10T09:00:00.000Z', 'Prospecting', 100000],
      ['2026-02-01T10:00:00.000Z', 'Proposal', 150050],
      ['2026-03-01T11:30:00.000Z', 'Closed Won', 150050],
    ],
  })
  const { rows } = await sql<{
    name: string
  }>`select m.name from company.reporting_line r join company.person p on p.id = r.person_id
    join company.person m on m.id = r.manager_id where p.name = 'Rob Rep'`.execute(app.workspace.db)
  expect(rows).toEqual([{ name: 'Bea Boss' }])
})

test('the second run changes nothing and says so, and a full one finds all as it is', async () => {
  expect(await sync()).toMatchObject({ says: 'Nothing new.', counts: [] })
  const versions = await versionsKept()
  const full = await sync('full')
  expect(
    full.counts.map(({ object, read, new: fresh, changed, leftOut }) => ({ object, read, fresh, changed, leftOut })),
  ).toEqual(
    [
      ['User', 2],
      ['Account', 1],
      ['Opportunity', 2],
      ['OpportunityHistory', 4],
    ].map(([object, read]) => ({ object, read, fresh: 0, changed: 0, leftOut: 0 })),
  )
  expect(await versionsKept()).toBe(versions)
})

test('changes, new deals and deletions of five minutes come in with their own times', async () => {
  now = '2026-11-02T09:05:00.000Z'
  org.now = '2026-11-02T09:03:00.000Z'
  const next = org.deals[1]!
  org.change(next, { StageName: 'Negotiation', Amount: 250 })
  org.addDeal({ Name: 'Fresh deal', OwnerId: org.users[1]!.Id, Amount: 10 })
  org.now = '2026-11-02T09:04:00.000Z'
  org.change(org.deals[0]!, { IsDeleted: true })
  expect(await sync()).toMatchObject({ state: 'done' })
  expect(await dealFrom(app, 'Next deal')).toMatchObject({
    amount: 25000,
    history: [
      ['2026-03-01T11:30:00.000Z', 'Prospecting', 20000],
      ['2026-11-02T09:03:00.000Z', 'Negotiation', 25000],
    ],
  })
  expect(await dealFrom(app, 'Fresh deal')).toMatchObject({
    history: [['2026-11-02T09:03:00.000Z', 'Prospecting', 1000]],
  })
  expect(await dealFrom(app, 'Big 😀 deal')).toBeNull()
  expect(await sync()).toMatchObject({ says: 'Nothing new.' })
  now = '2026-11-02T09:10:00.000Z'
  org.now = '2026-11-02T09:09:00.000Z'
  org.change(org.deals[0]!, { IsDeleted: false })
  await sync()
  expect((await dealFrom(app, 'Big 😀 deal'))?.history).toHaveLength(3)
})

test('what does not fit is a line of the health list, and the rest comes in', async () => {
  now = '2026-11-02T09:15:00.000Z'
  org.now = '2026-11-02T09:14:00.000Z'
  org.stages[2]!.ApiName = 'Closing'
  org.stages[2]!.MasterLabel = 'Closing'
  org.change(org.deals[1]!, { StageName: 'Closing' })
  org.addDeal({ Name: 'In krónur', CurrencyIsoCode: 'ISK', Amount: 5000 })
  org.addDeal({ Name: 'Old word', StageName: 'Legacy stage', Amount: 1 })
  const [boss, rep] = org.users as [(typeof org.users)[0], (typeof org.users)[0]]
  Object.assign(boss, { ManagerId: rep.Id, SystemModstamp: '2026-11-02T09:14:00.000Z' })
  fake.odd.hidden.add('Account.Industry')
  await sync()
  const list = await health()
  expect(list.map(({ kind }) => kind).sort()).toEqual([
    'managers in a ring',
    'missing field',
    'rows left out',
    'stage renamed',
    'unknown stage',
  ])
  expect(list.find(({ kind }) => kind === 'stage renamed')?.says).toContain(
    '"Negotiation" is called "Closing" in Salesforce now',
  )
  expect(list.find(({ kind }) => kind === 'rows left out')?.says).toContain('"ISK" is no currency of this company')
  expect(await dealFrom(app, 'Next deal')).toMatchObject({ amount: 25000, stage: 'Negotiation' })
  expect(await dealFrom(app, 'Old word')).toMatchObject({ stage: 'Legacy stage' })
  expect(await dealFrom(app, 'In krónur')).toBeNull()
  await sql`insert into company.currency (code, name, minor_digits) values ('ISK', 'Króna', 0) on conflict do nothing`.execute(
    app.workspace.db,
  )
  await sync()
  expect(await dealFrom(app, 'In krónur')).toMatchObject({
    amount: 5000,
    history: [['2026-11-02T09:14:00.000Z', 'Prospecting', 5000]],
  })
  expect((await health()).map(({ kind }) => kind)).not.toContain('rows left out')
})

test('an ended session is renewed, a busy moment waited for, a used-up limit told, a shut door told', async () => {
  fake.odd.sessionCalls = 3
  fake.odd.failures.push(
    { status: 503, headers: { 'retry-after': '0' } },
    { status: 429, headers: { 'retry-after': '0' } },
  )
  expect(await sync()).toMatchObject({ state: 'done' })
  fake.odd.sessionCalls = Number.POSITIVE_INFINITY
  fake.odd.callsLeft = 4
  expect(await sync()).toMatchObject({ state: 'waiting', says: expect.stringContaining('REQUEST_LIMIT_EXCEEDED') })
  const calls = fake.calls.length
  await syncDue(app.workspace, new AbortController().signal)
  expect(fake.calls.length).toBe(calls)
  fake.odd.callsLeft = Number.POSITIVE_INFINITY
  fake.odd.isRevoked = true
  expect(await sync()).toMatchObject({ state: 'failed', says: expect.stringContaining('does not let Drumbeat in') })
  fake.odd.isRevoked = false
  const renewed = await admin.call(changeConnection, { params: { id }, body: { clientSecret: 's3cret' } })
  expect(renewed.status).toBe(200)
  expect(await sync()).toMatchObject({ state: 'done' })
})

test('a dry run says what a reading would bring, and leaves no row, no import and no memory of it', async () => {
  now = '2026-11-02T09:20:00.000Z'
  org.now = '2026-11-02T09:19:00.000Z'
  org.addDeal({ Name: 'Only looked at', OwnerId: org.users[1]!.Id, Amount: 10 })
  org.change(org.deals[1]!, { Amount: 999 })
  const before = await everythingKept()
  const said = await sync('dry run')
  expect(said).toMatchObject({ state: 'done', says: expect.stringContaining('nothing was written') })
  expect(said.counts.find(({ object }) => object === 'Opportunity')).toMatchObject({ new: 1, changed: 1 })
  expect(await everythingKept()).toEqual(before)
  expect(await sync()).toMatchObject({ state: 'done' })
  expect(await dealFrom(app, 'Only looked at')).toMatchObject({ amount: 1000 })
  expect(await dealFrom(app, 'Next deal')).toMatchObject({ amount: 99900 })
})

test('a dry run does not take the place of a full reading that waits, which is then done', async () => {
  const ask = (mode: 'full' | 'dry run') => admin.call(syncConnection, { params: { id }, body: { mode } })
  expect((await ask('full')).status).toBe(200)
  const dry = await ask('dry run')
  expect([dry.status, dry.body.message]).toEqual([
    409,
    'A full reading of Our org was asked for and begins in a moment; a dry run would take its place.',
  ])
  expect(await sync()).toMatchObject({ mode: 'full', state: 'done' })
})

test('a refresh token opens the door instead of the secret; one that was taken back is told, and a new one opens it again', async () => {
  fake.odd.door.refreshToken = 'given by Bea'
  const wrong = await admin.call(changeConnection, { params: { id }, body: { refreshToken: 'guessed' } })
  expect([wrong.status, wrong.body.message]).toEqual([422, expect.stringContaining('expired access/refresh token')])
  await admin.call(changeConnection, { params: { id }, body: { refreshToken: 'given by Bea' } })
  fake.odd.sessionCalls = 3
  expect(await sync()).toMatchObject({ state: 'done' })
  fake.odd.sessionCalls = Number.POSITIVE_INFINITY
  fake.odd.door.refreshToken = 'given anew'
  expect(await sync()).toMatchObject({ state: 'failed', says: expect.stringContaining('expired access/refresh token') })
  expect((await admin.call(changeConnection, { params: { id }, body: { refreshToken: 'given anew' } })).status).toBe(
    200,
  )
  expect(await sync()).toMatchObject({ state: 'done' })
  expect(JSON.stringify((await admin.call(connections)).body)).not.toContain('given anew')
})

test('only who runs integrations sees connections, secrets are never shown, and an ended one is read no more', async () => {
  const rep = await app.as('rep')
  expect((await rep.call(connections)).status).toBe(403)
  const shown = JSON.stringify((await admin.call(connections)).body)
  expect(shown).not.toContain('s3cret')
  const { rows } = await sql<{ sealed: string }>`select sealed from integrations.connection`.execute(app.workspace.db)
  expect(Buffer.from(rows[0]!.sealed, 'base64').toString()).not.toContain('s3cret')
  await admin.call(endConnection, { params: { id } })
  expect((await admin.call(connections)).body.connections).toEqual([])
  expect((await admin.call(syncConnection, { params: { id }, body: {} })).status).toBe(404)
})

async function sync(mode: 'sync' | 'full' | 'dry run' = 'sync') {
  await admin.call(syncConnection, { params: { id }, body: { mode } })
  await syncDue(app.workspace, new AbortController().signal)
  const { body } = await admin.call(connectionRuns, { params: { id } })
  return body.runs[0]!
}

async function health() {
  return (await admin.call(connections)).body.connections[0]!.findings
}

async function versionsKept(): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from crm.deal_version`.execute(app.workspace.db)
  return rows[0]!.rows
}

/** Rows of deals, of imports and of what the connection remembers. */
async function everythingKept() {
  const { rows } =
    await sql`select (select count(*) from crm.deal) as deals, (select count(*) from crm.deal_version) as versions,
    (select count(*) from imports.import) as imports, (select count(*) from company.person) as people,
    (select jsonb_agg(to_jsonb(c) order by object) from integrations.connection_cursor c) as cursors`.execute(
      app.workspace.db,
    )
  return rows
}
