import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { takeInPlace } from '#imports/commands.ts'
import { loadSet } from '#imports/loading/commands.ts'
import { importSet } from '#imports/queries.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { openLog } from '#platform/log.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'

/** Imports one file in a process of its own and prints, as JSON, what it took. */
const [url = '', path = '', filesDir = ''] = process.argv.slice(2)
const { db, pool, address, close } = openDatabase(url)
const jobs = { react: async () => {} }
const workspace = {
  db,
  pool,
  address,
  filesDir,
  clock: systemClock,
  log: openLog('error'),
  jobs,
} as unknown as Workspace
const work = { workspace, actor: systemActor }
const setId = randomUUID()
await takeInPlace(work, { path, setId, acceptMends: false })
await sql`update imports.import set status = 'queued' where set_id = ${setId}`.execute(db)
const began = performance.now()
await loadSet(work, { setId, dryRun: false, signal: new AbortController().signal })
const seconds = (performance.now() - began) / 1000
const [record] = await importSet(db, setId)
await close()
process.stdout.write(
  JSON.stringify({
    seconds,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    status: record?.status,
    error: record?.error,
    rowsIn: record?.rowsIn,
    rowsQuarantined: record?.rowsQuarantined,
  }),
)
