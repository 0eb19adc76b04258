import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { authContract } from '#platform/auth/contract.ts'
import { settingsContract } from '#settings/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { client, openProvider, type TestProvider } from './provider.ts'

const site = 'http://127.0.0.1'
const ada = {
  sub: 'a-1',
  email: 'Ada@Example.com',
  email_verified: true,
  name: 'Ada Berg',
  groups: ['sales', 'planners'],
}
let app: TestApp
let owner: Caller
let provider: TestProvider
let id: string

const set = () => ({
  name: 'Example Login',
  issuer: provider.issuer,
  clientId: client.clientId,
  domains: ['example.com'],
  groupRoles: [
    { group: 'sales', role: 'sales-manager' },
    { group: 'planners', role: 'demand-planner' },
  ],
})

beforeAll(async () => {
  app = await openTestApp()
  owner = await app.as('owner')
  provider = await openProvider()
})
beforeEach(() => {
  provider.wrong = {}
  provider.person = ada
})
afterAll(async () => {
  await provider.close()
  await app.close()
})

test('an owner adds a provider: it is asked for its description, its secret is sealed and never shown', async () => {
  const body = { ...set(), clientSecret: client.clientSecret }
  const nobody = await owner.call(settingsContract.addProvider, {
    body: { ...body, issuer: `${provider.issuer}/other` },
  })
  expect(nobody).toMatchObject({ status: 400, body: { code: 'no-provider' } })
  expect(nobody.body.message).toContain('answered 404')
  const plain = await owner.call(settingsContract.addProvider, {
    body: { ...body, issuer: 'http://login.example.com' },
  })
  expect(plain.body.message).toContain('is not encrypted')
  const roles = [{ group: 'x', role: 'king' }]
  const king = await owner.call(settingsContract.addProvider, { body: { ...body, groupRoles: roles } })
  expect(king).toMatchObject({ status: 400, body: { code: 'unknown-role' } })
  const added = await owner.call(settingsContract.addProvider, { body })
  expect(added).toMatchObject({
    status: 200,
    body: {
      key: 'example-login',
      hasSecret: true,
      users: 0,
      redirectUri: `${site}/api/settings/sign-on/example-login/callback`,
    },
  })
  id = added.body.id
  const { rows } = await sql<{
    text: string
  }>`select p::text || (select string_agg(a::text, '') from platform.audit a) as text
    from settings.provider p`.execute(app.workspace.db)
  expect(rows[0]!.text).not.toContain(client.clientSecret)
  const manager = await app.as('sales-manager')
  expect((await manager.call(settingsContract.providers)).status).toBe(403)
  expect(await ways()).toEqual({ providers: [{ key: 'example-login', name: 'Example Login' }], refused: null })
})

test('who comes for the first time gets a login with the role of their groups, and a session that the audit knows', async () => {
  const browser = newBrowser()
  const landed = await signIn(browser, '?to=/pipeline')
  expect(landed).toBe('/pipeline')
  const session = await browser('/api/session')
  expect(await session.json()).toMatchObject({
    user: { name: 'Ada Berg', email: 'ada@example.com', role: 'sales-manager' },
  })
  const again = newBrowser()
  provider.person = { ...ada, groups: ['planners'] }
  expect(await signIn(again)).toBe('/')
  const { body } = await owner.call(authContract.users)
  expect(body.users.filter(({ email }) => email === 'ada@example.com')).toMatchObject([{ role: 'demand-planner' }])
  const { rows } = await sql<{ summary: string }>`select summary from platform.audit
    where summary like '%through Example Login%' order by at`.execute(app.workspace.db)
  expect(rows.map(({ summary }) => summary.replace(/[0-9a-f-]{36}/, 'ID'))).toEqual([
    'User ID joined through Example Login as sales-manager',
    'User ID signed in through Example Login',
    'User ID signed in through Example Login',
  ])
})

test('a closed login stays closed, and who lost every group gets no session', async () => {
  provider.person = { ...ada, groups: ['strangers'] }
  expect(await refusedWith(newBrowser())).toContain('names no group of yours')
  const { body } = await owner.call(authContract.users)
  const user = body.users.find(({ email }) => email === 'ada@example.com')!
  await owner.call(authContract.changeUser, { params: { id: user.id }, body: { disabled: true } })
  provider.person = ada
  const browser = newBrowser()
  expect(await refusedWith(browser)).toBe('The login of Ada@Example.com is closed.')
  expect(await (await browser('/api/session')).json()).toMatchObject({ user: null })
})

test.each([
  ['an address that was not verified', { email_verified: false }, 'was not verified'],
  ['an address of another domain', { email: 'eve@evil-example.com' }, 'eve@evil-example.com is not of example.com'],
  ['an address below the domain', { email: 'eve@sub.example.com' }, 'eve@sub.example.com is not of example.com'],
  ['no address', { email: undefined }, 'did not say your e-mail address'],
  ['no group that stands for a role', { groups: [] }, 'names no group of yours'],
])('nobody comes in with %s', async (_, claims, says) => {
  provider.person = { ...ada, sub: 'e-1', email: 'eve@example.com', ...claims }
  expect(await refusedWith(newBrowser())).toContain(says)
})

test.each([
  ['another issuer', { claims: { iss: 'https://evil.example.com' } }, '"iss" claim'],
  ['another audience', { claims: { aud: 'another-client' } }, '"aud" claim'],
  ['the nonce of another sign-in', { claims: { nonce: 'other' } }, 'answers another sign-in'],
  ['a time that is over', { claims: { exp: 1_000_000_000 } }, '"exp" claim'],
  ['a signature by another key', { key: true }, 'signature verification failed'],
  ['user information of another', { userinfo: { sub: 'somebody' } }, 'user information of somebody else'],
  ['a refusal at the provider', { denies: true }, 'did not let you in: access_denied'],
])('a token does not hold with %s', async (_, wrong, says) => {
  provider.wrong = wrong
  provider.person = { ...ada, sub: 'm-1', email: 'mia@example.com' }
  expect(await refusedWith(newBrowser())).toContain(says)
})

test('a sign-in ends in the browser that began it, with the state it was given, and once', async () => {
  const [browser, victim] = [newBrowser(), newBrowser()]
  provider.person = { ...ada, sub: 'n-1', email: 'nils@example.com' }
  const back = provider.visit(await beginning(browser))
  expect((await victim(back)).headers.get('location')).toBe('/sign-in')
  expect((await ways(victim)).refused?.message).toContain('not begun in this browser')
  const forged = new URL(back)
  forged.searchParams.set('state', 'another')
  expect((await browser(forged.href)).headers.get('location')).toBe('/sign-in')
  const fresh = newBrowser()
  const once = provider.visit(await beginning(fresh))
  expect((await fresh(once)).headers.get('location')).toBe('/')
  expect((await fresh(once)).headers.get('location')).toBe('/sign-in')
  const outside = newBrowser()
  expect(await signIn(outside, '?to=//evil.example.com')).toBe('/')
})

test('the login of an address that is there is taken over only where the owner allows it', async () => {
  const bob = await app.workspace.auth.createUser({
    name: 'Bob',
    email: 'bob@example.com',
    role: 'executive',
    personId: null,
    password: 'a long password of bob',
  })
  provider.person = { ...ada, sub: 'b-1', email: 'bob@example.com' }
  expect(await refusedWith(newBrowser())).toContain('has a login here already, with a password')
  const body = { ...set(), linksExisting: true, groupRoles: [] }
  expect((await owner.call(settingsContract.changeProvider, { params: { id }, body })).body).toMatchObject({ users: 2 })
  const browser = newBrowser()
  await signIn(browser)
  expect(await (await browser('/api/session')).json()).toMatchObject({ user: { id: bob, role: 'executive' } })
  provider.person = { ...ada, sub: 'b-2', email: 'bob@example.com' }
  expect(await refusedWith(newBrowser())).toContain('belongs to another account')
  const moved = { ...body, issuer: `${provider.issuer}/` }
  expect((await owner.call(settingsContract.changeProvider, { params: { id }, body: moved })).status).toBe(400)
})

test('a provider that is taken away signs out whoever came by it', async () => {
  const browser = newBrowser()
  provider.person = { ...ada, sub: 'b-1', email: 'bob@example.com' }
  await signIn(browser)
  const { body } = await owner.call(settingsContract.endProvider, { params: { id } })
  expect(body.sessions).toBeGreaterThan(0)
  expect(await (await browser('/api/session')).json()).toMatchObject({ user: null })
  expect(await beginning(browser)).toBe('/sign-in')
  expect((await ways(browser)).refused?.message).toContain('There is no identity provider example-login')
})

type Browser = (path: string) => Promise<Response>

/** Keeps cookies and follows nothing by itself. */
function newBrowser(): Browser {
  const jar = new Map<string, string>()
  return async (path) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.app.request(new URL(path, site).href, { headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name) jar.set(name, value ?? '')
    }
    return response
  }
}

async function beginning(browser: Browser, query = ''): Promise<string> {
  const response = await browser(`/api/settings/sign-on/example-login/begin${query}`)
  return response.headers.get('location') ?? ''
}

async function signIn(browser: Browser, query = ''): Promise<string> {
  const response = await browser(provider.visit(await beginning(browser, query)))
  return response.headers.get('location') ?? ''
}

async function refusedWith(browser: Browser): Promise<string> {
  expect(await signIn(browser)).toBe('/sign-in')
  return (await ways(browser)).refused?.message ?? ''
}

async function ways(browser: Browser = newBrowser()) {
  const reply = await browser('/api/settings/sign-on')
  return (await reply.json()) as { providers: unknown[]; refused: { message: string; wayOut: string } | null }
}
