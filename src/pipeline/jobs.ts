import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor } from '#platform/transaction.ts'
import { markedHistory } from './history/current.sql.ts'
import { keepHistory } from './history/kept/keep.tx.ts'
import { isLong, keptHead } from './history/kept/kept.sql.ts'

/** Keeps a long history for the next start. */
export const pipelineJobs = [
  {
    name: 'pipeline.keep-history',
    singleton: true,
    cron: '20 3 * * *',
    expireSeconds: 1800,
    run: async (workspace) => {
      if (!(await isLong(workspace.db))) return
      const { history, mark } = await markedHistory(workspace.db)
      const head = await keptHead(workspace.db)
      if (head?.used === history.used && head.xmin === mark.xmin) return
      await keepHistory({ workspace, actor: systemActor }, { history, mark })
    },
  },
] as const satisfies readonly Job[]
