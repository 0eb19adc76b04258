import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditContract } from '#platform/audit/contract.ts'
import { authContract } from '#platform/auth/contract.ts'
import { digest } from '#platform/auth/session.ts'
import { countTry } from '#platform/auth/sign-in/failures.tx.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'

const json = { 'content-type': 'application/json', 'x-drumbeat': '1', origin: 'http://localhost' }
const password = 'correct horse battery'

let now = Date.now()
let app: TestApp
beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
})
afterAll(() => app.close())

async function post(path: string, body: unknown, cookie = '') {
  const init = { method: 'POST', headers: { ...json, cookie }, body: JSON.stringify(body) }
  const response = await app.app.request(path, init)
  const cookies = response.headers.getSetCookie().filter((line) => !/max-age=0/i.test(line))
  return {
    status: response.status,
    body: (await response.json()) as Record<string, never>,
    cookie: cookies.map((line) => line.split(';')[0]).join('; '),
  }
}

async function newUser(email: string) {
  return app.workspace.auth.createUser({ name: 'Ada', email, role: 'rep', personId: null, password })
}

/** RFC 6238 with the usual 30 s and 6 digits, written here anew so that the code is not checked against itself. */
function codeAt(secret: string, at: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('the reference code is that of RFC 6238, appendix B', () => {
  expect(codeAt('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 59_000)).toBe('287082')
  expect(codeAt('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 1_111_111_109_000)).toBe('081804')
})

test('an authenticator app is set up with a first code; from then on the password alone opens nothing', async () => {
  const userId = await newUser('ada@example.com')
  const first = await post('/api/auth/sign-in/email', { email: 'ada@example.com', password })
  expect((await post('/api/two-factor', { password: 'wrong one' }, first.cookie)).status).toBe(403)
  const begun = await post('/api/two-factor', { password }, first.cookie)
  const secret = new URL(begun.body.uri!).searchParams.get('secret')!
  expect(begun.body.backupCodes).toHaveLength(10)
  expect(await post('/api/two-factor/confirm', { code: '000000' }, first.cookie)).toMatchObject({ status: 400 })
  const confirmed = await post('/api/two-factor/confirm', { code: codeAt(secret, Date.now()) }, first.cookie)
  expect(confirmed.status).toBe(200)
  expect((await app.app.request('/api/two-factor', { headers: { cookie: confirmed.cookie } })).status).toBe(200)

  const half = await post('/api/auth/sign-in/email', { email: 'ada@example.com', password })
  expect(half.body).toMatchObject({ twoFactorRedirect: true })
  expect((await app.app.request('/api/two-factor', { headers: { cookie: half.cookie } })).status).toBe(401)
  expect((await post('/api/auth/two-factor/verify-totp', { code: '000000' }, half.cookie)).status).toBe(401)
  const whole = await post('/api/auth/two-factor/verify-totp', { code: codeAt(secret, Date.now()) }, half.cookie)
  expect(whole.status).toBe(200)
  const state = await app.app.request('/api/two-factor', { headers: { cookie: whole.cookie } })
  expect(await state.json()).toEqual({ on: true, hasPassword: true })

  const again = await post('/api/auth/sign-in/email', { email: 'ada@example.com', password })
  const code = begun.body.backupCodes![0]
  const byBackup = await post('/api/auth/two-factor/verify-backup-code', { code }, again.cookie)
  expect(byBackup.status).toBe(200)

  const owner = await app.as('owner')
  const taken = await owner.call(authContract.changeUser, { params: { id: userId }, body: { twoFactor: false } })
  expect(taken.body.twoFactor).toBe(false)
  const { entries } = (await owner.call(auditContract.list, { query: { noun: 'user' } })).body
  expect(entries.map(({ command }) => command)).toEqual(
    expect.arrayContaining(['user.sign-in', 'user.sign-in-failed', 'user.two-factor-on', 'user.change']),
  )
})

describe('an account', () => {
  test('is locked for a quarter of an hour after ten wrong passwords, from whatever address; a reset link opens it', async () => {
    const userId = await newUser('grace@example.com')
    const tried = []
    for (let tries = 0; tries < 10; tries++) tried.push(wrong('grace@example.com', tries))
    expect(await Promise.all(tried)).toEqual(Array(10).fill(401))
    const locked = await signIn('grace@example.com', password, 11)
    expect(locked.status).toBe(429)
    expect(locked.headers.get('retry-after')).toBe('900')
    expect(await locked.json()).toMatchObject({ code: 'account-locked' })
    now += 16 * 60_000
    expect((await signIn('grace@example.com', password, 12)).status).toBe(200)

    await tenFailures('grace@example.com')
    expect(await wrong('grace@example.com', 20)).toBe(429)
    expect((await signIn('grace@example.com', password, 40)).status).toBe(429)
    const owner = await app.as('owner')
    const { body } = await owner.call(authContract.resetPassword, { params: { id: userId } })
    const reset = await post(`/api/invitations/${new URL(body.link).searchParams.get('token')}`, {
      password: 'a new beginning',
    })
    expect(reset.status).toBe(200)
    expect((await signIn('grace@example.com', 'a new beginning', 41)).status).toBe(200)
  })

  test('locked by strangers still opens to a browser that signed in before', async () => {
    await newUser('edsger@example.com')
    const before = await signIn('edsger@example.com', password, 80)
    const known = before.headers
      .getSetCookie()
      .find((line) => line.startsWith('drumbeat-main.known='))
      ?.split(';')[0]
    await tenFailures('edsger@example.com')
    expect((await signIn('edsger@example.com', password, 95)).status).toBe(429)
    expect((await signIn('edsger@example.com', password, 96, known)).status).toBe(200)
    expect((await signIn('edsger@example.com', password, 97, `${known}x`)).status).toBe(429)
  })

  test('that does not exist is locked alike, so that nobody learns who has a login', async () => {
    expect(await wrong('nobody@example.com', 60)).toBe(401)
    await tenFailures('nobody@example.com')
    expect(await wrong('nobody@example.com', 61)).toBe(429)
  })
})

test('sign-ins, failures, locks and refusals stand in the audit, by id and without addresses', async () => {
  const owner = await app.as('owner')
  const rep = await app.as('rep')
  await rep.call(auditContract.list)
  const { entries } = (await owner.call(auditContract.list, { query: { limit: 500 } })).body
  const commands = new Set(entries.map(({ command }) => command))
  expect([...commands]).toEqual(
    expect.arrayContaining(['user.sign-in', 'user.sign-in-failed', 'user.sign-in-locked', 'access.refused']),
  )
  expect(entries.find(({ command }) => command === 'access.refused')).toMatchObject({
    actorName: expect.stringMatching(/^rep \d+$/),
    subjectId: 'GET /api/audit',
  })
  expect(JSON.stringify(entries)).not.toContain('@example.com')
})

/** One try from an address of its own, past the limit per address. */
function signIn(email: string, given: string, from: number, cookie = ''): Promise<Response> {
  const request = new Request('http://localhost/api/auth/sign-in/email', {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify({ email, password: given }),
  })
  return Promise.resolve(
    app.app.request(request, undefined, { incoming: { socket: { remoteAddress: `10.0.0.${from}` } } }),
  )
}

/** Ten wrong passwords just now, as they are counted; to hash each would take seconds. */
async function tenFailures(email: string): Promise<void> {
  const key = digest(email)
  await sql`delete from platform.failed_sign_in where key = ${key}`.execute(app.workspace.db)
  for (let tries = 0; tries < 10; tries++) await countTry(app.workspace.db, { key, now: new Date(now) })
}

async function wrong(email: string, from: number): Promise<number> {
  return (await signIn(email, 'not the password', from)).status
}
