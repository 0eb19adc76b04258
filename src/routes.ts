import { companyRoutes } from '#company/routes.ts'
import { crmRoutes } from '#crm/routes.ts'
import { demandRoutes } from '#demand/routes.ts'
import { goalsRoutes } from '#goals/routes.ts'
import { importsRoutes } from '#imports/routes.ts'
import { overviewRoutes } from '#overview/routes.ts'
import { auditRoutes } from '#platform/audit/routes.ts'
import { authRoutes } from '#platform/auth/routes.ts'
import { eventRoutes } from '#platform/events/routes.ts'
import type { Mount } from '#platform/http/mount.ts'
import type { Workspace } from '#platform/workspace.ts'
import { settingsRoutes } from '#settings/routes.ts'

/** Mounts every domain's routes, in the order of the menu. */
export function mountRoutes(mount: Mount, beside: { others: () => readonly Workspace[]; closing: AbortSignal }): void {
  overviewRoutes(mount)
  crmRoutes(mount)
  goalsRoutes(mount)
  demandRoutes(mount)
  importsRoutes(mount)
  companyRoutes(mount)
  settingsRoutes(mount)
  authRoutes(mount, beside.others)
  auditRoutes(mount)
  eventRoutes(mount, beside.closing)
}
