import { auditRoutes } from '#platform/audit/routes.ts'
import { loginRoutes } from '#platform/auth/login-routes.ts'
import { authRoutes } from '#platform/auth/routes.ts'
import { eventRoutes } from '#platform/events/routes.ts'
import type { Mount } from '#platform/http/mount.ts'
import { searchRoutes } from '#platform/search/routes.ts'
import { viewRoutes } from '#platform/views/routes.ts'
import type { Workspace } from '#platform/workspace.ts'

/** Mounts every domain's routes, in menu order, then those of the platform. */
export function mountRoutes(
  mount: Mount,
  { workspace, others, closing }: { workspace: Workspace; others: () => readonly Workspace[]; closing: AbortSignal },
): void {
  for (const domain of workspace.domains) domain.routes?.(mount)
  searchRoutes(mount)
  viewRoutes(mount)
  authRoutes(mount, others)
  loginRoutes(mount)
  auditRoutes(mount)
  eventRoutes(mount, closing)
}
