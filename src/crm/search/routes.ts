import type { Mount } from '#platform/http/mount.ts'
import { searchContract } from './contract.ts'
import { search } from './queries.ts'

/** One search over everything with a name. */
export function searchRoutes(mount: Mount): void {
  mount(searchContract.search, async ({ workspace, scope, permissions, query }) => ({
    results: await search(workspace.db, scope, { ...query, crm: permissions.has('crm:read') }),
  }))
}
