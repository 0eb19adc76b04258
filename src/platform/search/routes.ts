import type { Mount } from '../http/mount.ts'
import { searchContract } from './contract.ts'

/** One search over everything with a name, asked of each domain in menu order. */
export function searchRoutes(mount: Mount): void {
  mount(searchContract.search, async ({ workspace, scope, permissions, query: { q: text, limit } }) => {
    const subjects = workspace.domains.flatMap((domain) => domain.subjects)
    const reader = { db: workspace.db, scope, permissions, subjects }
    const sources = workspace.domains
      .flatMap((domain) => domain.search)
      .filter((source) => permissions.has(source.permission))
    const found = await Promise.all(
      sources.map(async ({ kind, find }) =>
        (await find(workspace.db, scope, { text, limit, reader })).map((hit) => ({ kind, ...hit })),
      ),
    )
    return { results: found.flat() }
  })
}
