import type { Mount } from '../http/mount.ts'
import { auditPage } from './audit.sql.ts'
import { auditContract } from './contract.ts'

/** The audit, browsable. */
export function auditRoutes(mount: Mount): void {
  mount(auditContract.list, ({ workspace, query }) => auditPage(workspace.db, query))
}
