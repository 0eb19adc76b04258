import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor } from '#platform/transaction.ts'
import { applyDueMoves } from './territories/rules/change.tx.ts'

/** What comes round by the clock in goals; safe to run twice. */
export const goalsJobs = [
  {
    name: 'goals.move-accounts',
    singleton: true,
    cron: '15 * * * *',
    run: (workspace) => applyDueMoves({ workspace, actor: systemActor }),
  },
] as const satisfies readonly Job[]
