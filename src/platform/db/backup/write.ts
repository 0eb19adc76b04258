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
import { columnsOf, nameOf, portableText, rowsKept, schemasMade, tablesIn } from './tables.ts'

/** What a backup came to. */
export type Written = { tables: number; rows: number; bytes: number }

/** Writes one database to a file, as of one instant, while it goes on being used. The file appears when it is whole. */
export async function writeBackup(backup: { address: DatabaseAddress; file: string; madeAt: Date }): Promise<Written> {
  const { address, file, madeAt } = backup
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
    await finished(bytesOf({ client, header, tables, count }), createWriteStream(half, { mode: 0o600, flush: true }))
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
  const { rows } = await client.query<Omit<Header, 'madeAt'>>(
    `SELECT current_setting('server_version') AS postgres, array_agg(name ORDER BY name) AS migrations FROM platform.migration`,
  )
  return { madeAt: madeAt.toISOString(), ...rows[0]! }
}

type Contents = { client: pg.Client; header: Header; tables: Table[]; count: (rows: number) => void }

async function* bytesOf({ client, header, tables, count }: Contents): AsyncGenerator<Buffer> {
  const whole = createHash('sha256')
  for await (const bytes of parts({ client, header, tables, count })) {
    whole.update(bytes)
    yield bytes
  }
  yield jsonFrame('Z', { sha256: whole.digest('hex') })
}

async function* parts({ client, header, tables, count }: Contents): AsyncGenerator<Buffer> {
  yield magic
  yield jsonFrame('H', header)
  for (const table of tables) {
    yield jsonFrame('T', table)
    const { through, end } = tally()
    const rows = client.query(
      copyTo(
        `COPY (SELECT ${columnsOf(client, table)} FROM ${nameOf(client, table)} WHERE ${rowsKept(table)}) TO STDOUT`,
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
