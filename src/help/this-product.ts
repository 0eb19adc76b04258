import { declared } from '#declared.ts'
import type { Endpoint } from '#platform/http/contract.ts'
import type { Mount } from '#platform/http/mount.ts'
import { roles } from '#roles.ts'
import { readPages, readParts } from './pages.io.ts'
import { type Facts, helpSite } from './site.ts'

/** The help of this very clone, its files by address. */
export function helpOfThisProduct(): Map<string, string | Buffer> {
  return helpSite({ pages: readPages(), facts, parts: readParts() })
}

const facts: Facts = {
  rolesWith: (permission) => {
    const all = Object.values(roles)
    const found = all.filter(({ permissions }) => (permissions as readonly string[]).includes(permission))
    return found.length === all.length ? ['Everybody'] : found.map(({ name }) => name)
  },
  rooms: declared
    .map(({ name, routes }) => ({ name, endpoints: endpointsOf(routes) }))
    .filter(({ endpoints }) => endpoints.length > 0),
}

/** What routes would mount. */
function endpointsOf(routes: ((mount: Mount) => void) | undefined): Endpoint[] {
  const found: Endpoint[] = []
  routes?.((endpoint) => void found.push(endpoint))
  return found
}
