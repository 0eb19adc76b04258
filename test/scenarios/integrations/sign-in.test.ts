import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { integrationsContract } from '#integrations/contract.ts'
import { FakeHubspot } from '../../fakes/hubspot.ts'
import { openFakeSalesforce } from '../../fakes/salesforce.ts'
import { SmallOrg } from '../../fakes/salesforce-org.ts'
import { serveHere } from '../../fakes/serve.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

const { connections, signInConnection, signInAgain, signedIn, syncConnection } = integrationsContract
const redirectUri = 'http://127.0.0.1/integrations'
let now = '2026-11-02T09:00:00.000Z'
const org = new SmallOrg('2026-01-10T09:00:00.000Z')
let app: TestApp
let admin: Caller
let fake: Awaited<ReturnType<typeof openFakeSalesforce>>

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
  admin = await app.as('owner')
  fake = await openFakeSalesforce({ tables: org.tables, clientSecret: 's3cret', now: () => new Date(now) })
  fake.odd.door.redirectUri = redirectUri
  org.addDeal({ Name: 'First', Amount: 10 })
})
afterAll(async () => {
  await fake.close()
  await app.close()
})

test('the administrator signs in at Salesforce in the browser, comes back with a code, and deals come in', async () => {
  const { body } = await admin.call(signInConnection, { body: given() })
  expect(new URL(body.url).searchParams.get('code_challenge_method')).toBe('S256')
  expect((await admin.call(connections)).body).toMatchObject({ connections: [], redirectUri })
  const back = await signInThere(body.url)
  const { rows } = await sql`select sealed, state_digest from integrations.connection_sign_in`.execute(app.workspace.db)
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(back.state)
  const other = await app.as('owner')
  expect((await other.call(signedIn, { body: back })).body.code).toBe('unknown-sign-in')
  expect((await admin.call(signedIn, { body: back })).status).toBe(200)
  expect((await admin.call(signedIn, { body: back })).body.code).toBe('unknown-sign-in')
  await syncDue(app.workspace, new AbortController().signal)
  const [connection] = (await admin.call(connections)).body.connections
  expect(connection).toMatchObject({ name: 'Our org', lastRun: { state: 'done' } })
})

test('a stranger cannot slip in a code of their own, and a sign-in that took too long is begun again', async () => {
  const mine = await signInThere((await admin.call(signInConnection, { body: given('Second') })).body.url)
  const foreign = await signInThere((await admin.call(signInConnection, { body: given('Third') })).body.url)
  const mixed = await admin.call(signedIn, { body: { state: mine.state, code: foreign.code } })
  expect([mixed.status, mixed.body.message]).toEqual([422, expect.stringContaining('was not accepted')])
  now = '2026-11-02T09:16:00.000Z'
  expect((await admin.call(signedIn, { body: foreign })).body.code).toBe('unknown-sign-in')
  const rep = await app.as('rep')
  expect((await rep.call(signInConnection, { body: given() })).status).toBe(403)
})

test('a refresh token that is turned at each use is kept; one that was revoked is told with the way out, and signing in again heals it', async () => {
  fake.odd.door.turns = true
  const [{ id } = { id: '' }] = (await admin.call(connections)).body.connections
  const sync = async () => {
    await admin.call(syncConnection, { params: { id }, body: {} })
    await syncDue(app.workspace, new AbortController().signal)
    return (await admin.call(connections)).body.connections[0]!.lastRun!
  }
  expect([await sync(), await sync()]).toMatchObject([{ state: 'done' }, { state: 'done' }])
  fake.odd.door.refreshToken = null
  expect(await sync()).toMatchObject({ state: 'failed', says: expect.stringContaining('Sign in again') })
  const health = await admin.call(integrationsContract.health)
  expect(health.body.lines.find(({ kind }) => kind === 'CRM not read')?.says).toContain('expired access/refresh token')
  const back = await signInThere((await admin.call(signInAgain, { params: { id }, body: {} })).body.url)
  expect((await admin.call(signedIn, { body: back })).body.id).toBe(id)
  expect(await sync()).toMatchObject({ state: 'done' })
})

test('HubSpot is signed in at in the same way', async () => {
  const hubspot = new FakeHubspot('short-lived', now)
  hubspot.door.redirectUri = redirectUri
  const served = await serveHere((request, response) => hubspot.answer(request, response))
  const body = { ...given('Our HubSpot'), kind: 'hubspot' as const, address: served.address }
  const back = await signInThere((await admin.call(signInConnection, { body })).body.url)
  expect((await admin.call(signedIn, { body: back })).status).toBe(200)
  hubspot.door.refreshToken = null
  await syncDue(app.workspace, new AbortController().signal)
  const found = (await admin.call(connections)).body.connections.find(({ name }) => name === 'Our HubSpot')
  expect(found?.lastRun).toMatchObject({ state: 'failed', says: expect.stringContaining('invalid refresh token') })
  await served.close()
})

function given(name = 'Our org') {
  return { name, kind: 'salesforce' as const, address: fake.address, clientId: 'app', clientSecret: 's3cret' }
}

/** What the browser of the administrator does: opens the page, allows the app, and is sent back. */
async function signInThere(url: string): Promise<{ code: string; state: string }> {
  const { headers } = await fetch(url, { redirect: 'manual' })
  const back = new URL(headers.get('location') ?? '')
  expect(back.origin + back.pathname).toBe(redirectUri)
  return { code: back.searchParams.get('code') ?? '', state: back.searchParams.get('state') ?? '' }
}
