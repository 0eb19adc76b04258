import type { Mount } from '#platform/http/mount.ts'
import { accountsRoutes } from './accounts/routes.ts'
import { dealsRoutes } from './deals/routes.ts'
import { ordersRoutes } from './orders/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { stagesRoutes } from './stages/routes.ts'

/** Deals, accounts, stages, order lines, and the search over everything with a name. */
export function crmRoutes(mount: Mount): void {
  dealsRoutes(mount)
  accountsRoutes(mount)
  stagesRoutes(mount)
  ordersRoutes(mount)
  searchRoutes(mount)
}
