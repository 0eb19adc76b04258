import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditContract } from '#platform/audit/contract.ts'
import { authContract } from '#platform/auth/contract.ts'
import { linkFirstOwner } from '#platform/auth/logins.tx.ts'
import { systemActor, transact } from '#platform/transaction.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const json = { 'content-type': 'application/json', 'x-drumbeat': '1' }

test('the first owner comes through a one-time link, signs in with the password, and the link is spent', async () => {
  const { secret } = await linkFirstOwner(app.work)
  const accept = () =>
    app.app.request(`/api/invitations/${secret}`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ name: 'Ada Owner', email: 'Ada@Example.com', password: 'correct horse' }),
    })
  expect((await accept()).status).toBe(200)
  const again = await accept()
  expect(again.status).toBe(410)
  expect(await again.json()).toMatchObject({ code: 'spent-link' })

  const signIn = await app.app.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { ...json, origin: 'http://localhost' },
    body: JSON.stringify({ email: 'ada@example.com', password: 'correct horse' }),
  })
  expect(signIn.status).toBe(200)
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const session = await app.app.request('/api/session', { headers: { cookie } })
  expect(await session.json()).toMatchObject({ user: { name: 'Ada Owner', role: 'owner' }, needsOwner: false })
})

test('nobody signs up uninvited', async () => {
  const reply = await app.app.request('/api/auth/sign-up/email', {
    method: 'POST',
    headers: { ...json, origin: 'http://localhost' },
    body: JSON.stringify({ name: 'Mallory', email: 'm@example.com', password: 'let me in please' }),
  })
  expect(reply.status).toBeGreaterThanOrEqual(400)
})

test('an invitation brings a user with the role it names; the last owner stays an owner', async () => {
  const owner = await app.as('owner')
  const { body } = await owner.call(authContract.invite, { body: { email: 'rep@example.com', role: 'rep' } })
  const secret = new URL(body.link).searchParams.get('token')
  const accepted = await app.app.request(`/api/invitations/${secret}`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ name: 'New Rep', password: 'another password' }),
  })
  expect(accepted.status).toBe(200)
  const { body: everybody } = await owner.call(authContract.users)
  expect(everybody.users.find((user) => user.email === 'rep@example.com')).toMatchObject({
    name: 'New Rep',
    role: 'rep',
  })

  const owners = everybody.users.filter((user) => user.role === 'owner')
  for (const each of owners.slice(1))
    await owner.call(authContract.changeUser, { params: { id: each.id }, body: { role: 'executive' } })
  const last = await app.workspace.db.selectFrom('auth.user').select('id').where('role', '=', 'owner').execute()
  expect(last).toHaveLength(1)
})

test('a token carries no more than its scopes, nor more than the role', async () => {
  const analyst = await app.as('sales-ops-analyst')
  const beyond = await analyst.call(authContract.createToken, { body: { name: 'too much', scopes: ['users:manage'] } })
  expect(beyond).toMatchObject({ status: 403, body: { code: 'scope-beyond-role' } })
  const { body: narrow } = await analyst.call(authContract.createToken, {
    body: { name: 'narrow', scopes: ['crm:read'] },
  })
  const refused = await app.app.request('/api/tokens', { headers: { authorization: `Bearer ${narrow.secret}` } })
  expect(refused.status).toBe(403)
  await analyst.call(authContract.revokeToken, { params: { id: narrow.id } })
  const gone = await app.app.request('/api/tokens', { headers: { authorization: `Bearer ${narrow.secret}` } })
  expect(gone.status).toBe(401)
})

test('a rep may not read the audit, and is told which permission is missing', async () => {
  const rep = await app.as('rep')
  const reply = await rep.call(auditContract.list)
  expect(reply).toMatchObject({ status: 403, body: { code: 'not-permitted' } })
  expect(reply.body.message).toContain('audit:read')
})

test('a change without our header, as a forged form would send it, is refused', async () => {
  const reply = await app.app.request('/api/tokens', { method: 'POST', body: '{}' })
  expect(reply.status).toBe(403)
  expect(await reply.json()).toMatchObject({ code: 'forged' })
})

test('change, audit, event and jobs are one transaction: when it fails, none of them remains', async () => {
  const count = async () => {
    const { rows } = await sql<{
      n: number
    }>`select (select count(*) from platform.audit) + (select count(*) from platform.event) as n`.execute(
      app.workspace.db,
    )
    return rows[0]!.n
  }
  const before = await count()
  const failing = transact({ workspace: app.workspace, actor: systemActor }, async ({ audit, emit }) => {
    await audit({ command: 'test', noun: 'test', summary: 'Never happened' })
    await emit('users.changed', {})
    throw new Error('pulled the plug')
  })
  await expect(failing).rejects.toThrow('pulled the plug')
  expect(await count()).toBe(before)
})

test('the audit cannot be rewritten', async () => {
  await expect(sql`update platform.audit set summary = 'nothing to see'`.execute(app.workspace.db)).rejects.toThrow(
    'append-only',
  )
  await expect(sql`delete from platform.audit`.execute(app.workspace.db)).rejects.toThrow('append-only')
})

test('events reach a subscriber after their transaction is committed', async () => {
  const heard = new Promise<string>((resolve) => {
    const stop = app.workspace.events.subscribe((event) => {
      if (event.name !== 'users.changed') return
      stop()
      resolve(event.name)
    })
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  await transact(app.work, ({ emit }) => emit('users.changed', { id: 1 }))
  expect(await heard).toBe('users.changed')
})

test('the API describes itself: OpenAPI 3.1 and a readable page', async () => {
  const document = (await (await app.app.request('/api/openapi.json')).json()) as { openapi: string; paths: object }
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toContain('/api/audit')
  expect(await (await app.app.request('/api')).text()).toContain('/api/audit')
})

test('one click opens no workspace but the demo', async () => {
  const reply = await app.app.request('/api/demo/sign-in', { method: 'POST', headers: json, body: '{"role":"owner"}' })
  expect(reply.status).toBe(403)
})

test('what is not there says so, and bad input names the field', async () => {
  const owner = await app.as('owner')
  expect((await owner.fetch('/api/nothing-here')).status).toBe(404)
  const reply = await owner.call(authContract.invite, { body: { email: 'not an address', role: 'rep' } })
  expect(reply).toMatchObject({ status: 400, body: { code: 'invalid' } })
  expect(reply.body.message).toContain('email')
})
