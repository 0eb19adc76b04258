import type { Mount } from '#platform/http/mount.ts'
import { notFound } from '#platform/http/refusal.ts'
import { answerCount, handOverCount } from './answers.tx.ts'
import { endCountQuota, setCountQuota } from './change.tx.ts'
import { countsContract } from './contract.ts'
import { countQuotas, rowsBehind, storedCounts } from './counts.sql.ts'
import { spreadOver } from './spread.tx.ts'

/** Goals in counts and units over HTTP. */
export function countsRoutes(mount: Mount): void {
  mount(countsContract.countQuotas, ({ workspace, scope, query: { ended, ...asked } }) =>
    countQuotas(workspace.db, scope, { ...asked, ended: ended === 'true', now: workspace.clock() }),
  )
  mount(countsContract.setCountQuota, async ({ work, body }) => ({ id: await setCountQuota(work, body) }))
  mount(countsContract.endCountQuota, async ({ work, params: { id } }) => {
    await endCountQuota(work, id)
    return { id }
  })
  mount(countsContract.answerCount, async ({ work, scope, params: { id }, body }) => {
    await answerCount(work, scope, { id, ...body })
    return { id }
  })
  mount(countsContract.handOverCount, ({ work, params: { id }, body }) => handOverCount(work, { id, ...body }))
  mount(countsContract.countedRows, async ({ workspace, scope, params: { id }, query: { limit } }) => {
    const [quota] = await storedCounts(workspace.db, scope, { id, ended: true })
    if (!quota) throw notFound('goal in counts', id)
    return rowsBehind(workspace.db, scope, { quota, limit })
  })
  mount(countsContract.spreadCounts, ({ scope, work, body }) => spreadOver(work, scope, body))
}
