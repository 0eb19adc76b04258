import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream'
import { pipeline as finished } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { readMigrations } from '../migrate.ts'
import { type DatabaseAddress, poolConfig } from '../pool.ts'
import { frame, type Header, jsonFrame, magic, type Table, tally } from './format.ts'
import { seal } from './sealed.ts'
import { columnsOf, nameOf, portableText, rowsKept, schemasMade, tablesIn } from './tables.ts'

/** What a backup came to. */
export type Written = { tables: number; rows: number; bytes: number }

/** Writes one database to a file, as of one instant, while it goes on being used. The file appears when it is whole. */
export async function writeBackup(backup: {
  address: DatabaseAddress
  file: string
  madeAt: Date
  /** Encrypts the file; whoever restores it needs the same. */
  passphrase?: string | undefined
  /** With the digests of passwords. */
  passwords?: boolean
}): Promise<Written> {
  const { address, file, madeAt, passphrase, passwords = false } = backup
  const half = `${file}.part`
  const client = new pg.Client(poolConfig(address))
  await client.connect()
  try {
    await client.query(portableText)
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const header = await readHeader(client, madeAt)
    const tables = await tablesIn(client, schemasMade(readMigrations()))
    let rows = 0
    const count = (more: number) => {
      rows += more
    }
    const plain = bytesOf({ client, header, tables, count, passwords })
    const bytes = passphrase === undefined ? plain : seal(plain, passphrase)
    await finished(bytes, createWriteStream(half, { mode: 0o600, flush: true }))
    await rename(half, file)
    await syncFolder(dirname(file))
    return { tables: tables.length, rows, bytes: (await stat(file)).size }
  } catch (error) {
    await rm(half, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function readHeader(client: pg.Client, madeAt: Date): Promise<Header> {
  const found = await client.query<{ there: boolean }>(`SELECT to_regclass('platform.migration') IS NOT NULL AS there`)
  if (!found.rows[0]?.there)
    throw new Error('The database is empty: there is nothing to back up. Run "drumbeat start" first.')
  const { rows: places } = await client.query<{ place: string }>(
    `SELECT value #>> '{}' AS place FROM platform.setting WHERE key = 'place.id'`,
  )
  const { rows } = await client.query<Omit<Header, 'madeAt'>>(
    `SELECT current_setting('server_version') AS postgres, array_agg(name ORDER BY name) AS migrations FROM platform.migration`,
  )
  const place = places[0]?.place
  return { madeAt: madeAt.toISOString(), ...rows[0]!, ...(place && { place }), jobs: await jobsWaiting(client) }
}

/** Jobs that wait, run or are to be tried again; those whose hour is yet to come are asked for by the clock again. */
async function jobsWaiting(client: pg.Client): Promise<NonNullable<Header['jobs']>> {
  const found = await client.query<{ there: boolean }>(`SELECT to_regclass('pgboss.job') IS NOT NULL AS there`)
  if (!found.rows[0]?.there) return []
  const { rows } = await client.query<{ name: string; data: Record<string, unknown> | null }>(
    `SELECT name, data FROM pgboss.job
      WHERE (state IN ('retry', 'active') OR state = 'created' AND start_after <= now()) AND name NOT LIKE '\\_\\_%'
      ORDER BY created_on LIMIT 10000`,
  )
  return rows.map(({ name, data }) => ({ name, data: data ?? {} }))
}

type Contents = {
  client: pg.Client
  header: Header
  tables: Table[]
  count: (rows: number) => void
  passwords: boolean
}

async function* bytesOf(contents: Contents): AsyncGenerator<Buffer> {
  const whole = createHash('sha256')
  for await (const bytes of parts(contents)) {
    whole.update(bytes)
    yield bytes
  }
  yield jsonFrame('Z', { sha256: whole.digest('hex') })
}

async function* parts({ client, header, tables, count, passwords }: Contents): AsyncGenerator<Buffer> {
  yield magic
  yield jsonFrame('H', header)
  for (const table of tables) {
    yield jsonFrame('T', table)
    const { through, end } = tally()
    const rows = client.query(
      copyTo(
        `COPY (SELECT ${columnsOf(client, table)} FROM ${nameOf(client, table)} WHERE ${rowsKept(table, { passwords })}) TO STDOUT`,
      ),
    )
    // A failure of any part destroys the last one with its error, which ends the loop.
    const packed = pipeline(rows, through, createZstdCompress(), () => {})
    for await (const chunk of packed) yield frame('D', chunk as Buffer)
    const counted = end()
    count(counted.rows)
    yield jsonFrame('E', counted)
  }
}

/** Makes the new name itself survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
