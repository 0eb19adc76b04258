import type { Mount } from '#platform/http/mount.ts'
import { addFamily, addItem, changeItem, renameFamily } from './change.tx.ts'
import { itemsContract } from './contract.ts'
import { allFamilies, itemAttributes, itemById, itemsPage } from './items.sql.ts'

/** Items and the families that group them. */
export function itemRoutes(mount: Mount): void {
  mount(itemsContract.list, async ({ workspace, query }) => itemsPage(workspace.db, query))
  mount(itemsContract.attributes, async ({ workspace }) => ({ attributes: await itemAttributes(workspace.db) }))
  mount(itemsContract.detail, async ({ workspace, params }) => itemById(workspace.db, params.id))
  mount(itemsContract.add, async ({ work, body }) => addItem(work, body))
  mount(itemsContract.change, async ({ work, params, body }) => changeItem(work, { id: params.id, ...body }))
  mount(itemsContract.families, async ({ workspace }) => ({ families: await allFamilies(workspace.db) }))
  mount(itemsContract.addFamily, async ({ work, body }) => addFamily(work, body))
  mount(itemsContract.changeFamily, async ({ work, params, body }) => renameFamily(work, { id: params.id, ...body }))
}
