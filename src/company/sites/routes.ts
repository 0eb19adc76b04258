import type { Mount } from '#platform/http/mount.ts'
import { addSite, changeSite } from './change.tx.ts'
import { sitesContract } from './contract.ts'
import { allSites } from './sites.sql.ts'

/** Sites. */
export function siteRoutes(mount: Mount): void {
  mount(sitesContract.list, async ({ workspace }) => ({ sites: await allSites(workspace.db) }))
  mount(sitesContract.add, async ({ work, body }) => addSite(work, body))
  mount(sitesContract.change, async ({ work, params, body }) => changeSite(work, { id: params.id, ...body }))
}
