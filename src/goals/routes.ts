import type { Mount } from '#platform/http/mount.ts'
import { endQuota, setQuota } from './commands.ts'
import { goalsContract } from './contract.ts'
import { attainment, quotas } from './queries.ts'

/** Quotas and how far they are reached. */
export function goalsRoutes(mount: Mount): void {
  mount(goalsContract.attainment, ({ workspace, scope, query }) =>
    attainment(workspace.db, scope, { ...query, now: workspace.clock() }),
  )

  mount(goalsContract.listQuotas, async ({ workspace, scope, query }) => ({
    quotas: await quotas(workspace.db, scope, { ...query, ended: query.ended === 'true' }),
  }))

  mount(goalsContract.setQuota, async ({ workspace, scope, work, body }) => {
    const id = await setQuota(work, body)
    return (await quotas(workspace.db, scope, { id }))[0]!
  })

  mount(goalsContract.endQuota, async ({ work, params }) => {
    await endQuota(work, params.id)
    return { id: params.id }
  })
}
