import type { Auth } from './auth/auth.ts'
import type { Role, Scope, SignedIn } from './auth/scope.ts'
import type { Clock } from './clock.ts'
import type { DatabaseAddress, OpenDatabase, Tx } from './db/pool.ts'
import type { Domain } from './domain.ts'
import type { EventFeed } from './events/feed.ts'
import type { Log } from './log.ts'
import type { EventName } from './registry.ts'

/** Work waiting and being done behind the screens of one workspace. */
export type JobQueue = {
  send: (name: string, data: Record<string, unknown>, options?: { tx?: Tx }) => Promise<void>
  /** Whether a job of this name exists. */
  knows: (name: string) => boolean
  react: (change: { tx: Tx; event: EventName; subject: Record<string, unknown> }) => Promise<void>
  /** Begins to carry jobs out: all of them, or those that are taken. */
  work: (workspace: Workspace, takes?: (name: string) => boolean) => Promise<void>
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
  /** What each domain declares, in menu order. */
  domains: readonly Domain[]
  /** What a person may see, from the role and the team tree of the day; built by the company domain. */
  scopeOf: (user: SignedIn) => Promise<Scope>
  smtpUrl: string | null
  publicUrl: string
}
