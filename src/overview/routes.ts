import { readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { rankNeeds } from './attention.ts'
import { overviewContract } from './contract.ts'
import { dataHealth, familyDemand } from './overview.sql.ts'

/** What the first screen asks beside the answers of the other domains. */
export function overviewRoutes(mount: Mount): void {
  mount(overviewContract.needs, async ({ workspace: { db, clock, domains }, scope, permissions, query: { most } }) => {
    const written = writtenIn((await readCompany(db)).locale)
    const asking = { db, scope, permissions, now: clock(), most, written }
    const asked = domains.filter(({ attentionFor }) => attentionFor && permissions.has(attentionFor))
    const found = await Promise.all(asked.map(({ attention }) => attention?.(asking) ?? []))
    const { needs, more } = rankNeeds(found.flat(), { most })
    return { needs: needs.map(({ weight: _, ...need }) => need), more }
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
