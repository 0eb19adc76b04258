import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Workspace } from '../workspace.ts'

/** What Prometheus reads: how long requests take, how busy database, jobs and the process itself are. */
export type Metrics = {
  /** Times the requests of one workspace. */
  timed: (workspace: Workspace) => MiddlewareHandler
  /** The page that is scraped, for whoever sends the token. */
  page: (context: Context) => Promise<Response>
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Metrics of a site, without a name, an id or an amount of anybody in them. */
export function openMetrics({ workspaces, token }: { workspaces: readonly Workspace[]; token: string }): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const requests = new Histogram({
    name: 'drumbeat_http_request_duration_seconds',
    help: 'Time from a request to its reply, by route.',
    labelNames: ['workspace', 'method', 'route', 'status'],
    buckets: seconds,
    registers: [register],
  })
  connections(register, workspaces)
  jobs(register, workspaces)
  return {
    timed: (workspace) => async (context, next) => {
      const stop = requests.startTimer({ workspace: workspace.name, method: context.req.method })
      await next()
      const route = (context.get('route' as never) as string | undefined) ?? 'none'
      stop({ route, status: String(context.res.status) })
    },
    page: async (context) => {
      if (!isToken(context.req.header('authorization'), token))
        return context.text('Send "Authorization: Bearer" with what METRICS_TOKEN holds.', 401)
      return context.text(await register.metrics(), 200, { 'content-type': register.contentType })
    },
  }
}

function connections(register: Registry, workspaces: readonly Workspace[]): void {
  new Gauge({
    name: 'drumbeat_database_connections',
    help: 'Connections to PostgreSQL that are in use or idle, and requests that wait for one.',
    labelNames: ['workspace', 'state'],
    registers: [register],
    collect() {
      for (const { name, pool } of workspaces) {
        this.set({ workspace: name, state: 'in use' }, pool.totalCount - pool.idleCount)
        this.set({ workspace: name, state: 'idle' }, pool.idleCount)
        this.set({ workspace: name, state: 'waiting' }, pool.waitingCount)
      }
    },
  })
}

function jobs(register: Registry, workspaces: readonly Workspace[]): void {
  new Gauge({
    name: 'drumbeat_jobs',
    help: 'Jobs behind the screens by name and state; failed ones stay for two weeks.',
    labelNames: ['workspace', 'job', 'state'],
    registers: [register],
    async collect() {
      this.reset()
      for (const { name, db } of workspaces) {
        const { rows } = await sql<{ job: string; state: string; count: number }>`
          select name as job, state::text as state, count(*)::int as count from pgboss.job
          where state in ('created', 'retry', 'active', 'failed') group by 1, 2`.execute(db)
        for (const { job, state, count } of rows) this.set({ workspace: name, job, state }, count)
      }
    },
  })
}

/** Compares without telling by its time how much was right. */
function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`))
}
