import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { companyToday } from '#company/profile.sql.ts'
import { reportingLines } from '#company/reporting.sql.ts'
import { type ReportingLine, scopeOf } from '#company/scope.ts'
import { openAuth } from '#platform/auth/auth.ts'
import type { Scope, SignedIn } from '#platform/auth/scope.ts'
import { workspaceSecret } from '#platform/auth/secret.tx.ts'
import type { Clock } from '#platform/clock.ts'
import { resumeAfterRestore } from '#platform/db/backup/resume.tx.ts'
import { type DatabaseAddress, type Db, openDatabase } from '#platform/db/pool.ts'
import { openFeed } from '#platform/events/feed.ts'
import { openJobs } from '#platform/jobs/jobs.ts'
import type { Log } from '#platform/log.ts'
import type { Workspace } from '#platform/workspace.ts'
import { declared, jobs, reactions } from './declared.ts'
import { roles } from './roles.ts'

export type WorkspaceOptions = {
  name: string
  basePath: string
  isDemo: boolean
  address: DatabaseAddress
  dataDir: string
  publicUrl: string
  smtpUrl: string | null
  clock: Clock
  log: Log
  /** This process holds the data directory that the database is in. */
  servesData?: boolean
}

/** How many scopes are kept at once. */
const MOST_SCOPES = 2000

export type OpenWorkspace = { workspace: Workspace; close: () => Promise<void> }

/** Opens a migrated database as a workspace: pool, sign-in, jobs, events, and who may see what. */
export async function openWorkspace(options: WorkspaceOptions): Promise<OpenWorkspace> {
  const { address, basePath, clock, name, publicUrl, servesData = false } = options
  const log = options.log.child({ workspace: name })
  const { db, pool, close } = openDatabase(address)
  const secret = await workspaceSecret(db)
  const filesDir = join(options.dataDir, 'files', name)
  await mkdir(filesDir, { recursive: true, mode: 0o700 })
  const [queue, events] = await Promise.all([
    openJobs({ address, servesData, jobs, reactions, log }),
    openFeed({ db, address }),
  ])
  const workspace: Workspace = {
    ...options,
    log,
    db,
    pool,
    filesDir,
    events,
    jobs: queue,
    roles,
    domains: declared,
    auth: openAuth({ db, secret, workspaceName: name, basePath, publicUrl, log }),
    scopeOf: scopes({ db, clock }),
  }
  await resumeAfterRestore(workspace)
  return {
    workspace,
    close: async () => {
      await Promise.all([queue.stop(), events.stop()])
      await close()
    },
  }
}

/** What each user may see, worked out once per day and once per change of the team tree. */
function scopes({ db, clock }: { db: Db; clock: Clock }): (user: SignedIn) => Promise<Scope> {
  const known = new WeakMap<readonly ReportingLine[], Map<string, Scope>>()
  return async (user) => {
    const role = roles[user.role]
    if (!role) throw new Error(`The user ${user.id} has the unknown role ${user.role}.`)
    const [lines, day] = [await reportingLines(db), await companyToday(db, clock())]
    const ofLines = known.get(lines) ?? new Map<string, Scope>()
    known.set(lines, ofLines)
    const key = `${day} ${user.id} ${user.role} ${user.personId}`
    const scope = ofLines.get(key) ?? scopeOf({ user, role, lines, day })
    if (ofLines.size >= MOST_SCOPES) ofLines.clear()
    ofLines.set(key, scope)
    return scope
  }
}
