import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken } from '#platform/auth/tokens.tx.ts'
import { permissions, roles } from '#roles.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { filled, type Mounted, mountedEndpoints } from './mounted.ts'

const open = [
  'GET /api/inbox/calendar/feed',
  'GET /api/invitations/{secret}',
  'GET /api/pulse/rounds/{id}/audit',
  'GET /api/pulse/rounds/{id}/questions',
  'GET /api/session',
  'GET /api/settings/sign-on',
  'GET /api/settings/sign-on/{key}/begin',
  'GET /api/settings/sign-on/{key}/callback',
  'POST /api/crm/deals/webhooks/{source}',
  'POST /api/crm/orders/webhooks/{source}',
  'POST /api/demo/sign-in',
  'POST /api/invitations/{secret}',
  'POST /api/pulse/answers',
  'POST /api/pulse/threads',
  'POST /api/pulse/threads/replies',
  'POST /api/pulse/tokens',
]
/** Served beside the contract: the API's own description, and the doors of sign-in. */
const besides = [
  'GET /api',
  'GET /api/openapi.json',
  'POST /api/auth/passkey',
  'POST /api/auth/passkey/begin',
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-out',
  'POST /api/auth/two-factor/verify-backup-code',
  'POST /api/auth/two-factor/verify-totp',
]

const someId = '0190a000-0000-7000-8000-000000000001'
const canary = 'a-canary-in-the-body'
const json = { 'content-type': 'application/json', 'x-drumbeat': '1' }

let app: TestApp
let endpoints: Mounted[]

beforeAll(async () => {
  app = await openTestApp()
  endpoints = await mountedEndpoints(app)
})
afterAll(() => app.close())

const titleOf = ({ method, path }: Mounted) => `${method} ${path}`

test('what anybody may call without signing in is this list and no more', () => {
  const found = endpoints.filter((each) => each.permission === 'public').map(titleOf)
  expect(found.sort()).toEqual(open)
})

test('every endpoint names a permission that some role holds; none is served beside the contract', () => {
  const known = [...permissions, 'public', 'signed-in']
  expect(endpoints.filter((each) => !known.includes(each.permission))).toEqual([])
  const served = app.app.routes
    .filter(({ method, path }) => method !== 'ALL' && /^\/api(\/|$)/.test(path))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  expect([...new Set(served)].sort()).toEqual([...endpoints.map(titleOf), ...besides].sort())
})

test('signed out, with a nonsense token or a made-up cookie, every other endpoint answers 401 and says nothing else', async () => {
  const guises: Record<string, string>[] = [
    {},
    { authorization: 'Bearer drumbeat_made-up' },
    { cookie: 'drumbeat-main.session_token=a.b' },
  ]
  for (const endpoint of endpoints.filter((each) => each.permission !== 'public')) {
    for (const guise of guises) {
      const reply = await send(endpoint, { ...json, ...guise })
      expect([titleOf(endpoint), reply.status, reply.body.code]).toEqual([titleOf(endpoint), 401, 'signed-out'])
      expect(reply.text).not.toContain(canary)
    }
  }
})

test.each(Object.keys(roles))('%s: without the permission 403 and nothing happens, with it no refusal', async (key) => {
  const caller = await app.as(key)
  const held = roles[key]!.permissions
  const authorization = `Bearer ${caller.token}`
  const before = await traces()
  for (const endpoint of endpoints.filter((each) => !mayCall(held, each))) {
    const reply = await send(endpoint, { ...json, authorization })
    expect([titleOf(endpoint), reply.status, reply.body.code]).toEqual([titleOf(endpoint), 403, 'not-permitted'])
    expect(Object.keys(reply.body).sort()).toEqual(said)
    expect(reply.body.message).toContain(endpoint.permission)
    expect(reply.text).not.toContain(canary)
  }
  expect(await traces()).toEqual(before)
  for (const endpoint of endpoints.filter((each) => each.method === 'GET' && each.permission !== 'public')) {
    if (!mayCall(held, endpoint) || slow.includes(endpoint.path)) continue
    const reply = await send(endpoint, { authorization })
    expect([200, 400, 404, 405], `${titleOf(endpoint)} answered ${reply.text}`).toContain(reply.status)
  }
})
/** What a refusal says, and nothing else. */
const said = ['code', 'detail', 'message', 'status', 'title', 'type', 'wayOut']
/** Streams without end, and what takes long. */
const slow = ['/api/events', '/api/settings/backup']

test('a token without one scope is refused wherever that scope is asked for, though its user may', async () => {
  const owner = await app.as('owner')
  const allowed = new Set(roles.owner!.permissions)
  for (const missing of allowed) {
    const scopes = [...allowed].filter((scope) => scope !== missing)
    const { secret } = await createToken(app.work, {
      userId: owner.userId,
      name: `without ${missing}`,
      scopes,
      expiresInDays: 1,
      allowed,
    })
    for (const endpoint of endpoints.filter((each) => each.permission === missing)) {
      const reply = await send(endpoint, { ...json, authorization: `Bearer ${secret}` })
      expect([titleOf(endpoint), reply.status]).toEqual([titleOf(endpoint), 403])
    }
  }
})

test('a cookie without our header changes nothing, whatever the endpoint', async () => {
  for (const endpoint of endpoints.filter((each) => each.method !== 'GET')) {
    const reply = await send(endpoint, { 'content-type': 'text/plain', cookie: 'drumbeat-main.session_token=a.b' })
    expect([titleOf(endpoint), reply.status, reply.body.code]).toEqual([titleOf(endpoint), 403, 'forged'])
  }
})

function mayCall(held: readonly string[], { permission }: Mounted): boolean {
  return permission === 'public' || permission === 'signed-in' || held.includes(permission)
}

async function send(endpoint: Mounted, headers: Record<string, string>) {
  const { method } = endpoint
  const response = await app.app.request(filled(endpoint.path, someId), {
    method,
    headers,
    ...(method !== 'GET' && { body: JSON.stringify({ name: canary, role: 'owner' }) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, text, body: (isJson ? JSON.parse(text) : {}) as Record<string, string> }
}

/** What a change leaves behind. */
async function traces(): Promise<unknown> {
  const { rows } = await sql`select (select count(*) from platform.audit where command <> 'access.refused') as audit,
    (select count(*) from platform.event) as events, (select count(*) from imports.import) as imports`.execute(
    app.workspace.db,
  )
  return rows[0]
}
