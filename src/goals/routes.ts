import { companyProfile } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { attainment, quotas } from './attainment.sql.ts'
import { setBudget } from './budget/change.tx.ts'
import { budgetLines } from './budget.sql.ts'
import { goalsContract } from './contract.ts'
import { countsRoutes } from './counts/routes.ts'
import { incentivesRoutes } from './incentives/routes.ts'
import { planningRoutes } from './planning/routes.ts'
import { attainedQuotas } from './quotas/attained.sql.ts'
import { endQuota, setQuota } from './quotas/change.tx.ts'
import { quotaPlanRoutes } from './quotas/plan/routes.ts'
import { territoryRulesRoutes } from './territories/rules/routes.ts'

/** Quotas and how far they are reached. */
export function goalsRoutes(mount: Mount): void {
  countsRoutes(mount)
  incentivesRoutes(mount)
  planningRoutes(mount)
  quotaPlanRoutes(mount)
  territoryRulesRoutes(mount)

  mount(goalsContract.attainment, ({ workspace, scope, query }) =>
    attainment(workspace.db, scope, { ...query, now: workspace.clock() }),
  )

  mount(goalsContract.listQuotas, async ({ workspace, scope, query }) => ({
    quotas: await quotas(workspace.db, scope, { ...query, ended: query.ended === 'true' }),
  }))

  mount(goalsContract.attainedQuotas, ({ workspace: { db, clock }, scope, query }) =>
    attainedQuotas(db, scope, { ...query, now: clock() }),
  )

  mount(goalsContract.setQuota, async ({ workspace, scope, work, body }) => {
    const id = await setQuota(work, body)
    return (await quotas(workspace.db, scope, { id }))[0]!
  })

  mount(goalsContract.endQuota, async ({ work, params }) => {
    await endQuota(work, params.id)
    return { id: params.id }
  })

  mount(goalsContract.budget, async ({ workspace: { db }, query }) => {
    const [{ currency }, lines] = await Promise.all([companyProfile(db), budgetLines(db, query)])
    return { currency, lines, totalMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0) }
  })

  mount(goalsContract.setBudget, ({ work, body }) => setBudget(work, body.lines))
}
