import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findPostmaster, stopPostmaster } from '#platform/db/embedded/postmaster.ts'
import { openEmbedded } from '#platform/db/embedded/server.ts'
import { migrate } from '#platform/db/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the maintenance database of this run's PostgreSQL. */
    databaseServer: string
  }
}

/** The migrated database that every test database is a copy of. */
export const templateDatabase = 'drumbeat_template'

const prefix = 'drumbeat-test-'

/** A test run may lose its data with the machine: what counts is speed. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  autovacuum: 'off',
}

type Running = { url: string; users: number; stop: () => Promise<void> }
const shared = globalThis as { drumbeatTestServer?: Promise<Running> }

/** Vitest calls this once per project: the first starts the run's PostgreSQL, the last one to leave stops it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.drumbeatTestServer ??= startServer()
  const running = await shared.drumbeatTestServer
  running.users++
  project.provide('databaseServer', running.url)
  return async () => {
    running.users--
    if (running.users > 0) return
    shared.drumbeatTestServer = undefined
    await running.stop()
  }
}

type Started = { urlFor: (database: string) => string; stop: () => Promise<void> }

async function startServer(): Promise<Running> {
  const { urlFor, stop } = await startTestServer()
  return { url: urlFor('postgres'), users: 0, stop }
}

/** A PostgreSQL of one's own, with the migrated template. */
export async function startTestServer(): Promise<Started> {
  await sweepLeftovers()
  const dataDir = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  await chmod(dataDir, 0o755)
  const log = { info: () => undefined, error: (line: string) => console.error(line) }
  const opened = await openEmbedded({ dataDir, log, settings })
  if (opened.state !== 'open')
    throw new Error(`The new folder ${dataDir} is already held by process ${opened.owner.pid}.`)
  const { server } = opened
  const stop = async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await server.ensureDatabase(templateDatabase)
    await migrate(server.urlFor(templateDatabase))
  } catch (error) {
    await stop()
    throw error
  }
  return { urlFor: server.urlFor, stop }
}

/** Removes what a killed test run left in the temporary folder: its PostgreSQL and its files. */
async function sweepLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = Number(name.startsWith(prefix) && name.slice(prefix.length).split('-')[0])
    if (!owner || (await readFile(`/proc/${owner}/stat`).catch(() => undefined))) continue
    const cluster = join(tmpdir(), name, 'postgres')
    const orphan = await findPostmaster(cluster)
    if (orphan) await stopPostmaster({ pid: orphan.pid, cluster, patience: 1000 })
    await rm(join(tmpdir(), name), { recursive: true, force: true })
  }
}
