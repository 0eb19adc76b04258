import type { Job } from '#platform/jobs/jobs.ts'
import { sendNotifications } from './notifications/send.io.ts'

/** Sending notifications; every two minutes, as quiet hours end by the clock. */
export const actionsJobs: Job[] = [
  {
    name: 'actions.notify',
    singleton: true,
    cron: '*/2 * * * *',
    run: (workspace, _, signal) => sendNotifications(workspace, signal),
  },
]
