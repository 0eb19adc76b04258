import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { type Context, Hono, type Next } from 'hono'
import { sql } from 'kysely'
import { needsOwner } from '#platform/auth/users.sql.ts'
import { fullDisk } from '#platform/disk.io.ts'
import { workspaceApp } from '#platform/http/app.ts'
import { knownHosts, safeHeaders } from '#platform/http/guards.ts'
import { openMetrics } from '#platform/http/metrics.ts'
import type { Log } from '#platform/log.ts'
import type { Workspace } from '#platform/workspace.ts'
import { helpRoutes } from './help/routes.ts'
import { mountRoutes } from './mount.ts'

/** How long an idle line stays open; longer than the minute of common proxies. */
const KEEP_MS = 75_000
const DRAIN_MS = 1200

export type WebPages = (app: Hono, workspaces: readonly Workspace[]) => void

/** The whole site: each workspace at its base path, health, and the screens. */
export function siteApp(options: {
  workspaces: readonly Workspace[]
  closing: AbortSignal
  pages?: WebPages
  checkReplies?: boolean
  /** Whoever sends it reads /metrics; without it there is no such page. */
  metricsToken?: string | undefined
}): Hono {
  const { workspaces, closing, pages, checkReplies = false, metricsToken } = options
  const metrics = metricsToken ? openMetrics({ workspaces, token: metricsToken }) : undefined
  const site = new Hono()
  site.use(safeHeaders(), knownHosts(workspaces.map(({ publicUrl }) => publicUrl)))
  site.get('/healthz', (context) => context.text('ok'))
  site.get('/readyz', async (context) => {
    try {
      await Promise.all(workspaces.map(({ db }) => sql`select 1`.execute(db)))
      const full = await fullDisk(workspaces.map(({ filesDir }) => filesDir))
      return full ? context.text(full, 503) : context.text('ready')
    } catch {
      return context.text('The database does not answer.', 503)
    }
  })
  if (metrics) site.get('/metrics', metrics.page)
  helpRoutes(site)
  for (const workspace of [...workspaces].sort((a, b) => b.basePath.length - a.basePath.length)) {
    const app = workspaceApp({
      workspace,
      checkReplies,
      timed: metrics?.timed(workspace),
      mountRoutes: (mount) => mountRoutes(mount, { workspace, others: () => workspaces, closing }),
    })
    site.route(workspace.basePath || '/', app)
  }
  site.get('/', (context, next) => frontDoor(context, next, workspaces))
  pages?.(site, workspaces)
  return site
}

/** Until the main workspace has an owner, the front door leads to the demo. */
async function frontDoor(
  context: Context,
  next: Next,
  workspaces: readonly Workspace[],
): Promise<Response | undefined> {
  const main = workspaces.find((each) => each.basePath === '')
  const demo = workspaces.find((each) => each.isDemo)
  if (main && demo && (await needsOwner(main.db))) return context.redirect(demo.basePath)
  await next()
  return undefined
}

export type Server = { port: number; close: () => Promise<void> }

/** Listens until closed; closing lets requests under way finish, ends streams, and is done within two seconds. */
export async function listen(options: {
  app: Hono
  host: string
  port: number
  closing: AbortController
  log: Log
}): Promise<Server> {
  const { app, host, port, closing, log } = options
  const server = createServer(getRequestListener(app.fetch))
  // Node's own five seconds end lines just as somebody who has read for five seconds writes: that write would be lost on its way.
  server.keepAliveTimeout = KEEP_MS
  server.headersTimeout = KEEP_MS + 5000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: async () => {
      closing.abort()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const timer = setTimeout(() => {
        log.warn('Requests still under way were cut off.')
        server.closeAllConnections()
      }, DRAIN_MS)
      await closed
      clearTimeout(timer)
    },
  }
}
