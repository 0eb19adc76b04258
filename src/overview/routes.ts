import { companyTimeZone } from '#company/reporting/queries.ts'
import { companyManner } from '#crm/money/queries.ts'
import { demandAttention } from '#demand/queries.ts'
import { attainment } from '#goals/queries.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { dayIn } from '#platform/clock.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Mount } from '#platform/http/mount.ts'
import { rankNeeds } from './attention.ts'
import { overviewContract } from './contract.ts'
import { needsOfDeals, needsOfDemand, needsOfGoals, needsOfImports, needsOfOrders } from './needs.ts'
import { dataHealth, familyDemand, importTroubles, movedSince, openDealGaps } from './queries.ts'
import type { Need } from './schema.ts'

const MOST_NEEDS = 5
const DAY = 24 * 60 * 60 * 1000

/** What the first screen asks beside the answers of the other domains. */
export function overviewRoutes(mount: Mount): void {
  mount(overviewContract.needs, async ({ workspace, scope, permissions: permitted }) => {
    const today = dayIn(await companyTimeZone(workspace.db), workspace.clock())
    const needs = [
      ...(permitted.has('crm:read') ? needsOfDeals(await openDealGaps(workspace.db, scope, { today })) : []),
      ...(permitted.has('goals:read')
        ? needsOfGoals(await attainment(workspace.db, scope, { grain: 'quarter', now: workspace.clock() }))
        : []),
      ...(permitted.has('imports:read') ? needsOfImports(await importTroubles(workspace.db)) : []),
      ...(permitted.has('demand:read') ? await needsAboutDemand(workspace.db, scope, today) : []),
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

  mount(overviewContract.health, async ({ workspace, scope, permissions }) => {
    const { orderLines, orderAmount, lastImport, ...health } = await dataHealth(workspace.db, scope)
    const seesDemand = permissions.has('demand:read')
    return {
      ...health,
      orderLines: seesDemand ? orderLines : null,
      orderAmount: seesDemand ? orderAmount : null,
      lastImport: permissions.has('imports:read') ? lastImport : null,
    }
  })
}

async function needsAboutDemand(db: Db, scope: Scope, today: string): Promise<Need[]> {
  const { items } = await demandAttention(db, { view: { grain: 'month', measure: 'units' }, limit: MOST_NEEDS })
  return [...needsOfOrders(await dataHealth(db, scope), { today }), ...needsOfDemand(items)]
}
