import { openDatabase } from '#platform/db/pool.ts'
import { openJobs } from '#platform/jobs/jobs.ts'
import { openLog } from '#platform/log.ts'
import type { Workspace } from '#platform/workspace.ts'

/** A process of its own that takes one job, says so, and never ends it: node long-worker.ts ADDRESS. */
const address = process.argv[2] ?? ''
const { db } = openDatabase(address)
const queue = await openJobs({
  address,
  servesData: false,
  reactions: {},
  log: openLog('fatal'),
  jobs: [
    {
      name: 'trial.long',
      run: async (_, data) => {
        process.stdout.write(`${data.which}\n`)
        await new Promise(() => {})
      },
    },
  ],
})
await queue.work({ db } as Workspace)
