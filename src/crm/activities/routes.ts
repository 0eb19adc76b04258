import type { Mount } from '#platform/http/mount.ts'
import { activitiesPage } from './activities.sql.ts'
import { addActivity, removeActivity } from './change.tx.ts'
import { activitiesContract } from './contract.ts'

/** Calls, mails, meetings and notes about deals. */
export function activitiesRoutes(mount: Mount): void {
  mount(activitiesContract.listActivities, ({ workspace, scope, query }) => activitiesPage(workspace.db, scope, query))
  mount(activitiesContract.addActivity, ({ work, scope, body }) => addActivity(work, scope, body))
  mount(activitiesContract.removeActivity, ({ work, scope, params }) => removeActivity(work, scope, params.id))
}
