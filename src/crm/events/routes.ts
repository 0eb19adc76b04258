import { workspaceSecret } from '#platform/auth/secret.tx.ts'
import type { Mount } from '#platform/http/mount.ts'
import { eventSourcesContract, webhookPaths } from './contract.ts'
import { signingKey } from './signing-key.ts'
import { openSources } from './sources.sql.ts'
import { addSource, endSource } from './sources.tx.ts'

/** Who may send signed events. */
export function eventSourceRoutes(mount: Mount): void {
  mount(eventSourcesContract.orderSources, async ({ workspace }) => ({
    sources: (await openSources(workspace.db)).map((source) => ({ ...source, ...pathsOf(workspace, source) })),
  }))
  mount(eventSourcesContract.addOrderSource, async ({ work, workspace, body }) => {
    const source = await addSource(work, body.name)
    const key = signingKey(await workspaceSecret(workspace.db), source.id)
    return { ...source, ...pathsOf(workspace, source), signingKey: key }
  })
  mount(eventSourcesContract.endOrderSource, ({ work, params }) => endSource(work, params.id))
}

function pathsOf({ basePath }: { basePath: string }, { id }: { id: string }) {
  const of = (path: string) => `${basePath}${path.replace('{source}', id)}`
  return { path: of(webhookPaths.order), dealPath: of(webhookPaths.deal) }
}
