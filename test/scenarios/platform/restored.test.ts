import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { restoreBackup } from '#platform/db/backup/restore.ts'
import { writeBackup } from '#platform/db/backup/write.ts'
import { openTestApp } from '../../harness/app.ts'
import { createTestDatabase } from '../../harness/database.ts'

test('a backup made while a refresh was waiting makes it anew after the restore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-restored-'))
  const app = await openTestApp()
  const file = join(folder, 'waiting.backup')
  await app.workspace.jobs.send('demand.refresh-history', {})
  await writeBackup({ address: app.workspace.address, file, madeAt: app.workspace.clock() })
  const target = await createTestDatabase()
  const restored = await restoreBackup({ address: target.url, file })
  expect(restored).toMatchObject({ contents: { header: { jobs: [{ name: 'demand.refresh-history' }] } } })
  const again = await openTestApp({ database: target })
  const waiting = await again.workspace.jobs.unfinished(['demand.refresh-history'])
  expect(waiting.length).toBeGreaterThan(0)
  await again.settle()
  const { rows } = await sql`select refreshed_at from demand.history_state`.execute(again.workspace.db)
  expect(rows).toHaveLength(1)
  await Promise.all([app.close(), again.close()])
  await rm(folder, { recursive: true, force: true })
})
