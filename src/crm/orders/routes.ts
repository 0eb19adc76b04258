import type { Mount } from '#platform/http/mount.ts'
import { ordersContract } from './contract.ts'
import { orderSummary, ordersPage } from './orders.sql.ts'

/** Order lines and their exact sums. */
export function ordersRoutes(mount: Mount): void {
  mount(ordersContract.listOrders, ({ workspace, scope, query }) => ordersPage(workspace.db, scope, query))
  mount(ordersContract.orderSummary, ({ workspace, scope, query }) => orderSummary(workspace.db, scope, query))
}
