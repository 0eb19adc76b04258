import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor } from '#platform/transaction.ts'
import { markedHistory } from './history/current.sql.ts'
import { keepHistory } from './history/kept/keep.tx.ts'
import { isLong, keptHead } from './history/kept/kept.sql.ts'
import { isWorthKeeping } from './history/kept/worth.ts'

/** Keeps a long history for the next start, each night and after imports, where it is worth it. */
export const pipelineJobs = [
  {
    name: 'pipeline.keep-history',
    singleton: true,
    cron: '20 3 * * *',
    expireSeconds: 1800,
    run: async (workspace) => {
      if (!(await isLong(workspace.db))) return
      const { history, mark } = await markedHistory(workspace.db)
      if (!isWorthKeeping(await keptHead(workspace.db), history)) return
      await keepHistory({ workspace, actor: systemActor }, { history, mark })
    },
  },
] as const satisfies readonly Job[]
