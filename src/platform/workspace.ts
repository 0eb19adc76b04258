import type { Auth } from './auth/auth.ts'
import type { Role, Scope, SignedIn } from './auth/scope.ts'
import type { Clock } from './clock.ts'
import type { DatabaseAddress, OpenDatabase, Tx } from './db/pool.ts'
import type { EventFeed } from './events/feed.ts'
import type { Log } from './log.ts'

/** Work waiting and being done behind the screens of one workspace. */
export type JobQueue = {
  send: (name: string, data: Record<string, unknown>, options?: { tx?: Tx }) => Promise<void>
  react: (change: { tx: Tx; event: string; subject: Record<string, unknown> }) => Promise<void>
  work: (workspace: Workspace) => Promise<void>
  /** What the jobs of these names that wait or run were given; none once all is done. */
  unfinished: (names: readonly string[]) => Promise<Record<string, unknown>[]>
  /** True once nothing waits or runs. */
  idle: () => Promise<boolean>
  stop: () => Promise<void>
}

/** One company in one database, with everything a request or a job may touch. */
export type Workspace = {
  name: string
  /** Where it is served: '' for main, '/demo' for the demo. */
  basePath: string
  isDemo: boolean
  address: DatabaseAddress
  db: OpenDatabase['db']
  pool: OpenDatabase['pool']
  jobs: JobQueue
  events: EventFeed
  auth: Auth
  clock: Clock
  log: Log
  /** Uploaded files of this workspace. */
  filesDir: string
  roles: Record<string, Role>
  /** What a person may see, from the role and the team tree of the day; built by the company domain. */
  scopeOf: (user: SignedIn) => Promise<Scope>
  smtpUrl: string | null
  publicUrl: string
}
