import type { Mount } from '#platform/http/mount.ts'
import { successionContract } from './contract.ts'
import { endSuccession, succeed } from './succeed.tx.ts'
import { proposedSuccessions, successionsNow } from './succession.sql.ts'

/** Items that take over from others. */
export function successionRoutes(mount: Mount): void {
  mount(successionContract.successions, async ({ workspace: { db } }) => {
    const [successions, proposals] = await Promise.all([successionsNow(db), proposedSuccessions(db)])
    return { successions, proposals }
  })
  mount(successionContract.succeed, ({ work, body }) => succeed(work, body))
  mount(successionContract.endSuccession, ({ work, params }) => endSuccession(work, params.id))
}
