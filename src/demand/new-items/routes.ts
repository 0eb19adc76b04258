import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { newItemsContract } from './contract.ts'
import { newItems } from './new-items.sql.ts'

/** Items that were never sold. */
export function newItemRoutes(mount: Mount): void {
  mount(newItemsContract.newItems, async ({ workspace: { db, clock } }) =>
    newItems(db, await companyToday(db, clock())),
  )
}
