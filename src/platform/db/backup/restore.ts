import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { isNewer, type Migration, migrate, noteAllChanges, readMigrations } from '../migrate.ts'
import { type DatabaseAddress, poolConfig } from '../pool.ts'
import type { Header, Table } from './format.ts'
import { rememberPlace, settleInPlace } from './place.ts'
import { BackupDamaged, PassphraseNeeded, type Read, readBackup } from './read.ts'
import { columnsOf, foreignKeysIn, nameOf, portableText, schemasMade, schemasReplaced, tablesIn } from './tables.ts'

export type Restored = { state: 'restored'; contents: Read } | { state: 'refused'; reason: string }

/** How long to wait for somebody who still holds a table. */
const lockTimeout = '10s'

/**
 * Replaces a database by a backup. The whole file is checked first; then one transaction takes the old tables away, builds
 * them as the backup's migrations had them, fills them and brings them up to date: it happens entirely or not at all.
 */
export async function restoreBackup(restore: {
  address: DatabaseAddress
  file: string
  passphrase?: string | undefined
  /** API tokens go on working although this is another place than the one they were made for. */
  keepTokens?: boolean
}): Promise<Restored> {
  const { address, file, passphrase, keepTokens = false } = restore
  const migrations = readMigrations()
  const verified = await verifyBackup({ file, passphrase, migrations })
  if (verified.state === 'refused') return verified
  // A database that a newer version has brought further is replaced as it is: that is the way back.
  if (!(await isNewer(address, migrations))) await migrate(address, migrations)
  const client = new pg.Client(poolConfig(address))
  await client.connect()
  try {
    const others = await othersConnected(client)
    if (others > 0)
      return { state: 'refused', reason: `${others} other connections use the database; stop Drumbeat first` }
    return { state: 'restored', contents: await replaceAll({ client, file, passphrase, keepTokens, migrations }) }
  } finally {
    await client.end()
  }
}

/** Reads a backup to its end without writing anything: is it whole, and do we know the migrations it was made with? */
export async function verifyBackup(input: {
  file: string
  passphrase?: string | undefined
  migrations?: Migration[]
}): Promise<{ state: 'sound'; contents: Read } | { state: 'refused'; reason: string }> {
  const known = new Set((input.migrations ?? readMigrations()).map((migration) => migration.name))
  try {
    const drain = async () => new Writable({ write: (_chunk, _encoding, done) => done() })
    const contents = await readBackup(input, { header: async () => {}, table: drain })
    const unknown = contents.header.migrations.filter((name) => !known.has(name))
    if (unknown.length === 0) return { state: 'sound', contents }
    const reason = `${input.file} was written by a newer Drumbeat (with the migration ${unknown[0]}); update this one first`
    return { state: 'refused', reason }
  } catch (error) {
    if (error instanceof PassphraseNeeded)
      return { state: 'refused', reason: `${input.file} is sealed; give the passphrase it was made with` }
    if (error instanceof BackupDamaged)
      return { state: 'refused', reason: `${input.file} is damaged: ${error.message}` }
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return { state: 'refused', reason: `there is no file ${input.file}` }
    throw error
  }
}

/** Counts the other connections, giving those that have just been closed a moment to disappear. */
async function othersConnected(client: pg.Client): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    )
    const count = rows[0]!.count
    if (count === 0 || attempt === 10) return count
    await sleep(100)
  }
}

async function replaceAll(input: {
  client: pg.Client
  file: string
  passphrase: string | undefined
  keepTokens: boolean
  migrations: Migration[]
}): Promise<Read> {
  const { client, keepTokens, migrations } = input
  const schemas = schemasMade(migrations)
  await client.query(portableText)
  await client.query(`SET lock_timeout = '${lockTimeout}'`)
  await client.query('CREATE TEMP TABLE migration_kept (LIKE platform.migration INCLUDING ALL)')
  await rememberPlace(client)
  await client.query('BEGIN')
  try {
    let loading: { finish: () => Promise<void> } | undefined
    const contents = await readBackup(input, {
      header: async (header) => {
        await rebuild({ client, header, migrations })
        loading = await prepareLoading(client, schemas)
      },
      table: async (table) => copyInto(client, table),
    })
    await loading?.finish()
    const later = migrations.filter(({ name }) => !contents.header.migrations.includes(name))
    for (const migration of later) await run(client, migration)
    await client.query(noteAllChanges)
    await settleInPlace(client, { header: contents.header, keepTokens })
    await client.query('COMMIT')
    await client.query('ANALYZE')
    return contents
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

/** The tables as they were when the backup was made, still without foreign keys and triggers at work. */
async function rebuild(input: { client: pg.Client; header: Header; migrations: Migration[] }): Promise<void> {
  const { client, header, migrations } = input
  for (const schema of await schemasReplaced(client, migrations)) {
    await client.query(`DROP SCHEMA IF EXISTS ${client.escapeIdentifier(schema)} CASCADE`)
  }
  await client.query('CREATE SCHEMA platform')
  await client.query('CREATE TABLE platform.migration (LIKE migration_kept INCLUDING ALL)')
  for (const migration of migrations.filter(({ name }) => header.migrations.includes(name)))
    await run(client, migration)
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  await client.query(migration.sql)
  await client.query('INSERT INTO platform.migration (name, sha256) VALUES ($1, $2)', [
    migration.name,
    migration.sha256,
  ])
}

/** Empties what migrations filled and takes foreign keys and triggers away, so that tables may be filled in any order. */
async function prepareLoading(client: pg.Client, schemas: string[]): Promise<{ finish: () => Promise<void> }> {
  const tables = (await tablesIn(client, schemas)).map((table) => nameOf(client, table))
  const keys = await foreignKeysIn(client, schemas)
  for (const key of keys) await client.query(key.drop)
  if (tables.length > 0) await client.query(`TRUNCATE ${tables.join(', ')}`)
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  const finish = async () => {
    for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
    for (const key of keys) await client.query(key.add)
  }
  return { finish }
}

function copyInto(client: pg.Client, table: Table): Writable {
  return client.query(copyFrom(`COPY ${nameOf(client, table)} (${columnsOf(client, table)}) FROM STDIN`))
}
