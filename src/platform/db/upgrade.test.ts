import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { restoreBackup } from './backup/restore.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { poolConfig } from './pool.ts'
import { upgrade } from './upgrade.ts'

const now = new Date('2026-11-29T12:00:00Z')
const next = (name: string, sql: string): Migration => ({ name, sql, sha256: name })
const newer = next(
  '20990101T0000-newer',
  'create schema newer; create table newer.thing (id int); insert into newer.thing values (1)',
)
const broken = next('20990101T0001-broken', 'alter table newer.thing add column x int; select 1/0')
let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'drumbeat-upgrade-'))
  await ask(`insert into platform.setting (key, value) values ('mine', '1')`)
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const upgraded = (migrations: Migration[]) =>
  upgrade({ address: database.url, name: 'main', folder, now, say: () => undefined, migrations })

test('an upgrade that fails at its last step leaves the database as the old version knows it, and a backup', async () => {
  const known = readMigrations()
  expect(await upgraded(known)).toBeNull()
  await expect(upgraded([...known, newer, broken])).rejects.toThrow(
    'Migration 20990101T0001-broken failed, and the database is as it was: division by zero',
  )
  expect(await ask(`select to_regclass('newer.thing') as there`)).toEqual([{ there: null }])
  expect(await migrate(database.url)).toEqual([])
  expect(await readdir(folder)).toEqual(['before-upgrade-main-2026-11-29T12-00-00.drumbeat'])
})

test('the old version takes the database back from the backup, and nothing of the new one stays', async () => {
  const file = await upgraded([...readMigrations(), newer])
  await ask(
    `alter table auth.account add column newer text; update platform.setting set value = '2' where key = 'mine'`,
  )
  await expect(migrate(database.url)).rejects.toThrow('written by a newer Drumbeat')
  expect(await restoreBackup({ address: database.url, file: file! })).toMatchObject({ state: 'restored' })
  const [found] = await ask(
    `select value, to_regclass('newer.thing') as there from platform.setting where key = 'mine'`,
  )
  expect(found).toEqual({ value: 1, there: null })
  expect(await migrate(database.url)).toEqual([])
})

async function ask(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(poolConfig(database.url))
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
