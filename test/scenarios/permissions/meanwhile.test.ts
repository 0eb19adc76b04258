import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../harness/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

test.each([
  ['pipelines', '/api/crm/pipelines', { name: 'Partners' }],
  ['teams', '/api/company/teams', { name: 'North' }],
  ['items of one code', '/api/company/items', { name: 'Chair', code: 'C-1' }],
  ['families', '/api/company/families', { name: 'Chairs' }],
])('of many %s that want one name at the same time, one is made and the others are told', async (_, path, body) => {
  const owner = await app.as('owner')
  const init = { method: 'POST', body: JSON.stringify(body) }
  const replies = await Promise.all(Array.from({ length: 8 }, () => owner.fetch(path, init)))
  const told = await Promise.all(replies.map(async (reply) => [reply.status, (await reply.json()).code]))
  expect(told.filter(([status]) => status === 200)).toHaveLength(1)
  for (const other of told.filter(([status]) => status !== 200)) expect(String(other)).toMatch(/^409,(name-)?taken$/)
})
