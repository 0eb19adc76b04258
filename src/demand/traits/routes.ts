import type { Mount } from '#platform/http/mount.ts'
import { traitsContract } from './contract.ts'
import { learnedOf } from './traits.sql.ts'

/** What series teach each other. */
export function traitRoutes(mount: Mount): void {
  mount(traitsContract.learned, async ({ workspace: { db }, query }) => ({ learned: await learnedOf(db, query) }))
}
