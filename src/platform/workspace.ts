import type { Auth } from './auth/auth.ts'
import type { Role, Scope, SignedIn } from './auth/scope.ts'
import type { Clock } from './clock.ts'
import type { DatabaseAddress, OpenDatabase } from './db/pool.ts'
import type { EventFeed } from './events/feed.ts'
import type { JobQueue } from './jobs/jobs.ts'
import type { Log } from './log.ts'

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
