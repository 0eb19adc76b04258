import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { seenAt } from '../node.ts'
import { sharesContract } from './contract.ts'
import { sharesOf } from './shares.sql.ts'
import { unseenCustomers } from './unseen.ts'

/** Demand by channel and by customer. */
export function shareRoutes(mount: Mount): void {
  mount(sharesContract.shares, async ({ workspace: { db, clock }, scope, permissions, query }) => {
    const { grain, measure, by } = query
    if (by === 'customer' && (!permissions.has('crm:read') || scope.sees.orders !== 'all')) throw unseenCustomers()
    const today = await companyToday(db, clock())
    return sharesOf(db, { view: { grain, measure }, node: seenAt(query.node, query.territory ?? null), by, today })
  })
}
