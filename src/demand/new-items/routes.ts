import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { chooseLookAlikes, countNewItem } from './change.tx.ts'
import { newItemsContract } from './contract.ts'
import { lookAlikesOf } from './look-alikes.sql.ts'
import { newItems } from './new-items.sql.ts'

/** Items that were never sold. */
export function newItemRoutes(mount: Mount): void {
  mount(newItemsContract.newItems, async ({ workspace: { db, clock } }) =>
    newItems(db, await companyToday(db, clock())),
  )
  mount(newItemsContract.countNewItem, ({ work, params, body }) =>
    countNewItem(work, { itemId: params.id, counted: body.counted }),
  )
  mount(newItemsContract.lookAlikes, async ({ workspace: { db }, params, query }) => ({
    items: await lookAlikesOf(db, { itemId: params.id, search: query.search ?? '' }),
  }))
  mount(newItemsContract.chooseLookAlikes, ({ work, params, body }) =>
    chooseLookAlikes(work, { itemId: params.id, items: body.items }),
  )
}
