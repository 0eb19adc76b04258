import { declared } from '#declared.ts'
import { syncDue } from '#integrations/connections/sync.io.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/pool.ts'
import { openLog } from '#platform/log.ts'
import type { Workspace } from '#platform/workspace.ts'

/** Reads what is due in a process of its own and prints, as JSON, what it took. */
const [url = '', filesDir = ''] = process.argv.slice(2)
const { db, pool, address, close } = openDatabase(url)
const workspace = {
  db,
  pool,
  address,
  filesDir,
  clock: systemClock,
  log: openLog('error'),
  jobs: { react: async () => {}, send: async () => {} },
  domains: declared,
  publicUrl: 'http://127.0.0.1',
} as unknown as Workspace
const began = performance.now()
await syncDue(workspace, new AbortController().signal)
const seconds = (performance.now() - began) / 1000
await close()
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6
process.stdout.write(JSON.stringify({ seconds, cpuSeconds, peakMegabytes: maxRSS / 1024 }))
