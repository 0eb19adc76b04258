import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditContract } from '#platform/audit/contract.ts'
import { authContract } from '#platform/auth/contract.ts'
import { passkeyContract } from '#platform/auth/passkeys/contract.ts'
import { digest } from '#platform/auth/session.ts'
import { countTry } from '#platform/auth/sign-in/failures.tx.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'

const password = 'correct horse battery'
const site = 'http://localhost'
let now = Date.now()
let app: TestApp
beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
})
afterAll(() => app.close())

describe('a passkey', () => {
  test('is made with the password, signs in alone, has a name, and is removed', async () => {
    const ada = await signedIn('ada@example.com')
    expect(await send('POST', '/api/passkeys/begin', { password: 'not this' }, ada.cookie)).toMatchObject({
      status: 403,
      body: { code: 'wrong-password' },
    })
    const device = await newPasskey(ada.cookie, 'Laptop')
    const entered = await enter(device)
    expect(entered.status).toBe(200)
    const session = await send('GET', '/api/session', undefined, entered.cookie)
    expect(session.body).toMatchObject({ user: { email: 'ada@example.com' } })

    const [kept] = await passkeys(entered.cookie)
    expect(kept).toMatchObject({ name: 'Laptop', host: 'localhost', lastUsedAt: new Date(now).toISOString() })
    const path = `/api/passkeys/${kept!.id}`
    expect((await send('PATCH', path, { name: 'Old laptop' }, entered.cookie)).body).toMatchObject({
      name: 'Old laptop',
    })
    const eve = await signedIn('eve@example.com')
    expect((await send('PATCH', path, { name: 'Mine' }, eve.cookie)).status).toBe(404)
    expect((await send('DELETE', path, undefined, eve.cookie)).status).toBe(404)
    expect((await send('DELETE', path, undefined, entered.cookie)).status).toBe(200)
    expect(await enter(device)).toMatchObject({ status: 401, body: { code: 'unknown-passkey' } })

    const owner = await app.as('owner')
    const { entries } = (await owner.call(auditContract.list, { query: { noun: 'user', limit: 100 } })).body
    expect(entries.map(({ summary }) => summary.replace(/[\da-f-]{36}/g, '…'))).toEqual(
      expect.arrayContaining([
        'User … added a passkey for localhost',
        'User … signed in with passkey …',
        'User … renamed passkey …',
        'User … removed passkey …',
        'A sign-in by passkey failed',
      ]),
    )
  })

  test('proves nothing on another page, for another site, unseen, to another question, or said again', async () => {
    const { cookie } = await signedIn('grace@example.com')
    const device = await newPasskey(cookie, 'Phone')
    for (const lie of [
      { origin: 'http://localhost.evil.example' },
      { type: 'webauthn.create' },
      { crossOrigin: true },
      { challenge: randomBytes(32).toString('base64url') },
      { host: 'evil.example' },
      { flags: 0x01 },
      { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey },
    ]) {
      expect({ lie: Object.keys(lie), status: (await enter(device, lie)).status }).toEqual({
        lie: Object.keys(lie),
        status: 401,
      })
      now += 60_000
    }
    const asked = await ask()
    const said = signed(device, asked.challenge)
    expect((await send('POST', '/api/auth/passkey', said, asked.cookie)).status).toBe(200)
    expect((await send('POST', '/api/auth/passkey', said, asked.cookie)).status).toBe(401)
    const old = await ask()
    now += 301_000
    expect((await send('POST', '/api/auth/passkey', signed(device, old.challenge), old.cookie)).status).toBe(401)
  })

  test('that stands elsewhere too gives itself away by its counter', async () => {
    const { cookie } = await signedIn('edsger@example.com')
    const device = await newPasskey(cookie, 'Key', 7)
    expect((await enter(device, { count: 8 })).status).toBe(200)
    now += 60_000
    expect((await enter(device, { count: 8 })).status).toBe(401)
    expect((await enter(device, { count: 9 })).status).toBe(200)
  })

  test('ends with the login, with a new password by link, and by the hand of an owner', async () => {
    const owner = await app.as('owner')
    const mary = await signedIn('mary@example.com')
    const device = await newPasskey(mary.cookie, 'Tablet')
    const params = { id: mary.id }
    await owner.call(authContract.changeUser, { params, body: { disabled: true } })
    await owner.call(authContract.changeUser, { params, body: { disabled: false } })
    now += 60_000
    expect((await enter(device)).status).toBe(401)

    const second = await newPasskey((await signIn('mary@example.com')).cookie, 'Tablet')
    const { body: link } = await owner.call(authContract.resetPassword, { params })
    const secret = new URL(link.link).searchParams.get('token')
    expect((await send('POST', `/api/invitations/${secret}`, { password })).status).toBe(200)
    expect((await enter(second)).status).toBe(401)

    const third = await newPasskey((await signIn('mary@example.com')).cookie, 'Tablet')
    const changed = await owner.call(authContract.changeUser, { params, body: { passkeys: 0 } })
    expect(changed.body.passkeys).toBe(0)
    expect((await enter(third)).status).toBe(401)
  })

  test('is not for those whom an identity provider signs in, nor for programs', async () => {
    const token = await app.as('rep')
    expect((await token.call(passkeyContract.list)).body).toEqual({ passkeys: [], hasPassword: false })
    expect(await token.call(passkeyContract.begin, { body: { password } })).toMatchObject({ status: 403 })
    const id = await app.workspace.auth.createUser({
      name: 'Ben',
      email: 'ben@example.com',
      role: 'rep',
      personId: null,
      password: null,
    })
    const session = await app.workspace.auth.signInAs(id, new Headers(), null)
    const refused = await send('POST', '/api/passkeys/begin', { password }, cookieOf(session))
    expect(refused).toMatchObject({ status: 409, body: { code: 'no-password' } })
  })

  test('is asked for with a password that nobody guesses at leisure', async () => {
    const { id, cookie } = await signedIn('alan@example.com')
    for (let tried = 0; tried < 9; tried++) {
      await countTry(app.workspace.db, { key: digest(`own ${id}`), now: new Date(now) })
    }
    const guess = () => send('POST', '/api/passkeys/begin', { password: 'a guess' }, cookie)
    expect(await guess()).toMatchObject({ status: 403 })
    expect(await guess()).toMatchObject({ status: 429, body: { code: 'too-many' } })
    const change = { current: password, password: 'a new beginning', endTokens: false }
    expect(await send('POST', '/api/password', change, cookie)).toMatchObject({ status: 429 })
  })
})

/** An authenticator of a few lines: one key on the curve P-256. */
type Device = { id: string; key: KeyObject; count: number }

type Lie = Partial<{
  origin: string
  type: string
  crossOrigin: boolean
  challenge: string
  host: string
  flags: number
  key: KeyObject
  count: number
}>

async function newPasskey(cookie: string, name: string, count = 0): Promise<Device> {
  const begun = await send('POST', '/api/passkeys/begin', { password }, cookie)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(20)
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const length = Buffer.alloc(2)
  length.writeUInt16BE(id.length)
  // The key as COSE writes it: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
  const key = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])
  const made = {
    id: id.toString('base64url'),
    clientDataJSON: clientData({ type: 'webauthn.create', challenge: String(begun.body.challenge) }),
    attestationObject: attested(Buffer.concat([authData({ flags: 0x45, count }), Buffer.alloc(16), length, id, key])),
  }
  const other = randomBytes(20).toString('base64url')
  const foreign = { ...made, id: other }
  const cookies = `${cookie}; ${begun.cookie}`
  expect((await send('POST', '/api/passkeys', { name, ...foreign }, cookies)).status).toBe(400)
  expect((await send('POST', '/api/passkeys', { name, ...made }, begun.cookie)).status).toBe(401)
  expect((await send('POST', '/api/passkeys', { name, ...made }, cookies)).status).toBe(200)
  expect((await send('POST', '/api/passkeys', { name, ...made }, cookies)).status).toBe(409)
  return { id: made.id, key: privateKey, count }
}

async function ask(): Promise<{ challenge: string; cookie: string }> {
  const { body, cookie } = await send('POST', '/api/auth/passkey/begin', {})
  return { challenge: String(body.challenge), cookie }
}

async function enter(device: Device, lie: Lie = {}) {
  const { challenge, cookie } = await ask()
  return send('POST', '/api/auth/passkey', signed(device, challenge, lie), cookie)
}

/** Authenticator data of fewer than 256 bytes without attestation, as CBOR: {"fmt": "none", "attStmt": {}, "authData": …}. */
function attested(data: Buffer): string {
  const head = Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex')
  return Buffer.concat([head, Buffer.from([data.length]), data]).toString('base64url')
}

function signed(device: Device, challenge: string, lie: Lie = {}) {
  const data = authData({ flags: 0x05, count: device.count, ...lie })
  const client = clientData({ type: 'webauthn.get', challenge, ...lie })
  const hash = createHash('sha256').update(Buffer.from(client, 'base64url')).digest()
  const signature = createSign('sha256')
    .update(data)
    .update(hash)
    .sign(lie.key ?? device.key)
  return {
    id: device.id,
    clientDataJSON: client,
    authenticatorData: data.toString('base64url'),
    signature: signature.toString('base64url'),
  }
}

function clientData({ type, challenge, origin = site, crossOrigin = false }: Lie): string {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin })).toString('base64url')
}

function authData({ host = 'localhost', flags = 0x05, count = 0 }: Lie): Buffer {
  const rest = Buffer.alloc(5)
  rest.writeUInt8(flags, 0)
  rest.writeUInt32BE(count, 1)
  return Buffer.concat([createHash('sha256').update(host).digest(), rest])
}

async function signedIn(email: string): Promise<{ id: string; cookie: string }> {
  const id = await app.workspace.auth.createUser({ name: 'Ada', email, role: 'rep', personId: null, password })
  return { id, cookie: (await signIn(email)).cookie }
}

function signIn(email: string) {
  return send('POST', '/api/auth/sign-in/email', { email, password })
}

async function passkeys(cookie: string): Promise<{ id: string }[]> {
  return (await send('GET', '/api/passkeys', undefined, cookie)).body.passkeys as { id: string }[]
}

let address = 0

/** Each request from an address of its own, past the limit of wrong tries per address. */
async function send(method: string, path: string, body: unknown, cookie = '') {
  const request = new Request(`${site}${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-drumbeat': '1', origin: site, cookie },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const from = { incoming: { socket: { remoteAddress: `10.0.1.${address++ % 250}` } } }
  const response = await app.app.request(request, undefined, from)
  const text = await response.text()
  return {
    status: response.status,
    body: (text ? JSON.parse(text) : {}) as Record<string, unknown>,
    cookie: cookieOf(response),
  }
}

function cookieOf(response: Response): string {
  const lines = response.headers.getSetCookie().filter((line) => !/max-age=0/i.test(line))
  return lines.map((line) => line.split(';')[0]).join('; ')
}
