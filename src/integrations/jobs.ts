import type { Job } from '#platform/jobs/jobs.ts'
import { syncDue } from './connections/sync.io.ts'
import { sendDigests } from './digests/send.io.ts'
import { isAnythingDue } from './webhooks/due.sql.ts'
import { deliverDue } from './webhooks/lanes.io.ts'

/** What integrations does behind the screens: calling webhooks, reading CRM connections, sending digests at the hours of many zones. */
export const integrationsJobs = [
  {
    name: 'integrations.deliver',
    singleton: true,
    isDue: ({ db, clock }) => isAnythingDue(db, clock().toISOString()),
    run: (workspace, _, signal) => deliverDue(workspace, signal),
  },
  {
    name: 'integrations.sync',
    singleton: true,
    cron: '*/5 * * * *',
    expireSeconds: 6 * 3600,
    run: (workspace, _, signal) => syncDue(workspace, signal),
  },
  {
    name: 'integrations.send-digests',
    singleton: true,
    cron: '*/5 * * * *',
    run: (workspace, _, signal) => sendDigests(workspace, signal),
  },
] as const satisfies readonly Job[]
