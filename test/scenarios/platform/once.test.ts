import { Hono } from 'hono'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workspaceApp } from '#platform/http/app.ts'
import { endpoint } from '#platform/http/contract.ts'
import { transact } from '#platform/transaction.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

let app: TestApp
let owner: Caller
beforeAll(async () => {
  app = await openTestApp()
  owner = await app.as('owner')
})
afterAll(() => app.close())

let keys = 0
const newKey = () => `test-key-${++keys}`
const makeTeam = async (key: string, name: string) => {
  const init = { method: 'POST', headers: { 'idempotency-key': key, 'content-type': 'application/json' } }
  const response = await owner.fetch('/api/company/teams', { ...init, body: JSON.stringify({ name }) })
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() }
}
const teamsNamed = async (name: string) => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from company.team where name = ${name}`.execute(
    app.workspace.db,
  )
  return rows[0]!.n
}

describe('a write with a key', () => {
  test('sent again is answered as before and done once, also when both come at the same time', async () => {
    const key = newKey()
    const first = await makeTeam(key, 'North')
    expect(first.status).toBe(200)
    expect(await makeTeam(key, 'North')).toEqual(first)
    const other = newKey()
    const replies = await Promise.all(Array.from({ length: 5 }, () => makeTeam(other, 'South')))
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect([await teamsNamed('North'), await teamsNamed('South')]).toEqual([1, 1])
  })

  test('stands for one thing only, and for one user only', async () => {
    const key = newKey()
    expect((await makeTeam(key, 'East')).status).toBe(200)
    expect(await makeTeam(key, 'West')).toMatchObject({ status: 422, body: { code: 'key-used' } })
    const another = await app.as('sales-ops-manager')
    const init = { method: 'POST', headers: { 'idempotency-key': key }, body: JSON.stringify({ name: 'West' }) }
    expect((await another.fetch('/api/company/teams', init)).status).toBe(200)
    expect(await makeTeam('short', 'West')).toMatchObject({ status: 400, body: { code: 'bad-key' } })
  })

  test('that was refused may be sent again with the same key, put right or not', async () => {
    const key = newKey()
    expect((await makeTeam(key, 'North')).status).toBe(409)
    await sql`delete from company.team where name = 'North'`.execute(app.workspace.db)
    expect((await makeTeam(key, 'North')).status).toBe(200)
  })

  test('whose answer holds a secret is done once, and the secret is kept nowhere', async () => {
    const init = { method: 'POST', headers: { 'idempotency-key': newKey() } }
    const body = JSON.stringify({ name: 'once', scopes: ['crm:read'] })
    const made = await owner.fetch('/api/tokens', { ...init, body })
    const { secret } = (await made.json()) as { secret: string }
    const again = await owner.fetch('/api/tokens', { ...init, body })
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([409, 'done-already'])
    const { rows } = await sql`select reply from platform.done_once`.execute(app.workspace.db)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})

describe('an outage', () => {
  test('in the middle of a write is a 503 that says when to try again; nothing was saved, and the next try succeeds', async () => {
    const key = newKey()
    const holder = new pg.Client({ connectionString: app.workspace.address as string })
    await holder.connect()
    await holder.query('begin')
    await holder.query('lock table company.team in access exclusive mode')
    const waiting = makeTeam(key, 'Midwest')
    await expect.poll(() => waitingPids(holder)).not.toEqual([])
    for (const pid of await waitingPids(holder)) await holder.query('select pg_terminate_backend($1)', [pid])
    const cut = await waiting
    expect(cut).toMatchObject({ status: 503, retryAfter: '2', body: { code: 'no-database' } })
    expect(cut.body.message).toContain('Nothing of this request was saved.')
    await holder.query('rollback')
    await holder.end()
    expect(await teamsNamed('Midwest')).toBe(0)
    expect((await makeTeam(key, 'Midwest')).status).toBe(200)
  })

  test('after the commit never says that nothing was saved', async () => {
    const write = endpoint({ method: 'post', path: '/api/late', permission: 'signed-in', summary: 'Fails late.' })
    const early = endpoint({ method: 'post', path: '/api/early', permission: 'signed-in', summary: 'Fails early.' })
    const served = new Hono()
    const late = workspaceApp({
      workspace: app.workspace,
      mountRoutes: (mount) => {
        mount(write, async ({ work }) => {
          await transact(work, ({ audit }) => audit({ command: 'test', noun: 'test', summary: 'Was saved' }))
          throw Object.assign(new Error('the line broke'), { code: 'ECONNRESET' })
        })
        mount(early, async () => {
          throw Object.assign(new Error('the line broke'), { code: 'ECONNRESET' })
        })
      },
    })
    served.route('/', late)
    const send = async (path: string) => {
      const init = { method: 'POST', headers: { authorization: `Bearer ${owner.token}` }, body: '{}' }
      return ((await (await served.request(path, init)).json()) as { message: string }).message
    }
    expect(await send('/api/late')).toContain('was saved, at least in part. Look before you try again.')
    expect(await send('/api/early')).toContain('Nothing of this request was saved.')
  })
})

async function waitingPids(client: pg.Client): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.map(({ pid }) => pid)
}
