import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { companyTimeZone, reportingLines } from '#company/reporting/queries.ts'
import { scopeOf } from '#company/scope.ts'
import { openAuth } from '#platform/auth/auth.ts'
import { type Clock, dayIn } from '#platform/clock.ts'
import { type DatabaseAddress, type Db, openDatabase } from '#platform/db/pool.ts'
import { openFeed } from '#platform/events/feed.ts'
import { openJobs } from '#platform/jobs/jobs.ts'
import type { Log } from '#platform/log.ts'
import { keepFirst } from '#platform/settings/commands.ts'
import { readSetting } from '#platform/settings/queries.ts'
import type { Workspace } from '#platform/workspace.ts'
import { reactions } from './reactions.ts'
import { roles } from './roles.ts'
import { jobs } from './worker.ts'

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
}

export type OpenWorkspace = { workspace: Workspace; close: () => Promise<void> }

/** Opens a migrated database as a workspace: pool, sign-in, jobs, events, and who may see what. */
export async function openWorkspace(options: WorkspaceOptions): Promise<OpenWorkspace> {
  const { address, basePath, clock, name, publicUrl } = options
  const log = options.log.child({ workspace: name })
  const { db, pool, close } = openDatabase(address)
  const secret = await workspaceSecret(db)
  const filesDir = join(options.dataDir, 'files', name)
  await mkdir(filesDir, { recursive: true, mode: 0o700 })
  const [queue, events] = await Promise.all([openJobs({ address, jobs, reactions, log }), openFeed({ db, address })])
  const workspace: Workspace = {
    ...options,
    log,
    db,
    pool,
    filesDir,
    events,
    jobs: queue,
    roles,
    auth: openAuth({ db, secret, workspaceName: name, basePath, publicUrl, log }),
    scopeOf: async (user) => {
      const role = roles[user.role]
      if (!role) throw new Error(`The user ${user.id} has the unknown role ${user.role}.`)
      const [lines, timeZone] = await Promise.all([reportingLines(db), companyTimeZone(db)])
      return scopeOf({ user, role, lines, day: dayIn(timeZone, clock()) })
    },
  }
  return {
    workspace,
    close: async () => {
      await Promise.all([queue.stop(), events.stop()])
      await close()
    },
  }
}

/** Signs cookies; made once per database and kept in it, so that a restart signs nobody out. */
async function workspaceSecret(db: Db): Promise<string> {
  await keepFirst(db, { key: 'auth.secret', value: randomBytes(32).toString('hex') })
  return (await readSetting<string>(db, 'auth.secret')) ?? ''
}
