import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { migrate, readMigrations } from './migrate.ts'

const migrations = readMigrations()
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.drop())

test('a migrated database has nothing left to run', async () => {
  expect(await migrate(database.url)).toEqual([])
})

test('a migration whose file was changed after it had run is refused by name, with the way out', async () => {
  const [first, ...others] = migrations
  const edited = { ...first!, sql: `${first!.sql}\n-- one more line`, sha256: 'another' }
  await expect(migrate(database.url, [edited, ...others])).rejects.toThrow(
    `Migration ${first!.name} is not the file that this database was made with. Put the file back as it was`,
  )
})

test('a migration that this version does not know is refused by name', async () => {
  const newest = migrations.at(-1)!
  await expect(migrate(database.url, migrations.slice(0, -1))).rejects.toThrow(newest.name)
})
