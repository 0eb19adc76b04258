import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { restoreBackup } from '#platform/db/backup/restore.ts'
import { writeBackup } from '#platform/db/backup/write.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { openTestApp } from '../../harness/app.ts'
import { createTestDatabase } from '../../harness/database.ts'

test('a backup made while a refresh was waiting makes it anew after the restore; tokens of the old place open nothing there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-restored-'))
  const app = await openTestApp()
  const { token } = await app.as('owner')
  const file = join(folder, 'waiting.backup')
  await app.workspace.jobs.send('demand.refresh-history', {})
  await writeBackup({ address: app.workspace.address, file, madeAt: app.workspace.clock() })
  const target = await createTestDatabase()
  await asAnotherPlace(target.url)
  const restored = await restoreBackup({ address: target.url, file })
  expect(restored).toMatchObject({ contents: { header: { jobs: [{ name: 'demand.refresh-history' }] } } })
  const again = await openTestApp({ database: target })
  const ask = (of: typeof app) => of.app.request('/api/crm/deals', { headers: { authorization: `Bearer ${token}` } })
  expect([(await ask(app)).status, (await ask(again)).status]).toEqual([200, 401])
  const waiting = await again.workspace.jobs.unfinished(['demand.refresh-history'])
  expect(waiting.length).toBeGreaterThan(0)
  await again.settle()
  const { rows } = await sql`select refreshed_at from demand.history_state`.execute(again.workspace.db)
  expect(rows).toHaveLength(1)
  await Promise.all([app.close(), again.close()])
  await rm(folder, { recursive: true, force: true })
})

/** Databases of tests are copies of one, which makes them one place. */
async function asAnotherPlace(url: string): Promise<void> {
  const { db, close } = openDatabase(url)
  await sql`update platform.setting set value = '"elsewhere"' where key = 'place.id'`.execute(db)
  await close()
}
