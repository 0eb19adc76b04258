import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { integrationsContract } from '#integrations/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

let app: TestApp
let owner: Caller
const base = '/api/integrations/scim/v2'
const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ada = {
  schemas: [userSchema],
  userName: 'Ada@Example.com',
  externalId: 'idp-1',
  name: { givenName: 'Ada', familyName: 'Berg' },
  active: true,
}

beforeAll(async () => {
  app = await openTestApp()
  owner = await app.as('owner')
})
afterAll(() => app.close())

test('a provider finds out what there is: config, types, schemas', async () => {
  const config = await scim('GET', '/ServiceProviderConfig')
  expect(config.type).toContain('application/scim+json')
  expect(config.body).toMatchObject({ patch: { supported: true }, filter: { supported: true, maxResults: 500 } })
  expect((await scim('GET', '/ResourceTypes')).body.Resources.map(({ name }: { name: string }) => name)).toEqual([
    'User',
    'Group',
  ])
  expect((await scim('GET', '/Schemas')).body.Resources[0].id).toBe(userSchema)
})

test('a login is made, found by userName whatever its capitals, and made no second time', async () => {
  const made = await scim('POST', '/Users', ada)
  expect(made.status).toBe(201)
  expect(made.location).toBe(made.body.meta.location)
  expect(made.body).toMatchObject({ userName: 'Ada@Example.com', displayName: 'Ada Berg', active: true })
  const found = await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "ADA@example.COM"')}`)
  expect(found.body).toMatchObject({
    totalResults: 1,
    startIndex: 1,
    itemsPerPage: 1,
    Resources: [{ id: made.body.id }],
  })
  const again = await scim('POST', '/Users', ada)
  expect(again).toMatchObject({
    status: 409,
    body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '409', scimType: 'uniqueness' },
  })
  expect((await scim('GET', '/Users/00000000-0000-4000-8000-000000000000')).body).toMatchObject({ status: '404' })
  expect((await scim('GET', '/Users?filter=userName')).body).toMatchObject({ scimType: 'invalidFilter' })
})

test('lists come in pages that leave nobody out', async () => {
  for (const name of ['b', 'c', 'd']) await scim('POST', '/Users', { userName: `${name}@example.org` })
  const all = (await scim('GET', '/Users?count=500')).body
  const pages = await Promise.all([1, 3, 5].map((at) => scim('GET', `/Users?startIndex=${at}&count=2`)))
  const ids = pages.flatMap(({ body }) => body.Resources.map(({ id }: { id: string }) => id))
  expect(ids).toEqual(all.Resources.map(({ id }: { id: string }) => id))
  expect(pages[2]!.body).toMatchObject({ totalResults: 5, startIndex: 5, itemsPerPage: 1 })
  expect((await scim('GET', '/Users?count=0')).body).toMatchObject({ totalResults: 5, Resources: [] })
})

test('active false, also as text, closes the login with its sessions and tokens; the last owner stays', async () => {
  const rep = await app.as('rep')
  expect((await rep.fetch('/api/tokens')).status).toBe(200)
  const closed = await patch(`/Users/${rep.userId}`, [{ op: 'Replace', path: 'active', value: 'False' }])
  expect(closed).toMatchObject({ status: 200, body: { active: false } })
  expect((await rep.fetch('/api/tokens')).status).toBe(401)
  const open = await patch(`/Users/${rep.userId}`, [
    { op: 'replace', value: { active: true, displayName: 'Rep Again' } },
  ])
  expect(open.body).toMatchObject({ active: true, displayName: 'Rep Again' })
  expect((await rep.fetch('/api/tokens')).status).toBe(401)
  const last = await patch(`/Users/${owner.userId}`, [{ op: 'replace', path: 'active', value: false }])
  expect(last.status).toBe(409)
  expect((await owner.fetch('/api/tokens')).status).toBe(200)
  expect((await patch(`/Users/${rep.userId}`, [{ op: 'remove' }])).body).toMatchObject({ scimType: 'noTarget' })
})

test('who is in a group has its role; who leaves it has the role of the groups that are left', async () => {
  const { id } = (await scim('GET', `/Users?filter=${encodeURIComponent('externalId eq "idp-1"')}`)).body.Resources[0]
  const planners = await scim('POST', '/Groups', { displayName: 'Demand planner', members: [{ value: id }] })
  expect(planners.status).toBe(201)
  expect(await roleOf(id)).toBe('demand-planner')
  const bosses = (await scim('POST', '/Groups', { displayName: 'Grp-Bosses' })).body
  await owner.call(integrationsContract.setGroupRole, { params: { id: bosses.id }, body: { role: 'executive' } })
  await patch(`/Groups/${bosses.id}`, [{ op: 'add', path: 'members', value: [{ value: id }] }])
  expect(await roleOf(id)).toBe('executive')
  expect((await scim('GET', `/Users/${id}`)).body.groups).toHaveLength(2)
  await patch(`/Groups/${bosses.id}`, [{ op: 'remove', path: `members[value eq "${id}"]` }])
  expect(await roleOf(id)).toBe('demand-planner')
  expect((await scim('DELETE', `/Groups/${planners.body.id}`)).status).toBe(204)
  expect(await roleOf(id)).toBe('rep')
  const odd = await patch(`/Groups/${bosses.id}`, [{ op: 'add', path: 'members', value: [{ value: 'nobody' }] }])
  expect(odd).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } })
})

test('a deleted login is gone for the provider and closed here, and the same one opens again', async () => {
  const { id } = (await scim('GET', `/Users?filter=${encodeURIComponent('userName sw "ada"')}`)).body.Resources[0]
  expect((await scim('DELETE', `/Users/${id}`)).status).toBe(204)
  expect((await scim('GET', `/Users/${id}`)).status).toBe(404)
  const again = await scim('POST', '/Users', { ...ada, name: { formatted: 'Ada Holm' } })
  expect(again).toMatchObject({ status: 201, body: { id, displayName: 'Ada Holm', active: true } })
})

test('only an owner’s token may provision', async () => {
  for (const role of ['crm-administrator', 'rep']) {
    const other = await app.as(role)
    expect((await other.fetch(`${base}/Users`)).status).toBe(403)
  }
  expect((await app.app.request(`${base}/Users`)).status).toBe(401)
})

async function scim(method: string, path: string, body?: unknown) {
  const response = await owner.fetch(`${base}${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/scim+json' } }),
  })
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    location: response.headers.get('location'),
    body: text === '' ? null : JSON.parse(text),
  }
}

function patch(path: string, Operations: unknown[]) {
  return scim('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })
}

async function roleOf(id: string): Promise<string> {
  const { rows } = await sql<{ role: string }>`select role from auth."user" where id = ${id}`.execute(app.workspace.db)
  return rows[0]!.role
}
