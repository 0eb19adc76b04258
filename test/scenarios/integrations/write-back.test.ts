import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { openFakeSalesforce } from '../../fakes/salesforce.ts'
import { SmallOrg } from '../../fakes/salesforce-org.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

const { addConnection, changeConnection, connections, connectionRuns, connectionWrites, dealWrites, syncConnection } =
  integrationsContract
let now = '2026-11-02T09:00:00.000Z'
const org = new SmallOrg('2026-01-10T09:00:00.000Z')
let app: TestApp
let admin: Caller
let fake: Awaited<ReturnType<typeof openFakeSalesforce>>
let id = ''
const all = ['forecast category' as const, 'expected close' as const, 'next step' as const]

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
  admin = await app.as('owner')
  fake = await openFakeSalesforce({
    tables: org.tables,
    clientSecret: 's3cret',
    now: () => new Date(now),
    write: (deal, fields) => org.write(deal, fields),
    picklists: { ForecastCategoryName: org.categories },
  })
  for (const name of ['One', 'Two', 'Three']) org.addDeal({ Name: name, Amount: 100, NextStep: 'Call 😀' })
  const body = { name: 'Our org', kind: 'salesforce' as const, address: fake.address, clientId: 'app' }
  id = (await admin.call(addConnection, { body: { ...body, clientSecret: 's3cret' } })).body.id
  await sync()
})
afterAll(async () => {
  await fake.close()
  await app.close()
})

test('nothing goes back before it is chosen; a dry run then lists what would be written and writes nothing', async () => {
  at('09:05')
  await edit('One', { forecastCategory: 'commit', expectedClose: '2026-12-20', fields: { 'Next step': 'Send offer' } })
  await sync()
  expect(there('One')).toEqual(['Pipeline', '2026-12-31', 'Call 😀'])
  await choose('newest')
  expect((await sync('dry run')).says).toContain('Fields back: 3 to be written.')
  expect(there('One')).toEqual(['Pipeline', '2026-12-31', 'Call 😀'])
  expect((await lines()).map(({ field, before, after, state }) => [field, before, after, state]).sort()).toEqual([
    ['expected close', '2026-12-31', '2026-12-20', 'would be written'],
    ['forecast category', 'pipeline', 'commit', 'would be written'],
    ['next step', null, null, 'would be written'],
  ])
})

test('the chosen fields are written once, told in the audit and at the deal, and come back as what is here already', async () => {
  at('09:10')
  org.now = now
  expect((await sync()).says).toContain('Fields back: 3 written.')
  expect(there('One')).toEqual(['Commit', '2026-12-20', 'Send offer'])
  const versions = await edits('One')
  const calls = written()
  at('09:15')
  await sync()
  at('09:20')
  expect(await sync()).toMatchObject({ says: 'Nothing new.' })
  expect([written(), await edits('One')]).toEqual([calls, versions])
  const { rows } = await sql<{
    summary: string
  }>`select summary from platform.audit where command = 'integrations.write-back' order by summary`.execute(
    app.workspace.db,
  )
  expect(rows.map(({ summary }) => summary)).toEqual([
    'Wrote the expected close 2026-12-20 to Salesforce',
    'Wrote the forecast category commit to Salesforce',
    'Wrote the next step to Salesforce',
  ])
  const told = await admin.call(dealWrites, { params: { id: await idOf('One') } })
  expect(told.body.writes.map(({ state }) => state)).toEqual(['written', 'written', 'written'])
})

test('where both sides changed a field the chosen rule says whose value stands, and that is told', async () => {
  at('09:25')
  await edit('Two', { expectedClose: '2027-01-15' })
  org.now = '2026-11-02T09:26:00.000Z'
  org.change(deal('Two'), { CloseDate: '2027-02-01' })
  at('09:30')
  expect((await sync()).says).toContain('1 left')
  expect([there('Two')[1], await closes('Two')]).toEqual(['2027-02-01', '2027-02-01'])
  expect((await lines())[0]).toMatchObject({ state: 'left', says: expect.stringContaining('changed the deal later') })
  await choose('here')
  await edit('Two', { expectedClose: '2027-03-15' })
  at('09:35')
  org.now = now
  org.change(deal('Two'), { CloseDate: '2027-04-01' })
  await sync()
  expect([there('Two')[1], await closes('Two')]).toEqual(['2027-03-15', '2027-03-15'])
  await choose('file')
  at('09:40')
  await edit('Two', { expectedClose: '2027-05-15' })
  org.now = '2026-11-02T09:38:00.000Z'
  org.change(deal('Two'), { CloseDate: '2027-06-01' })
  await sync()
  expect([there('Two')[1], await closes('Two')]).toEqual(['2027-06-01', '2027-06-01'])
})

test('a value that the org does not take is refused by name, in the health list, and not sent again and again', async () => {
  await choose('newest')
  at('09:45')
  org.categories.splice(org.categories.indexOf('Best Case'), 1)
  await edit('Three', { forecastCategory: 'best case', expectedClose: '2027-01-02' })
  expect((await sync()).says).toContain('refused')
  expect(await health()).toContainEqual(expect.stringContaining('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'))
  const calls = written()
  at('09:50')
  org.now = now
  org.change(deal('Three'), { Amount: 300 })
  await app.work.workspace.jobs.send('integrations.sync', {})
  await syncDue(app.workspace, new AbortController().signal)
  expect(written()).toBe(calls)
  expect(await stateOf('Three')).toEqual(['best case', '2027-01-02', 30000])
  org.categories.push('Best Case')
  at('09:55')
  expect((await sync()).says).toContain('2 written')
  expect(there('Three').slice(0, 2)).toEqual(['Best Case', '2027-01-02'])
  expect(await health()).toEqual([])
})

test('a write whose answer was lost is found to have arrived and is not sent again; a used-up limit waits', async () => {
  at('10:00')
  await edit('One', { expectedClose: '2026-12-22' })
  fake.odd.diesAfterWrite = true
  expect(await sync()).toMatchObject({ state: 'waiting' })
  fake.odd.diesAfterWrite = false
  fake.odd.failures.length = 0
  expect((await lines())[0]).toMatchObject({ state: 'being written', after: '2026-12-22' })
  const calls = written()
  at('10:05')
  expect((await sync()).says).toContain('1 written')
  expect([there('One')[1], written()]).toEqual(['2026-12-22', calls])
  expect((await lines()).filter(({ after }) => after === '2026-12-22').map(({ state }) => state)).toEqual(['written'])
  at('10:10')
  await edit('One', { expectedClose: '2026-12-23' })
  fake.odd.callsLeft = 6
  expect(await sync()).toMatchObject({ state: 'waiting' })
  fake.odd.callsLeft = Number.POSITIVE_INFINITY
  await sync()
  expect(there('One')[1]).toBe('2026-12-23')
})

function at(time: string): void {
  now = `2026-11-02T${time}:00.000Z`
  org.now = now
}

async function sync(mode: 'sync' | 'dry run' = 'sync') {
  await admin.call(syncConnection, { params: { id }, body: { mode } })
  await syncDue(app.workspace, new AbortController().signal)
  return (await admin.call(connectionRuns, { params: { id } })).body.runs[0]!
}

async function choose(rule: 'newest' | 'file' | 'here') {
  const { status } = await admin.call(changeConnection, { params: { id }, body: { writes: { fields: all, rule } } })
  expect(status).toBe(200)
}

async function edit(name: string, changes: object) {
  const dealId = await idOf(name)
  const { deal: seen } = (await admin.call(crmContract.dealDetail, { params: { id: dealId } })).body
  const body = { changedAt: seen.changedAt, changes }
  const { status, body: said } = await admin.call(crmContract.changeDeal, { params: { id: dealId }, body } as never)
  expect([status, said]).toMatchObject([200, {}])
}

async function lines() {
  return (await admin.call(connectionWrites, { params: { id } })).body.writes
}

async function health() {
  const [connection] = (await admin.call(connections)).body.connections
  return connection!.findings.map(({ says }) => says)
}

function deal(name: string) {
  return org.deals.find((each) => each.Name === name)!
}

function there(name: string) {
  const { ForecastCategoryName, CloseDate, NextStep } = deal(name)
  return [ForecastCategoryName, CloseDate, NextStep]
}

function written(): number {
  return fake.calls.filter((call) => call.startsWith('PATCH')).length
}

async function idOf(name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from crm.deal where name = ${name}`.execute(app.workspace.db)
  return rows[0]!.id
}

async function stateOf(name: string) {
  const { rows } = await sql<{ category: string; close: string; amount: number }>`select forecast_category as category,
    expected_close::text as close, amount_minor as amount from crm.deal where name = ${name}`.execute(app.workspace.db)
  const [{ category, close, amount }] = rows as [(typeof rows)[0]]
  return [category, close, amount]
}

async function closes(name: string) {
  return (await stateOf(name))[1]
}

/** Changes of a deal that its history tells. */
async function edits(name: string): Promise<number> {
  const { history } = (await admin.call(crmContract.dealDetail, { params: { id: await idOf(name) } })).body
  return history.length
}
