import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { declared } from '#declared.ts'
import { decideMapping, takeInPlace } from '#imports/change.tx.ts'
import { importSet } from '#imports/imports.sql.ts'
import { loadSet } from '#imports/loading/load.tx.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { openLog } from '#platform/log.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'

/** Imports one file in a process of its own and prints, as JSON, what it took. */
const [url = '', path = '', filesDir = '', answers = '{}'] = process.argv.slice(2)
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
  domains: declared,
} as unknown as Workspace
const work = { workspace, actor: systemActor }
const setId = randomUUID()
const came = performance.now()
const taken = await takeInPlace(work, { path, setId, acceptMends: false })
if (answers !== '{}')
  await decideMapping(work, { id: taken.id, answers: JSON.parse(answers) as Record<string, string> })
await sql`update imports.import set status = 'queued' where set_id = ${setId}`.execute(db)
const began = performance.now()
const secondsToRead = (began - came) / 1000
await loadSet(work, { setId, dryRun: false, signal: new AbortController().signal })
const seconds = (performance.now() - began) / 1000
const [record] = await importSet(workspace, setId)
await close()
process.stdout.write(
  JSON.stringify({
    seconds,
    secondsToRead,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    cpuSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    status: record?.status,
    error: record?.error,
    rowsIn: record?.rowsIn,
    rowsNew: record?.rowsNew,
    rowsChanged: record?.rowsChanged,
    rowsUnchanged: record?.rowsUnchanged,
    rowsMended: record?.rowsMended,
    asks: record?.mapping.asks,
    rowsQuarantined: record?.rowsQuarantined,
  }),
)
