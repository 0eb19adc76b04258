import type { Mount } from '#platform/http/mount.ts'
import { accountsRoutes } from './accounts/routes.ts'
import { activitiesRoutes } from './activities/routes.ts'
import { contactsRoutes } from './contacts/routes.ts'
import { dealEventRoutes } from './deals/events/routes.ts'
import { dealLinesRoutes } from './deals/lines/routes.ts'
import { dealsRoutes } from './deals/routes.ts'
import { duplicatesRoutes } from './duplicates/routes.ts'
import { eventSourceRoutes } from './events/routes.ts'
import { leadsRoutes } from './leads/routes.ts'
import { orderEventRoutes } from './orders/events/routes.ts'
import { ordersRoutes } from './orders/routes.ts'
import { stagesRoutes } from './stages/routes.ts'

/** Deals, accounts, contacts, leads, stages and order lines. */
export function crmRoutes(mount: Mount): void {
  dealEventRoutes(mount)
  eventSourceRoutes(mount)
  dealsRoutes(mount)
  dealLinesRoutes(mount)
  activitiesRoutes(mount)
  accountsRoutes(mount)
  contactsRoutes(mount)
  leadsRoutes(mount)
  duplicatesRoutes(mount)
  stagesRoutes(mount)
  ordersRoutes(mount)
  orderEventRoutes(mount)
}
