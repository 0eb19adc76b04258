import type { Mount } from '#platform/http/mount.ts'
import { excludedContract } from './contract.ts'
import { proposals, standingRules } from './excluded.sql.ts'
import { countAgain, leaveOut } from './leave-out.tx.ts'

/** What is no demand. */
export function excludedRoutes(mount: Mount): void {
  mount(excludedContract.noDemand, async ({ workspace: { db } }) => {
    const [rules, found] = await Promise.all([standingRules(db), proposals(db)])
    return { rules, proposals: found }
  })
  mount(excludedContract.leaveOut, async ({ work, body }) => ({ id: await leaveOut(work, body) }))
  mount(excludedContract.countAgain, ({ work, params }) => countAgain(work, params.id))
}
