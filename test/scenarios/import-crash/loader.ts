import { sql } from 'kysely'
import { declared } from '#declared.ts'
import { loadSet } from '#imports/loading/load.tx.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { openLog } from '#platform/log.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'

/** Loads one set in a process of its own, so that a test can kill it in the middle. */
const [url = '', setId = '', filesDir = ''] = process.argv.slice(2)
const { db, pool, address } = openDatabase(url)
const jobs = { react: async () => {} }
const workspace = {
  db,
  pool,
  address,
  filesDir,
  clock: systemClock,
  log: openLog('fatal'),
  domains: declared,
  jobs,
} as unknown as Workspace
await sql`update imports.import set status = 'queued' where set_id = ${setId}`.execute(db)
await loadSet({ workspace, actor: systemActor }, { setId, dryRun: false, signal: new AbortController().signal })
process.exit(0)
