import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authContract } from '#platform/auth/contract.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'

const json = { 'content-type': 'application/json', 'x-drumbeat': '1' }
const password = 'correct horse battery'
const HOUR = 3_600_000

let now = Date.now()
let app: TestApp
let people = 0

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
})
afterAll(() => app.close())

type SignedIn = { userId: string; email: string; cookie: string; send: Send }
type Send = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Record<string, unknown> }>

async function newUser(role = 'rep') {
  people++
  const email = `person${people}@example.com`
  const name = `Person ${people}`
  return { email, userId: await app.workspace.auth.createUser({ name, email, role, personId: null, password }) }
}

async function post(path: string, sent: unknown, cookie = '') {
  const response = await app.app.request(path, {
    method: 'POST',
    headers: { ...json, origin: 'http://localhost', cookie },
    body: JSON.stringify(sent),
  })
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>
  return { status: response.status, body, cookie: cookieOf(response) }
}

/** Signs in past the door, which lets no more than ten tries a minute through. */
async function signIn(user: { email: string; userId: string }): Promise<SignedIn> {
  const response = await app.workspace.auth.signInAs(user.userId, new Headers(), null)
  const cookie = cookieOf(response)
  return { ...user, cookie, send: sender(cookie) }
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

async function signInStatus(user: { email: string }, given: string): Promise<number> {
  return (await post('/api/auth/sign-in/email', { email: user.email, password: given })).status
}

function sender(cookie: string): Send {
  return async (method, path, body) => {
    const response = await app.app.request(path, {
      method,
      headers: { ...json, cookie },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
}

describe('a session', () => {
  test('ends on the server when it is past its end, whatever the cookie says', async () => {
    const rep = await signIn(await newUser())
    expect((await rep.send('GET', '/api/sessions')).status).toBe(200)
    await sql`update auth.session set "expiresAt" = ${new Date(now - 1000).toISOString()}
      where "userId" = ${rep.userId}`.execute(app.workspace.db)
    expect((await rep.send('GET', '/api/sessions')).status).toBe(401)
    expect((await rep.send('POST', '/api/tokens', { name: 'late', scopes: ['crm:read'] })).status).toBe(401)
    expect((await rep.send('GET', '/api/session')).body.user).toBeNull()
  })

  test('ends after a long weekend without a request, and goes on while it is used', async () => {
    const rep = await signIn(await newUser())
    const began = now
    for (let hours = 0; hours < 240; hours += 80) {
      now += 80 * HOUR
      expect((await rep.send('GET', '/api/sessions')).status, `after ${hours + 80} h`).toBe(200)
    }
    now += 85 * HOUR
    expect((await rep.send('GET', '/api/sessions')).status).toBe(401)
    now = began
  })

  test('ends after 30 days however much it is used; an owner may set less, and it holds at once', async () => {
    const began = now
    const rep = await signIn(await newUser())
    for (let days = 1; days < 30; days++) {
      now += 24 * HOUR
      expect((await rep.send('GET', '/api/sessions')).status, `on day ${days}`).toBe(200)
    }
    now += 25 * HOUR
    expect((await rep.send('GET', '/api/sessions')).status).toBe(401)
    now = began
    const owner = await signIn(await newUser('owner'))
    const limits = { idleHours: 1, absoluteDays: 2 }
    expect((await owner.send('PUT', '/api/settings/sessions', limits)).status).toBe(200)
    now += 2 * HOUR
    expect((await owner.send('GET', '/api/sessions')).status).toBe(401)
    now = began
    await sql`delete from platform.setting where key = 'auth.limits'`.execute(app.workspace.db)
  })

  test('is listed with where it was opened; one can be ended, and all others at once', async () => {
    const user = await newUser()
    const [here, there, elsewhere] = [await signIn(user), await signIn(user), await signIn(user)]
    const listed = (await here.send('GET', '/api/sessions')).body.sessions as { id: string; isThis: boolean }[]
    expect(listed).toHaveLength(3)
    expect(listed.filter(({ isThis }) => isThis)).toHaveLength(1)
    const theirs = (await there.send('GET', '/api/sessions')).body.sessions as { id: string; isThis: boolean }[]
    expect((await here.send('DELETE', `/api/sessions/${theirs.find((each) => each.isThis)!.id}`)).status).toBe(200)
    expect((await there.send('GET', '/api/sessions')).status).toBe(401)
    expect((await here.send('DELETE', '/api/sessions')).body).toEqual({ sessions: 1, tokens: 0 })
    expect((await elsewhere.send('GET', '/api/sessions')).status).toBe(401)
    expect((await here.send('GET', '/api/sessions')).status).toBe(200)
  })

  test('of another user cannot be ended by guessing its id', async () => {
    const [one, other] = [await signIn(await newUser()), await signIn(await newUser())]
    const [theirs] = (await other.send('GET', '/api/sessions')).body.sessions as { id: string }[]
    expect((await one.send('DELETE', `/api/sessions/${theirs!.id}`)).status).toBe(404)
    expect((await other.send('GET', '/api/sessions')).status).toBe(200)
  })

  test('cannot be made up: a token with a signature of another key opens nothing', async () => {
    const rep = await signIn(await newUser())
    const { rows } = await sql<{
      token: string
    }>`select token from auth.session where "userId" = ${rep.userId}`.execute(app.workspace.db)
    const forged = createHmac('sha256', 'another key').update(rows[0]!.token).digest('base64')
    const value = encodeURIComponent(`${rows[0]!.token}.${forged}`)
    const send = sender(`drumbeat-main.session_token=${value}`)
    expect((await send('GET', '/api/sessions')).status).toBe(401)
  })
})

describe('what a new password and a closed login end', () => {
  test('a reset link ends every session and every token', async () => {
    const owner = await app.as('owner')
    const rep = await signIn(await newUser())
    const token = await rep.send('POST', '/api/tokens', { name: 'script', scopes: ['crm:read'] })
    const withToken = { headers: { authorization: `Bearer ${token.body.secret}` } }
    expect((await app.app.request('/api/sessions', withToken)).status).not.toBe(401)
    const { body } = await owner.call(authContract.resetPassword, { params: { id: rep.userId } })
    const secret = new URL(body.link).searchParams.get('token')
    expect((await post(`/api/invitations/${secret}`, { password: 'quite another word' })).status).toBe(200)
    expect((await rep.send('GET', '/api/sessions')).status).toBe(401)
    expect((await app.app.request('/api/sessions', withToken)).status).toBe(401)
    expect(await signInStatus(rep, 'quite another word')).toBe(200)
  })

  test('tokens of a closed login stay ended when it is opened again', async () => {
    const owner = await app.as('owner')
    const rep = await app.as('rep')
    for (const disabled of [true, false]) {
      await owner.call(authContract.changeUser, { params: { id: rep.userId }, body: { disabled } })
    }
    expect((await rep.fetch('/api/session').then((reply) => reply.json())).user).toBeNull()
  })

  test('a user who knows the old password sets a new one; other sessions end, this one goes on', async () => {
    const user = await newUser()
    const [here, there] = [await signIn(user), await signIn(user)]
    const change = (current: string, next: string) => here.send('POST', '/api/password', { current, password: next })
    expect(await change('not the old one', 'quite another word')).toMatchObject({
      status: 403,
      body: { code: 'wrong-password' },
    })
    expect(await change(password, 'Password123!')).toMatchObject({ status: 400, body: { code: 'weak-password' } })
    expect((await change(password, 'quite another word')).body).toEqual({ sessions: 1, tokens: 0 })
    expect((await there.send('GET', '/api/sessions')).status).toBe(401)
    expect((await here.send('GET', '/api/sessions')).status).toBe(200)
    expect(await signInStatus(user, 'quite another word')).toBe(200)
  })

  test('a token changes nothing about how its user signs in', async () => {
    const rep = await app.as('rep')
    const reply = await rep.call(authContract.changePassword, {
      body: { current: 'x', password: 'quite another word' },
    })
    expect(reply).toMatchObject({ status: 403, body: { code: 'session-needed' } })
    expect((await rep.call(authContract.signOutEverywhere)).status).toBe(403)
  })
})

describe('tokens', () => {
  test('work for 90 days unless something else is asked for', async () => {
    const rep = await signIn(await newUser())
    const { body } = await rep.send('POST', '/api/tokens', { name: 'script', scopes: ['crm:read'] })
    expect(Math.round((Date.parse(String(body.expiresAt)) - now) / HOUR)).toBe(90 * 24)
  })

  test('are listed with their users to an owner, who revokes one or all', async () => {
    const [rep, analyst] = [await app.as('rep'), await app.as('sales-ops-analyst')]
    const owner = await app.as('owner')
    const listed = (await owner.call(authContract.allTokens)).body.tokens
    const ofRep = listed.find(({ userId }) => userId === rep.userId)
    expect(listed.map(({ userId }) => userId)).toEqual(expect.arrayContaining([rep.userId, analyst.userId]))
    await owner.call(authContract.revokeAnyToken, { params: { id: ofRep!.id } })
    expect((await rep.fetch('/api/sessions')).status).toBe(401)
    expect((await analyst.fetch('/api/sessions')).status).toBe(200)
    expect((await owner.call(authContract.revokeAllTokens)).body.tokens).toBeGreaterThan(1)
    expect((await analyst.fetch('/api/sessions')).status).toBe(401)
    expect((await owner.fetch('/api/sessions')).status).toBe(401)
  })
})

test('two owners who demote each other at once: one stays', async () => {
  for (let round = 0; round < 5; round++) {
    await sql`update auth."user" set role = 'executive' where role = 'owner'`.execute(app.workspace.db)
    const [one, other] = [await app.as('owner'), await app.as('owner')]
    const demote = (by: typeof one, whom: typeof one) =>
      by.call(authContract.changeUser, { params: { id: whom.userId }, body: { role: 'rep' } })
    const replies = await Promise.all([demote(one, other), demote(other, one)])
    const [first, second] = replies.map(({ status }) => status).sort()
    expect(first).toBe(200)
    // Refused as the last owner, or, asked a moment later, as no owner any more.
    expect([403, 409]).toContain(second)
    const { rows } = await sql`select 1 from auth."user" where role = 'owner'`.execute(app.workspace.db)
    expect(rows).toHaveLength(1)
  }
})
