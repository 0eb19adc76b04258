import { instantAfter } from '@drumbeat/periods'
import { forgetSessions } from '#platform/auth/forget.tx.ts'
import { sweepChanges } from '#platform/db/reads/changes.sql.ts'
import { forgetOnce, keptHours } from '#platform/http/once.tx.ts'
import type { Job } from '#platform/jobs/jobs.ts'

/** Keeping a workspace tidy by itself: what has had its time is forgotten. */
export const settingsJobs = [
  {
    name: 'settings.tidy',
    run: async ({ db, clock }) => {
      const now = clock().toISOString()
      await forgetOnce(db, instantAfter(now, -keptHours / 24))
      await forgetSessions(db, now)
      await sweepChanges(db)
    },
    singleton: true,
    cron: '17 * * * *',
  },
] as const satisfies Job[]
