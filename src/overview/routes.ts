import { companyTimeZone } from '#company/reporting/queries.ts'
import { companyManner } from '#crm/money/queries.ts'
import { dayIn } from '#platform/clock.ts'
import type { Mount } from '#platform/http/mount.ts'
import { rankNeeds } from './attention.ts'
import { overviewContract } from './contract.ts'
import { needsOfDeals, needsOfImports, needsOfOrders } from './needs.ts'
import { dataHealth, familyDemand, importTroubles, movedSince, openDealGaps } from './queries.ts'

const MOST_NEEDS = 5
const DAY = 24 * 60 * 60 * 1000

/** What the first screen asks beside the answers of the other domains. */
export function overviewRoutes(mount: Mount): void {
  mount(overviewContract.needs, async ({ workspace, scope, user }) => {
    const permitted = new Set(workspace.roles[user.role]?.permissions)
    const today = dayIn(await companyTimeZone(workspace.db), workspace.clock())
    const needs = [
      ...(permitted.has('crm:read') ? needsOfDeals(await openDealGaps(workspace.db, scope, { today })) : []),
      ...(permitted.has('imports:read') ? needsOfImports(await importTroubles(workspace.db)) : []),
      ...(permitted.has('demand:read') ? needsOfOrders(await dataHealth(workspace.db), { today }) : []),
    ]
    return rankNeeds(needs, { most: MOST_NEEDS })
  })

  mount(overviewContract.changes, async ({ workspace, scope, query }) => {
    const now = workspace.clock()
    const since = new Date(now.getTime() - query.days * DAY).toISOString()
    const { currency, timeZone } = await companyManner(workspace.db)
    return { since, currency, moved: await movedSince(workspace.db, scope, { since, today: dayIn(timeZone, now) }) }
  })

  mount(overviewContract.demand, ({ workspace }) => familyDemand(workspace.db))

  mount(overviewContract.health, ({ workspace }) => dataHealth(workspace.db))
}
