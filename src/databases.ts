import pg from 'pg'
import type { Config } from '#platform/config.ts'
import { externalUrl } from '#platform/db/embedded/reach.ts'
import { openEmbedded } from '#platform/db/embedded/server.ts'
import { type DatabaseAddress, poolConfig } from '#platform/db/pool.ts'
import type { Log } from '#platform/log.ts'

export type Databases = {
  /** Each workspace is one database. */
  workspaces: { name: 'main' | 'demo'; address: DatabaseAddress }[]
  announce: (url: string) => Promise<void>
  stop: () => Promise<void>
}

export type OpenedDatabases =
  | { state: 'open'; databases: Databases }
  | { state: 'taken'; dataDir: string; url: string | null }

/** The databases of the workspaces: on the embedded PostgreSQL, or on the one that DATABASE_URL names. */
export async function openDatabases({ config, log }: { config: Config; log: Log }): Promise<OpenedDatabases> {
  const names: ('main' | 'demo')[] = config.demo ? ['main', 'demo'] : ['main']
  if (config.databaseUrl) return { state: 'open', databases: await external(config.databaseUrl, names) }
  const opened = await openEmbedded({ dataDir: config.dataDir, log })
  if (opened.state === 'taken') return { state: 'taken', dataDir: config.dataDir, url: opened.owner.url ?? null }
  const { server } = opened
  for (const name of names) await server.ensureDatabase(name)
  const workspaces = names.map((name) => ({ name, address: server.urlFor(name) }))
  return { state: 'open', databases: { workspaces, announce: server.announce, stop: server.stop } }
}

async function external(url: string, names: ('main' | 'demo')[]): Promise<Databases> {
  await refuseOldServer(url)
  const workspaces = await Promise.all(
    names.map(async (name) => ({ name, address: name === 'main' ? url : await demoBeside(url) })),
  )
  return { workspaces, announce: async () => {}, stop: async () => {} }
}

async function refuseOldServer(url: string): Promise<void> {
  const version = await withClient(url, async (client) => {
    const { rows } = await client.query<{ version: string }>('select current_setting($1) as version', [
      'server_version_num',
    ])
    return Number(rows[0]?.version)
  })
  if (version < 160000) {
    throw new Error(`DATABASE_URL leads to PostgreSQL ${Math.floor(version / 10000)}; Drumbeat needs 16 or newer.`)
  }
}

/** The demo's database stands beside main's, with _demo behind its name. */
async function demoBeside(url: string): Promise<string> {
  const address = externalUrl({ url, workspace: 'demo' })
  const name = new URL(address).pathname.slice(1)
  await withClient(url, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (!found.rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`)
  })
  return address
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(poolConfig(url))
  await client.connect().catch((error: Error) => {
    throw new Error(
      `DATABASE_URL cannot be reached: ${error.message}. Is the server running, and may this user sign in?`,
    )
  })
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
