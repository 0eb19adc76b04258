import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { filled, type Mounted, mountedEndpoints, valueFor } from './mounted.ts'

const someId = '0190a000-0000-7000-8000-000000000001'
const nasty = [
  "'; drop table crm.deal; --",
  '\u0000',
  '../../../../etc/passwd',
  '%00%2e%2e%2f',
  '\r\nset-cookie: a=b',
  '__proto__',
  '\ud800',
  '9'.repeat(400),
]

let app: TestApp
/** Several owners in turn, so that the limit of requests for one caller hides no fault. */
let owners: Caller[]
let sent = 0
let endpoints: Mounted[]

beforeAll(async () => {
  app = await openTestApp()
  owners = await Promise.all(Array.from({ length: 12 }, () => app.as('owner')))
  const kept = ['/api/events', '/api/settings/backup']
  endpoints = (await mountedEndpoints(app)).filter(({ path }) => !kept.includes(path))
})
afterAll(() => app.close())

/** Sends it as the owner; a fault, or a limit that hides one, is named. */
async function faultOf(endpoint: Mounted, path: string, body?: string): Promise<string[]> {
  const init = { method: endpoint.method, ...(body !== undefined && { body, headers: { 'x-drumbeat': '1' } }) }
  const response = await owners[sent++ % owners.length]!.fetch(path, init)
  const text = await response.text()
  expect(response.headers.get('set-cookie') ?? '').not.toContain('a=b')
  expect(text).not.toMatch(/node_modules|syntax error|root:x:0/)
  const isFault = response.status >= 500 || response.status === 429
  return isFault ? [`${endpoint.method} ${path} ${body?.slice(0, 200) ?? ''} -> ${response.status} ${text}`] : []
}

test('nonsense in the place of an id is refused, never a fault', async () => {
  const faults: string[] = []
  for (const endpoint of endpoints.filter((each) => each.path.includes('{'))) {
    for (const text of nasty) {
      const body = endpoint.method === 'GET' || endpoint.method === 'DELETE' ? undefined : '{}'
      faults.push(...(await faultOf(endpoint, filled(endpoint.path, text), body)))
    }
  }
  expect(faults).toEqual([])
})

test('nonsense in a query is refused or finds nothing, never a fault', async () => {
  const faults: string[] = []
  for (const endpoint of endpoints.filter((each) => each.method === 'GET')) {
    const needed = endpoint.query.filter((each) => each.required)
    const given = { text: 'x', number: 1, day: '2026-01-01', id: someId }
    const base = needed.map((each): [string, string] => [each.name, String(valueFor(each.schema, given))])
    for (const { name } of endpoint.query) {
      for (const text of [nasty[0]!, '\u0000', '9007199254740991', '0020-02-29', '8999-12-31']) {
        const query = new URLSearchParams([...base.filter(([each]) => each !== name), [name, text]])
        faults.push(...(await faultOf(endpoint, `${filled(endpoint.path, someId)}?${query}`)))
      }
    }
  }
  expect(faults).toEqual([])
})

test('a body of the right shape with extreme values is refused or kept, never a fault', async () => {
  const faults: string[] = []
  const extremes = [
    { text: '\u0000', number: 1, day: '2026-01-01', id: someId },
    { text: nasty[0]!, number: Number.MAX_SAFE_INTEGER, day: '9999-12-31', id: someId },
    { text: '__proto__', number: Number.MIN_SAFE_INTEGER, day: '1000-01-01', id: someId },
    { text: '\ud800'.repeat(100), number: 1e300, day: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' },
    { text: 'x'.repeat(100_000), number: 0, day: '2026-02-28', id: someId },
  ]
  for (const endpoint of endpoints.filter((each) => each.body)) {
    for (const given of extremes) {
      const body = JSON.stringify(valueFor(endpoint.body!, given))
      faults.push(...(await faultOf(endpoint, filled(endpoint.path, someId), body)))
    }
  }
  expect(faults).toEqual([])
})

test('a body of the wrong shape, however deep, is refused, never a fault', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const wrong = ['', 'null', '[]', '"text"', '{', '{"__proto__":{"admin":true}}']
  const faults: string[] = []
  for (const [at, endpoint] of endpoints.filter((each) => each.body).entries()) {
    for (const body of at < 3 ? [...wrong, deep, `{"name":${deep}}`] : wrong)
      faults.push(...(await faultOf(endpoint, filled(endpoint.path, someId), body)))
  }
  expect(faults).toEqual([])
  expect(({} as Record<string, unknown>).admin).toBeUndefined()
})

test('a body of 10 MB is refused where no file is awaited, signed in or not', async () => {
  const body = JSON.stringify({ role: 'x'.repeat(10 * 1024 * 1024) })
  const doors = ['/api/auth/sign-in/email', '/api/auth/sign-out'].map((path) => ({ method: 'POST', path }))
  for (const { method, path } of [...doors, ...endpoints.filter((each) => each.body).slice(0, 8)]) {
    const reply = await app.app.request(filled(path, someId), { method, body, headers: { 'x-drumbeat': '1' } })
    expect([path, reply.status]).toEqual([path, 413])
  }
})
