import type { Mount } from '../http/mount.ts'
import { auditContract } from './contract.ts'
import { auditPage } from './queries.ts'

/** The audit, browsable. */
export function auditRoutes(mount: Mount): void {
  mount(auditContract.list, ({ workspace, query }) => auditPage(workspace.db, query))
}
