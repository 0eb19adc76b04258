import { afterAll, beforeAll, expect, test } from 'vitest'
import { siteApp } from '#server.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

const metricsToken = 'a-secret-of-the-operator'
let product: TestApp
let rep: Caller
beforeAll(async () => {
  product = await openTestApp()
  rep = await product.as('rep')
})
afterAll(() => product.close())

function site(token?: string) {
  return siteApp({ workspaces: [product.workspace], closing: new AbortController().signal, metricsToken: token })
}

test('Prometheus reads times by route, connections and jobs, and nothing of anybody', async () => {
  const app = site(metricsToken)
  await app.request('/api/crm/deals/00000000-0000-7000-8000-000000000000', bearer(rep.token))
  await app.request('/api/pulse/answers', { method: 'POST', body: '{}' })
  const page = await app.request('/metrics', bearer(metricsToken))
  expect(page.headers.get('content-type')).toContain('text/plain')
  const text = await page.text()
  expect(text).toContain(
    'drumbeat_http_request_duration_seconds_count{workspace="main",method="GET",route="/api/crm/deals/{id}",status="404"} 1',
  )
  expect(text).toMatch(/drumbeat_database_connections\{workspace="main",state="idle"\} \d+/)
  expect(text).toContain('process_cpu_seconds_total')
  expect(text).not.toMatch(/pulse|00000000-0000-7000|rep 1/)
})

test('nobody else reads them, and without a token there is no such page', async () => {
  expect((await site(metricsToken).request('/metrics', bearer(rep.token))).status).toBe(401)
  expect((await site(metricsToken).request('/metrics')).status).toBe(401)
  expect((await site().request('/metrics', bearer(metricsToken))).status).toBe(404)
})

function bearer(token: string): RequestInit {
  return { headers: { authorization: `Bearer ${token}` } }
}
