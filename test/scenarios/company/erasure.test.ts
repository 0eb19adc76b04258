import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { peopleContract } from '#company/people/contract.ts'
import { digestsContract } from '#integrations/digests/contract.ts'
import { authContract } from '#platform/auth/contract.ts'
import { viewsContract } from '#platform/views/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await openTestApp()
  owner = await app.as('owner')
})
afterAll(() => app.close())

test('after erasure the name and the address are nowhere in the database, while the row and its reports stay', async () => {
  const boss = await owner.call(peopleContract.add, { body: { name: 'Boris Boss' } })
  const added = await owner.call(peopleContract.add, {
    body: {
      name: 'Zebedee Quillfeather',
      email: 'zebedee@quillfeather.example',
      title: 'Vice Quill',
      externalId: 'QF-77',
      managerId: boss.body.id,
      from: '2026-01-01',
    },
  })
  const { id } = added.body
  await owner.call(peopleContract.add, { body: { name: 'Rhea Rep', managerId: id, from: '2026-01-01' } })
  await owner.call(peopleContract.change, { params: { id }, body: { name: 'Zebedee A. Quillfeather' } })
  const { userId, call } = await loginOf(id)
  expect((await call(peopleContract.list)).status).toBe(200)
  for (const name of ['Deals of Zebedee Quillfeather', 'Quillfeather, Zebedee'])
    await owner.call(viewsContract.saveView, {
      body: { screen: 'deals', name, search: { search: 'zebedee@quillfeather.example' }, layout: {}, isShared: true },
    })
  await owner.call(digestsContract.addDigest, {
    body: {
      ...{
        name: 'The week of Zebedee A. Quillfeather',
        timeZone: 'UTC',
        onlyNews: false,
        when: { every: 'day', minute: 480 },
      },
      parts: [{ view: 'deals', title: 'Zebedee Quillfeather', search: { search: 'Zebedee Quillfeather' } }],
      ...{ byMail: true, byChat: false, receivers: [userId] },
    },
  })
  expect(await placesHolding('quillfeather')).not.toEqual([])

  const erased = await owner.call(peopleContract.erase, { params: { id } })

  expect(erased.status).toBe(200)
  expect(erased.body).toMatchObject({
    id,
    name: 'Erased person',
    email: null,
    title: null,
    externalId: null,
    role: null,
    manager: { id: boss.body.id },
    reports: 1,
  })
  expect(await placesHolding('quillfeather')).toEqual([])
  expect(await placesHolding('zebedee')).toEqual([])
  expect(await placesHolding('QF-77')).toEqual([])
  expect((await call(peopleContract.list)).status).toBe(401)
  const users = await owner.call(authContract.users)
  expect(users.body.users.find((user) => user.id === userId)).toMatchObject({
    name: 'Erased person',
    disabledAt: expect.any(String),
  })
})

test('a person is erased once, and nothing is written about them afterwards', async () => {
  const { body } = await owner.call(peopleContract.add, { body: { name: 'Una Once' } })
  const params = { id: body.id }
  await owner.call(peopleContract.erase, { params })
  expect((await owner.call(peopleContract.erase, { params })).status).toBe(409)
  const changed = await owner.call(peopleContract.change, { params, body: { name: 'Una Again' } })
  expect([changed.status, changed.body.code]).toEqual([409, 'erased'])
})

test('the last owner cannot be erased; nothing of the attempt stays', async () => {
  const { body } = await owner.call(peopleContract.add, { body: { name: 'Olga Only', email: 'olga@example.com' } })
  await owner.call(authContract.changeUser, { params: { id: owner.userId }, body: { personId: body.id } })
  const refused = await owner.call(peopleContract.erase, { params: { id: body.id } })
  expect([refused.status, refused.body.code]).toEqual([409, 'last-owner'])
  const kept = await owner.call(peopleContract.detail, { params: { id: body.id } })
  expect(kept.body).toMatchObject({ name: 'Olga Only', email: 'olga@example.com', erasedAt: null })
})

/** Somebody's login, as it comes about in life: an invitation, a password, a token, a changed role. */
async function loginOf(personId: string) {
  const email = 'zebedee@quillfeather.example'
  const invited = await owner.call(authContract.invite, { body: { email, role: 'rep', personId } })
  const secret = new URL(invited.body.link).searchParams.get('token') ?? ''
  const accepted = await owner.call(authContract.acceptInvitation, {
    params: { secret },
    body: { name: 'Zebedee Quillfeather', password: 'long enough a password' },
  })
  expect(accepted.status).toBe(200)
  const signedIn = await app.app.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-drumbeat': '1' },
    body: JSON.stringify({ email, password: 'long enough a password' }),
  })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const users = await owner.call(authContract.users)
  const userId = users.body.users.find((user) => user.email === email)?.id ?? ''
  await owner.call(authContract.changeUser, { params: { id: userId }, body: { role: 'sales-manager' } })
  await app.app.request('/api/tokens', {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'x-drumbeat': '1' },
    body: JSON.stringify({ name: "Zebedee's laptop", scopes: ['company:read'] }),
  })
  return {
    userId,
    call: ({ path }: { path: string }) => app.app.request(path, { headers: { cookie } }),
  }
}

/** Every text or JSON column of every table whose content holds the word, in any letter case. */
async function placesHolding(word: string): Promise<string[]> {
  const { rows: columns } = await sql<{ schema: string; table: string; column: string }>`
    select n.nspname as schema, c.relname as "table", a.attname as "column"
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
      and a.atttypid::regtype::text in ('text', 'text[]', 'json', 'jsonb', 'character varying', 'citext')`.execute(
    app.workspace.db,
  )
  expect(columns.length).toBeGreaterThan(80)
  const found = await Promise.all(
    columns.map(async ({ schema, table, column }) => {
      const { rows } = await sql<{ hits: number }>`select count(*) as hits from ${sql.table(`${schema}.${table}`)}
        where ${sql.ref(column)}::text ilike ${`%${word}%`}`.execute(app.workspace.db)
      return (rows[0]?.hits ?? 0) > 0 ? [`${schema}.${table}.${column}`] : []
    }),
  )
  return found.flat()
}
