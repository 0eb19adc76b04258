import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { restoreBackup } from '#platform/db/backup/restore.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { createTestDatabase } from '../../harness/database.ts'

const file = join(import.meta.dirname, 'before-the-redesign.backup')
/** The token of the backup's owner, a user of a made-up company. */
const token = 'drumbeat_LoBuZfBpOhYTUeE5-grCR6AQo5Z9LBT3pq_p3UTZHG4'

let app: TestApp
beforeAll(async () => {
  const database = await createTestDatabase({ migrated: false })
  expect(await restoreBackup({ address: database.url, file, keepTokens: true })).toMatchObject({ state: 'restored' })
  app = await openTestApp({ database, clock: () => new Date('2026-11-23T13:00:00Z') })
})
afterAll(() => app.close())

test('a backup made before the redesign opens with nothing lost', async () => {
  const { rows } = await sql`select (select count(*) from crm.deal) as deals,
    (select count(*) from crm.deal_version) as versions, (select sum(amount_minor) from crm.deal) as minor,
    (select count(*) from crm.order_line) as lines, (select count(*) from demand.forecast) as forecasts,
    (select count(*) from company.person) as people, (select count(*) from company.reporting_line) as reporting,
    (select count(*) from platform.audit where command <> 'workspace.restore') as audit`.execute(app.workspace.db)
  expect(rows).toEqual([
    { deals: 60, versions: 90, minor: '12552000', lines: 300, forecasts: 28, people: 7, reporting: 6, audit: 9 },
  ])
})

test('its owner signs in with the password of then, and the screens find its deals', async () => {
  const signIn = await app.app.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-drumbeat': '1', origin: 'http://localhost' },
    body: JSON.stringify({ email: 'olive@example.com', password: 'correct horse battery' }),
  })
  expect(signIn.status).toBe(200)
  const deals = await app.app.request('/api/crm/deals?limit=5', { headers: { authorization: `Bearer ${token}` } })
  expect([deals.status, ((await deals.json()) as { deals: object[] }).deals.length]).toEqual([200, 5])
})

test('what is worked out from the data is asked for again', async () => {
  expect((await app.workspace.jobs.unfinished(['demand.refresh-history'])).length).toBeGreaterThan(0)
})
