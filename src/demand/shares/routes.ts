import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { nodeAt } from '../node.ts'
import { sharesContract } from './contract.ts'
import { sharesOf } from './shares.sql.ts'

/** Demand by channel and by customer. */
export function shareRoutes(mount: Mount): void {
  mount(sharesContract.shares, async ({ workspace: { db }, scope, permissions, query }) => {
    const { grain, measure, by } = query
    if (by === 'customer' && (!permissions.has('crm:read') || scope.sees.orders !== 'all')) throw unseen()
    return sharesOf(db, { view: { grain, measure }, node: nodeAt(query.node, query.territory ?? null), by })
  })
}

function unseen() {
  return refusal(403, {
    code: 'not-permitted',
    message: 'Demand by customer is made of orders of which you do not see all.',
    wayOut: 'Look at it by channel, or ask somebody who sees all orders, such as a demand planner.',
  })
}
