import type { Config } from '#platform/config.ts'
import { type EmbeddedServer, type Opened, openEmbedded } from './server.ts'

/** The companies one installation holds: the user's own and the made-up one. */
export type Workspace = 'main' | 'demo'

/** A workspace's database, reached for a while by a command; `servedAt` is the address of the server that runs on it. */
export type Reached = { url: string; servedAt?: string; release: () => Promise<void> }

/** What to do when the embedded server already serves somebody: share it, or leave it alone. */
type Sharing = 'shared' | 'exclusive'

/** Another Drumbeat holds the data directory, and the command would need it for itself. */
export class DatabaseInUse extends Error {
  override name = 'DatabaseInUse'
}

/** Finds a workspace's database for a command: the external one, the running embedded one, or one started for it. */
export async function reachDatabase(input: {
  config: Pick<Config, 'databaseUrl' | 'dataDir'>
  workspace: Workspace
  sharing: Sharing
}): Promise<Reached> {
  const { config, workspace, sharing } = input
  if (config.databaseUrl) return { url: externalUrl({ url: config.databaseUrl, workspace }), release: async () => {} }
  const log = { info: () => {}, error: (line: string) => process.stderr.write(`${line}\n`) }
  const opened = await openEmbedded({ dataDir: config.dataDir, log })
  if (opened.state === 'open') return reachOwn(opened.server, workspace)
  if (sharing === 'shared') return shareRunning(opened, workspace)
  const where = opened.owner.url ? ` at ${opened.owner.url}` : ''
  throw new DatabaseInUse(
    `Drumbeat is running${where} (process ${opened.owner.pid}). Stop it with "kill ${opened.owner.pid}" and try again.`,
  )
}

/** Beside an external database, the demo lives in one of the same name with `_demo` behind it. */
export function externalUrl(input: { url: string; workspace: Workspace }): string {
  if (input.workspace === 'main') return input.url
  const url = new URL(input.url)
  url.pathname = `${url.pathname}_demo`
  return url.href
}

function shareRunning(running: Extract<Opened, { state: 'taken' }>, workspace: Workspace): Reached {
  const servedAt = running.owner.url
  return { url: running.urlFor(workspace), release: async () => {}, ...(servedAt && { servedAt }) }
}

async function reachOwn(server: EmbeddedServer, workspace: Workspace): Promise<Reached> {
  await server.ensureDatabase(workspace)
  return { url: server.urlFor(workspace), release: server.stop }
}
