import type { Job } from '#platform/jobs/jobs.ts'
import { outlookJobs } from './outlook/jobs.ts'
import { sendReviewMails } from './review/mail/send.io.ts'

/** Learning and recording the outlook, and weekly reviews by mail, whose hours come by the clocks of many zones. */
export const revenueJobs = [
  ...outlookJobs,
  {
    name: 'revenue.mail-reviews',
    singleton: true,
    cron: '*/5 * * * *',
    run: (workspace, _, signal) => sendReviewMails(workspace, signal),
  },
] as const satisfies readonly Job[]
