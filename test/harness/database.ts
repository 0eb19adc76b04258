import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { sharedWork } from './cpu-time.ts'
import { templateDatabase } from './database-server.ts'

/** A database of one's own, with every migration applied; `drop` also ends the connections still open on it. */
export type TestDatabase = { url: string; drop: () => Promise<void> }

/** Copies the migrated template, or another one by name; with `migrated: false` the database is empty. */
export async function createTestDatabase({
  migrated = true,
  template = migrated ? templateDatabase : 'template1',
}: {
  migrated?: boolean
  template?: string
} = {}): Promise<TestDatabase> {
  const server = inject('databaseServer')
  const name = `test_${randomBytes(6).toString('hex')}`
  await run(server, `create database ${name} template ${template} strategy file_copy`)
  return { url: urlOf(name), drop: () => run(server, `drop database if exists ${name} with (force)`) }
}

/**
 * The name of a database that test databases are copied from. The first file of a run that asks makes it; others wait
 * for it, in whatever process they run.
 */
export async function madeOnce(name: string, fill: (url: string) => Promise<void>): Promise<string> {
  return withClient(inject('databaseServer'), async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return name
    const half = `${name}_half`
    await client.query(`drop database if exists ${half} with (force)`)
    await client.query(`create database ${half} template ${templateDatabase} strategy file_copy`)
    await sharedWork(() => fill(urlOf(half)))
    await client.query(`alter database ${half} rename to ${name}`)
    return name
  })
}

function urlOf(database: string): string {
  const url = new URL(inject('databaseServer'))
  url.pathname = `/${database}`
  return url.href
}

async function run(server: string, sql: string): Promise<void> {
  await withClient(server, (client) => client.query(sql))
}

/** Ending the connection also lets go of what it had locked. */
async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
