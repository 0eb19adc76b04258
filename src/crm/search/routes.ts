import { permissionsOf } from '#platform/auth/session.ts'
import type { Mount } from '#platform/http/mount.ts'
import { searchContract } from './contract.ts'
import { search } from './queries.ts'

/** One search over everything with a name. */
export function searchRoutes(mount: Mount): void {
  mount(searchContract.search, async ({ workspace, scope, user, query }) => {
    const crm = permissionsOf(workspace, user.role).has('crm:read')
    return { results: await search(workspace.db, scope, { ...query, crm }) }
  })
}
