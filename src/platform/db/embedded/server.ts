import { rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { claimDataDirectory, type Owner, reachableOwner } from './claim.ts'
import { prepareCluster, prepareDataDir, prepareSocketDir, socketDirOf, socketPort, superuser } from './cluster.ts'
import { findEngine } from './engine.ts'
import { handOverCluster } from './hand-over.ts'
import { type EmbeddedLog, keepRunning } from './running.ts'
import { dataUser } from './system-user.ts'

/** The running embedded PostgreSQL, ours until `stop`. */
export type EmbeddedServer = {
  /** A connection string for one of its databases, over the unix socket. */
  urlFor: (database: string) => string
  /** Creates a database unless it is there; answers whether it was new. */
  ensureDatabase: (database: string) => Promise<boolean>
  /** Tells a second start on this data directory where the product can be reached. */
  announce: (url: string) => Promise<void>
  stop: () => Promise<void>
  pid: () => number
}

/** Either our server, or word of the live process that holds the data directory and how to reach its databases. */
export type Opened =
  | { state: 'open'; server: EmbeddedServer }
  | { state: 'taken'; owner: Owner; urlFor: (database: string) => string }

/** Tuned for a small machine that also runs everything else; what was acknowledged is on disk. */
const defaultSettings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_connections: '100',
  max_wal_size: '2GB',
  wal_compression: 'on',
  synchronous_commit: 'on',
  random_page_cost: '1.1',
  huge_pages: 'off',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'warning',
}

/** The databases of the process that holds a data directory and serves from it; null while none does. Starts nothing. */
export async function findServed(
  dataDir: string,
): Promise<{ servedAt: string; urlFor: (database: string) => string } | null> {
  const owner = await reachableOwner(dataDir)
  if (!owner?.url) return null
  const socketDir = socketDirOf(dataDir)
  return { servedAt: owner.url, urlFor: (database) => socketUrl({ socketDir, database }) }
}

/** Starts the PostgreSQL of a data directory, making it on first use, and waits until it answers. */
export async function openEmbedded(input: {
  dataDir: string
  log: EmbeddedLog
  settings?: Record<string, string>
}): Promise<Opened> {
  const user = dataUser(input.dataDir)
  const dataDir = await prepareDataDir({ dataDir: input.dataDir, user })
  const socketDir = socketDirOf(dataDir)
  const urlFor = (database: string) => socketUrl({ socketDir, database })
  const claimed = await claimDataDirectory(dataDir)
  if (claimed.state === 'taken') return { state: 'taken', owner: claimed.owner, urlFor }
  try {
    if (user) await handOverCluster({ dataDir, user })
    await prepareSocketDir({ dataDir, user })
    const engine = await findEngine({ dataDir, user })
    const cluster = await prepareCluster({ dataDir, engine, user })
    const settings = { ...defaultSettings, ...input.settings }
    const logFile = join(dataDir, 'postgres.log')
    const ask = () => withClient(urlFor('postgres'), (client) => client.query('SELECT 1'))
    const running = await keepRunning({ engine, user, cluster, socketDir, logFile, settings, log: input.log, ask })
    const stop = async () => {
      await running.stop()
      await rmdir(socketDir).catch(() => {}) // PostgreSQL took its socket along; what a killed one left is there for the next
      await claimed.claim.release()
    }
    const ensureDatabase = (database: string) => ensure({ url: urlFor('postgres'), database })
    const server = { urlFor, ensureDatabase, announce: claimed.claim.announce, stop, pid: running.pid }
    return { state: 'open', server }
  } catch (error) {
    await claimed.claim.release()
    throw error
  }
}

async function ensure(input: { url: string; database: string }): Promise<boolean> {
  return withClient(input.url, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [input.database])
    if (found.rowCount) return false
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(input.database)}`)
    return true
  })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function socketUrl(input: { socketDir: string; database: string }): string {
  const host = encodeURIComponent(input.socketDir)
  return `postgresql://${superuser}@${host}:${socketPort}/${encodeURIComponent(input.database)}`
}
