import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor } from '#platform/transaction.ts'
import { endPastSeries } from './series/end-past.tx.ts'

/** Series follow the reporting lines, on the day they change and when one is changed for a day that is past; safe to run twice. */
export const oneOnOnesJobs = [
  {
    name: 'one-on-ones.end-past',
    singleton: true,
    cron: '15 * * * *',
    run: (workspace) => endPastSeries({ workspace, actor: systemActor }),
  },
] as const satisfies readonly Job[]
