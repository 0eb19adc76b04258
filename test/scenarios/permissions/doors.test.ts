import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAuth } from '#platform/auth/auth.ts'
import { authContract } from '#platform/auth/contract.ts'
import { linkFirstOwner } from '#platform/auth/logins.tx.ts'
import type { Caller } from '../../harness/app.ts'
import { openTestSite, type Reply, type Site } from './site.ts'

const password = 'correct horse battery'
const ours = { 'content-type': 'application/json', 'x-drumbeat': '1' }

let now = new Date('2026-11-23T12:00:00Z')
let site: Site
let owner: Caller

beforeAll(async () => {
  site = await openTestSite({ clock: () => now })
  owner = await site.main.as('owner')
  await site.demo.as('rep')
})
afterAll(() => site.close())

let members = 0
/** Somebody with a password in main; gives their id and e-mail. */
async function member(role = 'rep'): Promise<{ id: string; email: string }> {
  const email = `member${++members}@example.com`
  const { auth } = site.main.workspace
  return { id: await auth.createUser({ name: `Member ${members}`, email, role, personId: null, password }), email }
}

const signIn = (email: string, word = password, extra: { headers?: Record<string, string>; from?: string } = {}) =>
  site.send('/api/auth/sign-in/email', {
    method: 'POST',
    body: JSON.stringify({ email, password: word }),
    ...extra,
    headers: { ...ours, ...extra.headers },
  })

const cookieOf = ({ cookies }: Reply) => cookies.map((line) => line.split(';')[0]).join('; ')
const oneClick = (headers: Record<string, string> = {}, body = '{"role":"rep"}') =>
  site.send('/demo/api/demo/sign-in', { method: 'POST', headers: { ...ours, ...headers }, body })

describe('one click into the demo', () => {
  test('works on this machine, and its cookie is for scripts unreadable and for the demo only', async () => {
    const reply = await oneClick()
    expect(reply.status).toBe(200)
    const [cookie] = reply.cookies
    expect(cookie).toMatch(/^drumbeat-demo\.session_token=/)
    expect(cookie).toMatch(/; Path=\/demo(;|$)/)
    expect(cookie).toMatch(/; HttpOnly(;|$)/)
    expect(cookie).toMatch(/; SameSite=Lax(;|$)/)
  })

  test.each([
    { host: 'drumbeat.example.com' },
    { host: '127.0.0.1.example.com' },
    { host: 'localhost.example.com:4400' },
    { host: 'localhost@example.com' },
    { host: '192.168.0.1' },
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-forwarded-for': '' },
    { 'X-Forwarded-Host': 'localhost' },
    { 'x-forwarded-proto': 'https' },
    { 'x-forwarded-server': 'proxy' },
    { forwarded: 'for=127.0.0.1' },
    { 'x-real-ip': '127.0.0.1' },
    { via: '1.1 proxy' },
  ])('is refused with %o', async (headers) => {
    const reply = await oneClick(headers as unknown as Record<string, string>)
    expect([400, 403, 421]).toContain(reply.status)
    expect(reply.cookies).toEqual([])
  })

  test('is refused where the site has a public address, for a proxy there may hide itself', async () => {
    const open = await site.beside({ publicUrl: 'https://drumbeat.example.com' })
    const reply = await open.send('/demo/api/demo/sign-in', { method: 'POST', headers: ours, body: '{"role":"rep"}' })
    expect([reply.status, reply.cookies]).toEqual([403, []])
  })

  test('is refused in main, without our header, for an unknown role, and with nonsense for a body', async () => {
    const main = await site.send('/api/demo/sign-in', { method: 'POST', headers: ours, body: '{"role":"owner"}' })
    const forged = await site.send('/demo/api/demo/sign-in', { method: 'POST', body: '{"role":"rep"}' })
    expect([main.status, forged.status]).toEqual([403, 403])
    for (const body of ['{"role":"constructor"}', '{"role":7}', 'nonsense', '[]', '']) {
      const reply = await oneClick({}, body)
      expect([400, 404], body).toContain(reply.status)
    }
  })
})

describe('a session', () => {
  test('of the demo opens nothing in main, nor the other way round, under either name', async () => {
    const { email } = await member()
    const cookies = { '': cookieOf(await signIn(email)), '/demo': cookieOf(await oneClick()) }
    for (const [base, other] of [['', '/demo'] as const, ['/demo', ''] as const]) {
      const own = cookies[base]
      const renamed = own.replaceAll(/drumbeat-(main|demo)/g, base === '' ? 'drumbeat-demo' : 'drumbeat-main')
      const status = async (path: string, cookie: string) => (await site.send(path, { headers: { cookie } })).status
      expect(await status(`${base}/api/company`, own)).toBe(200)
      expect(await status(`${other}/api/company`, own)).toBe(401)
      expect(await status(`${other}/api/company`, renamed)).toBe(401)
      expect(await status(`${base}/api/company`, own.replace(/(session_token=[^;]*)[^;](;|$)/, '$1x$2'))).toBe(401)
    }
  })

  test('over https is marked Secure', async () => {
    const { email } = await member()
    const { db, log } = site.main.workspace
    const publicUrl = 'https://drumbeat.example.com'
    const auth = openAuth({ db, secret: 'x'.repeat(64), workspaceName: 'main', basePath: '', publicUrl, log })
    const asked = { method: 'POST', headers: ours, body: JSON.stringify({ email, password }) }
    const reply = await auth.handle(new Request(`${publicUrl}/api/auth/sign-in/email`, asked), '192.0.2.1')
    expect(reply.headers.getSetCookie()[0]).toMatch(/^__Secure-drumbeat-main\.session_token=.*; Secure/)
  })

  test('without our header changes nothing; beside a token that is none it counts for nothing', async () => {
    const cookie = cookieOf(await signIn((await member()).email))
    const body = '{"name":"t","scopes":["crm:read"]}'
    const forged = await site.send('/api/tokens', { method: 'POST', headers: { cookie }, body })
    expect([forged.status, forged.text]).toEqual([403, expect.stringContaining('"forged"')])
    const plain = { cookie, 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' }
    expect((await site.send('/api/auth/sign-out', { method: 'POST', headers: plain, body: '' })).status).toBe(403)
    expect((await site.send('/api/auth/sign-in/email', { method: 'POST', headers: plain, body: '' })).status).toBe(403)
    for (const authorization of ['Bearer', 'Bearer ', 'Bearer a b', 'bearer made-up']) {
      const reply = await site.send('/api/tokens', { method: 'POST', headers: { cookie, authorization }, body })
      expect([authorization, reply.status]).toEqual([authorization, 401])
    }
    expect((await site.send('/api/company', { headers: { cookie } })).status).toBe(200)
  })

  test('ends when the login is closed, with its tokens and its stream, and none begins again', async () => {
    const { id, email } = await member()
    const cookie = cookieOf(await signIn(email))
    const made = await site.send('/api/tokens', {
      method: 'POST',
      headers: { ...ours, cookie },
      body: '{"name":"t","scopes":["crm:read"]}',
    })
    const { secret } = JSON.parse(made.text) as { secret: string }
    const bearer = { authorization: `Bearer ${secret}` }
    const reset = await owner.call(authContract.resetPassword, { params: { id } })
    const stream = site.send('/api/events', { headers: bearer })
    expect((await site.send('/api/crm/deals', { headers: bearer })).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await owner.call(authContract.changeUser, { params: { id }, body: { disabled: true } })

    expect((await site.send('/api/company', { headers: { cookie } })).status).toBe(401)
    expect((await site.send('/api/crm/deals', { headers: bearer })).status).toBe(401)
    expect((await stream).text).toContain('"users.changed"')
    const again = await signIn(email)
    expect([again.status, again.cookies]).toEqual([401, []])
    await accept(secretOf(reset.body.link), { password: 'another long password' })
    expect((await signIn(email, 'another long password')).status).toBe(401)
  })

  test('keeps no more rights than its role has now', async () => {
    const { id, email } = await member('sales-ops-manager')
    const cookie = cookieOf(await signIn(email))
    expect((await site.send('/api/audit', { headers: { cookie } })).status).toBe(200)
    await owner.call(authContract.changeUser, { params: { id }, body: { role: 'rep' } })
    expect((await site.send('/api/audit', { headers: { cookie } })).status).toBe(403)
  })

  test('hears of events their names only, never whose they are', async () => {
    const { id, email } = await member()
    const stream = site.send('/api/events', { headers: { cookie: cookieOf(await signIn(email)) } })
    await new Promise((resolve) => setTimeout(resolve, 100))
    await owner.call(authContract.changeUser, { params: { id }, body: { disabled: true } })
    const told = [...(await stream).text.matchAll(/^data: (.+)$/gm)].map(([, data]) => Object.keys(JSON.parse(data!)))
    expect(told).toEqual(told.map(() => ['id', 'name']))
    expect(told.length).toBeGreaterThan(0)
  })
})

const secretOf = (link: string) => new URL(link).searchParams.get('token') ?? ''
const accept = (secret: string, body: object) =>
  site.send(`/api/invitations/${secret}`, { method: 'POST', headers: ours, body: JSON.stringify(body) })

describe('a one-time link', () => {
  const newcomer = { name: 'New Rep', password }

  test('opens once, also for two at the same moment', async () => {
    const { body } = await owner.call(authContract.invite, { body: { email: 'race@example.com', role: 'rep' } })
    const statuses = await Promise.all([1, 2, 3].map(() => accept(secretOf(body.link), newcomer)))
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 410, 410])
  })

  test('opens no more when it has expired, was revoked, or a later reset was used', async () => {
    const expiring = await owner.call(authContract.invite, { body: { email: 'late@example.com', role: 'rep' } })
    const revoked = await owner.call(authContract.invite, { body: { email: 'never@example.com', role: 'rep' } })
    const { body } = await owner.call(authContract.users)
    const invitation = body.invitations.find((each) => each.email === 'never@example.com')
    await owner.call(authContract.revokeInvitation, { params: { id: invitation!.id } })
    expect((await accept(secretOf(revoked.body.link), newcomer)).status).toBe(410)

    const { id } = await member()
    const [first, second] = [1, 2].map(() => owner.call(authContract.resetPassword, { params: { id } }))
    const links = [(await first!).body.link, (await second!).body.link]
    expect((await accept(secretOf(links[1]!), { password })).status).toBe(200)
    expect((await accept(secretOf(links[0]!), { password })).status).toBe(410)

    const then = now
    now = new Date(now.getTime() + 15 * 24 * 60 * 60 * 1000)
    expect((await accept(secretOf(expiring.body.link), newcomer)).status).toBe(410)
    now = then
  })

  test('for a new password ends every session that the old one began', async () => {
    const { id, email } = await member()
    const headers = { cookie: cookieOf(await signIn(email, password, { from: '127.0.0.6' })) }
    expect((await site.send('/api/company', { headers })).status).toBe(200)
    const reset = await owner.call(authContract.resetPassword, { params: { id } })
    await accept(secretOf(reset.body.link), { password: 'another long password' })
    expect((await site.send('/api/company', { headers })).status).toBe(401)
    expect((await signIn(email, password, { from: '127.0.0.6' })).status).toBe(401)
    expect((await signIn(email, 'another long password', { from: '127.0.0.6' })).status).toBe(200)
  })

  test('asks for a password of 10 to 128 characters, and is not spent by a bad one', async () => {
    const { body } = await owner.call(authContract.invite, { body: { email: 'picky@example.com', role: 'rep' } })
    for (const bad of ['short', '123456789', 'x'.repeat(129), '']) {
      expect((await accept(secretOf(body.link), { ...newcomer, password: bad })).status).toBe(400)
    }
    expect((await accept(secretOf(body.link), newcomer)).status).toBe(200)
  })

  test('for a first owner is worth nothing while there is an owner', async () => {
    const { secret } = await linkFirstOwner(site.main.work)
    expect((await accept(secret, { ...newcomer, email: 'second@example.com' })).status).toBe(410)
  })

  test('carries the role it was made for, whatever its user asks for, and no role is made up', async () => {
    const { body } = await owner.call(authContract.invite, { body: { email: 'climber@example.com', role: 'rep' } })
    await accept(secretOf(body.link), { ...newcomer, role: 'owner', email: 'elsewhere@example.com' })
    const { body: found } = await owner.call(authContract.users)
    expect(found.users.find((each) => each.email === 'climber@example.com')?.role).toBe('rep')
    expect(found.users.map((each) => each.email)).not.toContain('elsewhere@example.com')
    const invented = await owner.call(authContract.invite, { body: { email: 'x@example.com', role: 'constructor' } })
    expect(invented).toMatchObject({ status: 400, body: { code: 'unknown-role' } })
  })
})

describe('signing in', () => {
  test('answers an unknown address and a wrong password alike', async () => {
    const { email } = await member()
    const from = '127.0.0.3'
    const told = async (reply: Promise<Reply>) => {
      const { status, text, cookies } = await reply
      return { status, text, cookies }
    }
    const wrong = await told(signIn(email, 'not the password', { from }))
    expect(wrong).toEqual(await told(signIn('nobody@example.com', password, { from })))
    expect([wrong.status, wrong.cookies]).toEqual([401, []])
  })

  test('knows nothing else of users by this way: no sign-up, no list, no change of name or role', async () => {
    const cookie = cookieOf(await signIn((await member()).email, password, { from: '127.0.0.4' }))
    const paths = [
      'sign-up/email',
      'update-user',
      'change-email',
      'delete-user',
      'one-click',
      'list-sessions',
      'get-session',
    ]
    for (const path of [...paths, 'request-password-reset', 'sign-in/social', 'error', 'ok']) {
      for (const method of ['GET', 'POST']) {
        const body = method === 'POST' ? { body: '{"role":"owner"}' } : {}
        const reply = await site.send(`/api/auth/${path}`, { method, headers: { ...ours, cookie }, ...body })
        expect([path, reply.status]).toEqual([path, 404])
      }
    }
  })

  test('is refused after ten wrong tries in a minute, whatever the caller says it is; elsewhere others still get in', async () => {
    const { email } = await member()
    const from = '127.0.0.2'
    for (let i = 0; i < 11; i++) expect((await signIn(email, password, { from })).status).toBe(200)
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) {
      const headers = {
        'x-forwarded-for': `192.0.2.${i}`,
        'x-drumbeat-address': `192.0.2.${i}`,
        'x-real-ip': '10.0.0.1',
      }
      statuses.push((await signIn(email, `guess number ${i}`, { from, headers })).status)
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
    expect((await signIn(email, password, { from })).status).toBe(429)
    expect((await signIn((await member()).email, password, { from })).status).toBe(429)
    expect((await signIn((await member()).email, password, { from: '127.0.0.5' })).status).toBe(200)
  })

  test('counts behind a proxy by whom the proxy names, not by what the caller adds', async () => {
    const behind = await site.beside({ publicUrl: 'https://drumbeat.example.com' })
    let tries = 0
    const attempt = (forwarded: string) =>
      behind.send('/demo/api/auth/sign-in/email', {
        method: 'POST',
        headers: { ...ours, 'x-forwarded-for': forwarded },
        body: JSON.stringify({ email: `nobody${tries++}@example.com`, password }),
      })
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) statuses.push((await attempt(`203.0.113.${i}, 198.51.100.7`)).status)
    expect(statuses).toEqual([...Array(10).fill(401), 429])
    expect((await attempt('198.51.100.8')).status).toBe(401)
  })
})
