import { companyProfile } from '#company/profile.sql.ts'
import { dayIn } from '#platform/clock.ts'
import type { Mount } from '#platform/http/mount.ts'
import { itemIdOf } from '../recipes/routes.ts'
import { measuresContract } from './contract.ts'
import { stockHistory, stockTurns } from './history.sql.ts'
import { deliveredBy } from './otif.sql.ts'
import { purchasingBy, statedLeadTimes } from './purchasing.sql.ts'
import { scrapBy } from './scrap.sql.ts'
import { stockBy } from './stock.sql.ts'

/** What is measured of stock, purchases, work and deliveries. */
export function measureRoutes(mount: Mount): void {
  mount(measuresContract.stock, async ({ workspace, query }) => stockBy(workspace.db, query))
  mount(measuresContract.history, async ({ workspace: { db }, query }) => {
    const { item, ...asked } = query
    return stockHistory(db, { ...asked, itemId: await itemIdOf(db, item) })
  })
  mount(measuresContract.turns, async ({ workspace: { db }, query }) => {
    const { item, ...asked } = query
    return stockTurns(db, { ...asked, itemId: item ? await itemIdOf(db, item) : null })
  })
  mount(measuresContract.purchasing, async ({ workspace, query }) => purchasingBy(workspace.db, query))
  mount(measuresContract.leadTimes, async ({ workspace, query }) => statedLeadTimes(workspace.db, query))
  mount(measuresContract.scrap, async ({ workspace, query }) => scrapBy(workspace.db, query))
  mount(measuresContract.otif, async ({ workspace, scope, query }) => {
    const { timeZone } = await companyProfile(workspace.db)
    return deliveredBy(workspace.db, scope, { ...query, today: dayIn(timeZone, workspace.clock()) })
  })
}
