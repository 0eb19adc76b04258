import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobs } from '#declared.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'

const HOUR = 3_600_000
let now = Date.parse('2026-06-01T09:00:00Z')
let app: TestApp
beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date(now) })
})
afterAll(() => app.close())

test('every hour, keys of writes are forgotten after a day and sessions once they are over', async () => {
  const owner = await app.as('owner')
  const makeTeam = (key: string, name: string) =>
    owner.fetch('/api/company/teams', {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: JSON.stringify({ name }),
    })
  const sessionAt = async (at: string) =>
    sql`insert into auth.session (id, "expiresAt", token, "createdAt", "updatedAt", "userId")
      values (gen_random_uuid(), '2026-08-30', ${at}, ${at}, ${at}, ${owner.userId})`.execute(app.workspace.db)

  await makeTeam('the-first-write', 'North')
  await sessionAt('2026-06-01T09:00:00Z')
  now += 20 * HOUR
  await makeTeam('the-second-write', 'South')
  now += 5 * HOUR
  await tidy()
  expect(await kept()).toEqual({ keys: ['the-second-write'], sessions: 1 })

  now += 80 * HOUR
  await sessionAt(new Date(now).toISOString())
  await tidy()
  expect(await kept()).toEqual({ keys: [], sessions: 1 })
})

async function tidy(): Promise<void> {
  await jobs.find(({ name }) => name === 'settings.tidy')!.run(app.workspace, {}, new AbortController().signal)
}

async function kept(): Promise<{ keys: string[]; sessions: number }> {
  const { rows } = await sql<{ keys: string[]; sessions: number }>`select
    (select coalesce(array_agg(key order by key), '{}') from platform.done_once) as keys,
    (select count(*)::int from auth.session) as sessions`.execute(app.workspace.db)
  return rows[0]!
}
