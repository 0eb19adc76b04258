import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importsContract } from '#imports/contract.ts'
import { authContract } from '#platform/auth/contract.ts'
import type { Caller } from '../../harness/app.ts'
import { openTestSite, type Site } from './site.ts'

const ours = { 'content-type': 'application/json', 'x-drumbeat': '1' }

let site: Site
let owner: Caller

beforeAll(async () => {
  site = await openTestSite()
  owner = await site.main.as('owner')
})
afterAll(() => site.close())

describe('what is served', () => {
  test('carries the headers that keep a page from being framed, sniffed or scripted, also when it refuses', async () => {
    const { send } = site
    const big = JSON.stringify({ name: 'x'.repeat(3 * 1024 * 1024) })
    const replies = await Promise.all([
      ...['/', '/crm/deals', '/demo', '/demo/anything', '/assets/app.js', '/assets/none.js'].map((path) => send(path)),
      ...['/healthz', '/readyz', '/api', '/api/openapi.json', '/api/session', '/api/none', '/api/users'].map((path) =>
        send(path),
      ),
      send('/anything', { method: 'POST' }),
      send('/api/tokens', { method: 'POST', body: '{}' }),
      send('/api/invitations/made-up', { headers: ours }),
      send('/api/tokens', { method: 'POST', headers: ours, body: big }),
      send('/api/auth/sign-in/email', { method: 'POST', headers: ours, body: '{' }),
    ])
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 400, 401, 403, 404, 410, 413]))
    for (const { headers } of replies) {
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /default-src 'self'.*script-src 'self';.*frame-ancestors 'none'/,
        ),
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
      })
      expect(headers['content-security-policy']).not.toMatch(/unsafe-(eval|inline)/)
      expect(headers['x-powered-by']).toBeUndefined()
    }
  })

  test('lets in only styles that carry the nonce of this very page', async () => {
    const pages = await Promise.all(['/crm/deals', '/crm/deals'].map((path) => site.send(path)))
    const nonces = pages.map(({ text, headers }) => {
      const nonce = /name="style-nonce" content="([^"]{16,})"/.exec(text)?.[1]
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
      return nonce
    })
    expect(new Set(nonces).size).toBe(2)
  })

  test('is refused under a name that somebody turned to this address', async () => {
    const as = (host: string) => site.send('/api/session', { headers: { ...ours, host } })
    expect(await as('rebound.example.com')).toMatchObject({ status: 421 })
    for (const host of ['localhost:4400', '127.0.0.1', '192.168.1.7:4400', '[::1]:4400', 'drumbeat.localhost'])
      expect([host, (await as(host)).status]).toEqual([host, 200])
  })

  test('is kept in no cache when it comes from the API', async () => {
    for (const path of ['/api/session', '/api/users', '/api/none']) {
      expect((await site.send(path)).headers['cache-control']).toBe('no-store')
    }
  })

  test('is nothing outside the assets, however the path is written', async () => {
    for (const name of ['../secret.js', '..%2fsecret.js', '%2e%2e/secret.js', '..%5csecret.js', '%2e%2e%2fsecret.js']) {
      for (const base of ['', '/demo']) {
        const { status, text } = await site.send(`${base}/assets/${name}`)
        expect(text).not.toContain('a secret beside')
        expect(status === 404 || text.includes('The page'), `${name} ${status}`).toBe(true)
      }
    }
    expect((await site.send('/assets/app.js')).text).toBe('export {}')
  })

  test('names downloads safely, whatever the upload was called, and writes it nowhere else', async () => {
    const name = '../../../tmp/x\r\nset-cookie: a=b"; filename="evil.html\r\n.csv'
    const upload = await owner.fetch(`/api/imports/files?${new URLSearchParams({ name, kind: 'accounts' })}`, {
      method: 'POST',
      body: 'name\nAcme\n',
    })
    const { id } = (await upload.json()) as { id: string }
    expect(upload.status).toBe(200)
    const download = await site.send(importsContract.quarantine.path.replace('{id}', id), {
      headers: { authorization: `Bearer ${owner.token}` },
    })
    expect([download.status, download.cookies]).toEqual([200, []])
    expect(download.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w.%'()*!~-]+$/)
    expect(download.headers['content-type']).toBe('text/csv; charset=utf-8')
  })

  test('does not follow a Host or a method that somebody made up', async () => {
    const front = await site.send('/', { headers: { host: 'evil.example' } })
    expect(front.headers.location ?? '').not.toContain('evil')
    const reset = await owner.call(authContract.resetPassword, { params: { id: owner.userId } })
    expect(new URL(reset.body.link).host).toBe('127.0.0.1')
    for (const method of ['TRACE', 'PROPFIND', 'OPTIONS']) {
      const reply = await site.send('/api/users', { method, headers: { origin: 'https://elsewhere.example' } })
      expect(reply.status).toBeGreaterThanOrEqual(400)
      expect(reply.headers['access-control-allow-origin']).toBeUndefined()
    }
  })
})
