import type { Job } from '#platform/jobs/jobs.ts'
import { isAnythingDue } from './webhooks/due.sql.ts'
import { deliverDue } from './webhooks/lanes.io.ts'

/** What integrations does behind the screens: calling webhooks. */
export const integrationsJobs: readonly [Job & { name: 'integrations.deliver' }] = [
  {
    name: 'integrations.deliver',
    singleton: true,
    isDue: ({ db, clock }) => isAnythingDue(db, clock().toISOString()),
    run: (workspace, _, signal) => deliverDue(workspace, signal),
  },
]
