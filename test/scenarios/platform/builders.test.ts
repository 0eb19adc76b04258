import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { siteApp } from '#server.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

let app: TestApp
let owner: Caller
const items: Record<string, string> = {}

beforeAll(async () => {
  app = await openTestApp()
  owner = await app.as('owner')
  for (const code of ['I-3', 'I-1', 'I-2', 'I-5', 'I-4']) {
    const listPrice = code === 'I-2' ? null : `${code.slice(2)}0.50`
    const { body } = await send('POST', '/api/company/items', { code, name: `Item ${code}`, listPrice })
    items[code] = body.id
  }
})
afterAll(() => app.close())

test('a list comes in pages by cursor, in any order, with the fields that are asked for', async () => {
  const first = await get('/api/company/items?cursor=&limit=2&sort=listPrice:desc&fields=code,listPrice')
  expect(first.body.items).toEqual([
    { code: 'I-5', listPrice: '50.5' },
    { code: 'I-4', listPrice: '40.5' },
  ])
  const last = '?limit=3&sort=listPrice:desc&cursor='
  const second = await get(`/api/company/items${last}${first.body.nextCursor}`)
  expect(second.body.items.map((item: { code: string }) => item.code)).toEqual(['I-3', 'I-1', 'I-2'])
  expect(second.body.nextCursor).toBeNull()
  const roles = await get('/api/roles?limit=2&fields=key')
  expect(roles.body).toMatchObject({ roles: [{ key: 'owner' }, { key: 'executive' }], nextCursor: expect.any(String) })
  const session = await get('/api/company?fields=name')
  expect(Object.keys(session.body)).toEqual(['name'])
})

test('a list comes as lines, whole and page after page, with filters, order and fields as ever', async () => {
  const lines = async (path: string) => {
    const reply = await owner.fetch(path, { headers: { accept: 'application/x-ndjson' } })
    return { reply, text: await reply.text() }
  }
  const { reply, text } = await lines('/api/company/items?sort=listPrice:desc&fields=code')
  expect(reply.headers.get('content-type')).toBe('application/x-ndjson')
  expect(text).toBe('{"code":"I-5"}\n{"code":"I-4"}\n{"code":"I-3"}\n{"code":"I-1"}\n{"code":"I-2"}\n')
  expect((await lines('/api/company/items?sort=code&fields=code&limit=2')).text).toBe(
    '{"code":"I-1"}\n{"code":"I-2"}\n',
  )
  const { body } = await get('/api/crm/deals')
  expect([body.deals, (await lines('/api/crm/deals')).text]).toEqual([[], ''])
  const all = (await get('/api/roles')).body.roles.map((role: unknown) => JSON.stringify(role))
  expect((await lines('/api/roles')).text.trimEnd().split('\n')).toEqual(all)
  const refused = await Promise.all(['/api/company', '/api/sop/cycles', '/api/company/items?sort=x'].map(lines))
  expect(refused.map(({ reply, text }) => [reply.status, JSON.parse(text).code])).toEqual([
    [406, 'no-list'],
    [406, 'first-rows-only'],
    [400, 'unknown-field'],
  ])
})

test.each([
  ['/api/company/items?fields=code,colour', 'unknown-field', 'There is no field colour here.'],
  ['/api/company/items?sort=colour', 'unknown-field', 'These rows cannot be sorted by colour.'],
  ['/api/company/items?cursor=abc', 'bad-cursor', 'The cursor abc is none of this API.'],
  ['/api/company?cursor=', 'no-list', 'no single list'],
  ['/api/roles?limit=0', 'invalid', 'The limit 0'],
  ['/api/sop/cycles?cursor=', 'first-rows-only', 'its first rows only'],
])('%s is refused with words', async (path, code, says) => {
  const { status, body } = await get(path)
  expect([status, body.code]).toEqual([400, code])
  expect(body.message).toContain(says)
})

test('a cursor of one question is none of another', async () => {
  const { body } = await get('/api/company/items?cursor=&limit=2&sort=code')
  const other = await get(`/api/company/items?limit=2&sort=name&cursor=${body.nextCursor}`)
  expect(other.body).toMatchObject({ code: 'bad-cursor', message: 'This cursor belongs to another question.' })
})

test('an answer has a tag: who knows it gets nothing again, who changes something by an old one is refused', async () => {
  const path = `/api/company/items/${items['I-1']}`
  const { tag } = await get(path)
  expect((await owner.fetch(path, { headers: { 'if-none-match': tag } })).status).toBe(304)
  const both = await Promise.all(['Alpha', 'Beta'].map((name) => send('PATCH', path, { name }, { 'if-match': tag })))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
  const refused = both.find(({ status }) => status === 412)!.body
  const now = await get(path)
  expect(refused).toMatchObject({ code: 'changed-meanwhile' })
  expect(refused.wayOut).toContain(now.tag)
  expect((await send('PATCH', path, { name: 'Gamma' }, { 'if-match': `W/"x", ${now.tag}` })).status).toBe(200)
  expect((await send('PATCH', path, { name: 'Delta' }, { 'if-match': '*' })).status).toBe(200)
  const key = { 'idempotency-key': 'the-same-change', 'if-match': (await get(path)).tag }
  const twice = [await send('PATCH', path, { name: 'Eta' }, key), await send('PATCH', path, { name: 'Eta' }, key)]
  expect(twice.map(({ status }) => status)).toEqual([200, 200])
  const nothing = await send('PATCH', `/api/company/teams/${items['I-1']}`, { name: 'North' }, { 'if-match': '*' })
  expect(nothing).toMatchObject({ status: 400, body: { code: 'nothing-to-match' } })
})

test('of changes on the same terms through several servers of one database, one is done', async () => {
  const path = `/api/company/items/${items['I-3']}`
  const closing = new AbortController()
  const servers = [1, 2, 3].map(() =>
    siteApp({ workspaces: [app.workspace], closing: closing.signal, checkReplies: true }),
  )
  const headers = {
    authorization: `Bearer ${owner.token}`,
    'content-type': 'application/json',
    'if-match': (await get(path)).tag,
  }
  const all = await Promise.all(
    servers.map((server, nth) =>
      server.request(path, { method: 'PATCH', headers, body: JSON.stringify({ name: `By server ${nth}` }) }),
    ),
  )
  closing.abort()
  expect(all.map(({ status }) => status).sort()).toEqual([200, 412, 412])
  const won = all.findIndex(({ status }) => status === 200)
  expect((await get(path)).body.name ?? (await get(path)).body.item?.name).toBe(`By server ${won}`)
})

test('a change without terms, through another server, is never overwritten: what compares waits for it, what adds to it keeps it', async () => {
  const path = `/api/company/items/${items['I-4']}`
  const closing = new AbortController()
  const [one, other] = [1, 2].map(() =>
    siteApp({ workspaces: [app.workspace], closing: closing.signal, checkReplies: true }),
  )
  const headers = { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' }
  const patch = async (server: typeof one, body: object, terms: Record<string, string> = {}) =>
    (await server!.request(path, { method: 'PATCH', headers: { ...headers, ...terms }, body: JSON.stringify(body) }))
      .status
  const { tag } = await get(path)
  // The row is held until both have come as far as they can.
  const together = async (first: () => Promise<number>, second: () => Promise<number>) => {
    let both: Promise<number[]> | undefined
    await app.workspace.db.transaction().execute(async (tx) => {
      await sql`select from company.item where id = ${items['I-4']!} for update`.execute(tx)
      const begun = first()
      await waiting(1)
      both = Promise.all([begun, second()])
      await waiting(2)
    })
    return both
  }
  const plain = () => patch(one, { name: 'Plainly' })
  expect(await together(plain, () => patch(other, { name: 'On old terms' }, { 'if-match': tag }))).toEqual([200, 412])
  expect(
    await together(
      () => patch(one, { name: 'Renamed' }),
      () => patch(other, { unit: 'kg' }),
    ),
  ).toEqual([200, 200])
  closing.abort()
  const { body } = await get(path)
  expect(body.item ?? body).toMatchObject({ name: 'Renamed', unit: 'kg' })
})

/** Waits until so many sessions of the database wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ found: number }>`select count(*) as found from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(app.workspace.db)
    if (rows[0]!.found >= count) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('every reply tells how many requests are left, refusals too', async () => {
  for (const path of ['/api/company', '/api/nothing-here', '/api/company/items?sort=x']) {
    const reply = await owner.fetch(path)
    expect([path, reply.headers.get('ratelimit-limit'), Number(reply.headers.get('ratelimit-remaining')) > 0]).toEqual([
      path,
      '2000',
      true,
    ])
  }
  const signedOut = await app.app.request('/api/company')
  expect([signedOut.status, signedOut.headers.has('ratelimit-reset')]).toEqual([401, true])
})

async function get(path: string) {
  const reply = await owner.fetch(path)
  return { status: reply.status, tag: reply.headers.get('etag') ?? '', body: await reply.json() }
}

async function send(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const init = { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
  const reply = await owner.fetch(path, init)
  return { status: reply.status, body: await reply.json() }
}
