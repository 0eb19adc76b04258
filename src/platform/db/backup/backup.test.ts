import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/harness/database.ts'
import { migrate, readMigrations } from '../migrate.ts'
import { jsonFrame, magic } from './format.ts'
import { restoreBackup, verifyBackup } from './restore.ts'
import { rowsKept, schemasMade, tablesIn } from './tables.ts'
import { writeBackup } from './write.ts'

const madeAt = new Date('2026-11-23T12:00:00Z')
let folder: string
let source: TestDatabase
let file: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drumbeat-backup-'))
  file = join(folder, 'company.backup')
  source = await createTestDatabase()
  await ask(source.url, oddRows)
  await writeBackup({ address: source.url, file, madeAt })
})
afterAll(async () => {
  await source.drop()
  await rm(folder, { recursive: true, force: true })
})

/** Rows with what text formats trip over: tabs, line ends, backslashes, quotes, other scripts, nothing, and much. */
const oddRows = `
  INSERT INTO platform.setting (key, value)
  SELECT 'key ' || n, jsonb_build_object('n', n, 'text', E'tab\\there\\nline \\\\ "quote" Ärger 東京 🥁', 'none', null)
    FROM generate_series(1, 5000) AS n;
  INSERT INTO platform.event (id, at, name, subject)
  SELECT gen_random_uuid(), timestamptz '2026-01-01 00:00:00.123456+00' + n * interval '1 hour', 'crm.deal.won', '{}'
    FROM generate_series(1, 200) AS n;
  INSERT INTO platform.audit (id, at, actor_kind, command, noun, summary, before, after)
  VALUES (gen_random_uuid(), '2026-02-28 23:59:59.999999+00', 'system', 'test', 'deal', '', NULL, '[1.10, 1e400]');
  INSERT INTO platform.setting (key, value) VALUES ('auth.secret', '"signs cookies"');
  INSERT INTO auth."user" (id, name, email, role) VALUES ('0190a000-0000-7000-8000-000000000001', 'Ada', 'ada@example.com', 'owner');
  INSERT INTO auth.session (id, "expiresAt", token, "userId")
  VALUES (gen_random_uuid(), now(), 'secret', '0190a000-0000-7000-8000-000000000001')`

/** What opens doors: a password, an authenticator app, a token. */
const keys = `
  INSERT INTO auth.account (id, "accountId", "providerId", "userId", password)
  SELECT gen_random_uuid(), id, 'credential', id, 'digest' FROM auth."user";
  INSERT INTO auth."twoFactor" (id, secret, "backupCodes", "userId") SELECT gen_random_uuid(), 's', 'b', id FROM auth."user";
  UPDATE auth."user" SET "twoFactorEnabled" = true;
  INSERT INTO platform.token (id, user_id, name, hash, scopes, created_at)
  SELECT gen_random_uuid(), id, 't', 'h', '{crm:read}', now() FROM auth."user"`

describe('a backup', () => {
  test('brings every row back as it was, into a database that held something else', async () => {
    const target = await createTestDatabase()
    await ask(target.url, `INSERT INTO platform.setting (key, value) VALUES ('left over', '1')`)
    const restored = await restoreBackup({ address: target.url, file })
    expect(restored).toMatchObject({
      state: 'restored',
      contents: { rows: await rowsIn(source.url), header: { madeAt: madeAt.toISOString() } },
    })
    expect(await contents(target.url)).toEqual(await contents(source.url))
    await target.drop()
  })

  test('holds no session and no key to sign one with: whoever may fetch it signs in as nobody else', async () => {
    const target = await createTestDatabase({ migrated: false })
    await restoreBackup({ address: target.url, file })
    expect(await ask(source.url, 'SELECT token FROM auth.session')).toEqual([{ token: 'secret' }])
    expect(await ask(target.url, 'SELECT token FROM auth.session')).toEqual([])
    expect(await ask(target.url, `SELECT key FROM platform.setting WHERE key = 'auth.secret'`)).toEqual([])
    expect(await ask(target.url, 'SELECT email FROM auth."user"')).toEqual([{ email: 'ada@example.com' }])
    await target.drop()
  })

  test('holds no password unless asked; in the place it was made in people keep theirs, elsewhere tokens are refused unless asked', async () => {
    const home = await createTestDatabase()
    await ask(home.url, oddRows)
    await ask(home.url, keys)
    await ask(home.url, `UPDATE platform.setting SET value = '"home"' WHERE key = 'place.id'`)
    const [bare, full] = [join(folder, 'bare.backup'), join(folder, 'full.backup')]
    await writeBackup({ address: home.url, file: bare, madeAt })
    await writeBackup({ address: home.url, file: full, madeAt, passwords: true })
    const doors = async (url: string) => {
      const [found] = await ask(
        url,
        `SELECT (SELECT password FROM auth.account) AS password,
          (SELECT count(*)::int FROM platform.token WHERE revoked_at IS NULL) AS tokens,
          (SELECT "twoFactorEnabled" FROM auth."user") AS code,
          (SELECT value FROM platform.setting WHERE key = 'auth.secret') AS secret`,
      )
      return found
    }
    const elsewhere = await createTestDatabase()
    await ask(elsewhere.url, `UPDATE platform.setting SET value = '"elsewhere"' WHERE key = 'place.id'`)
    const settings = { address: elsewhere.url, file: bare }
    await restoreBackup(settings)
    expect(await doors(elsewhere.url)).toEqual({ password: null, tokens: 0, code: false, secret: null })
    await restoreBackup({ ...settings, file: full, keepTokens: true })
    expect(await doors(elsewhere.url)).toEqual({ password: 'digest', tokens: 1, code: false, secret: null })
    const place = `SELECT value FROM platform.setting WHERE key = 'place.id'`
    expect(await ask(elsewhere.url, place)).toEqual([{ value: 'elsewhere' }])
    await restoreBackup({ address: home.url, file: bare })
    expect(await doors(home.url)).toEqual({ password: 'digest', tokens: 1, code: true, secret: 'signs cookies' })
    await Promise.all([home.drop(), elsewhere.drop()])
  })

  test('sealed with a passphrase comes back with it, and is refused without it or with another', async () => {
    const sealed = join(folder, 'sealed.backup')
    const passphrase = 'four words in a row'
    await writeBackup({ address: source.url, file: sealed, madeAt, passphrase })
    expect((await readFile(sealed)).includes('ada@example.com')).toBe(false)
    const refused = async (given?: string) =>
      (await verifyBackup({ file: sealed, passphrase: given })) as { reason: string }
    expect((await refused()).reason).toContain('is sealed')
    expect((await refused('five words in a row')).reason).toContain('the passphrase does not open it')
    const target = await createTestDatabase()
    expect(await restoreBackup({ address: target.url, file: sealed, passphrase })).toMatchObject({ state: 'restored' })
    expect(await contents(target.url)).toEqual(await contents(source.url))
    await target.drop()
  })

  test('leaves foreign keys, triggers and the list of migrations as they were', async () => {
    const target = await createTestDatabase({ migrated: false })
    await restoreBackup({ address: target.url, file })
    expect(await structure(target.url)).toEqual(await structure(source.url))
    await expect(ask(target.url, 'DELETE FROM platform.audit')).rejects.toThrow('append-only')
    await target.drop()
  })

  test('shows one instant, however much is written meanwhile', async () => {
    const busy = await createTestDatabase()
    let running = true
    const writing = (async () => {
      while (running) {
        await ask(
          busy.url,
          `WITH pair AS (SELECT gen_random_uuid() AS id) INSERT INTO platform.event (id, at, name, subject)
          SELECT id, now(), 'left', '{}' FROM pair`,
        )
        await ask(
          busy.url,
          `BEGIN; INSERT INTO platform.setting VALUES ('a' || random(), '1');
          INSERT INTO platform.event (id, at, name, subject) VALUES (gen_random_uuid(), now(), 'pair', '{}'); COMMIT`,
        )
      }
    })()
    const copy = join(folder, 'busy.backup')
    await writeBackup({ address: busy.url, file: copy, madeAt })
    running = false
    await writing
    await restoreBackup({ address: busy.url, file: copy })
    const [counts] = await ask(
      busy.url,
      `SELECT (SELECT count(*) FROM platform.setting WHERE key LIKE 'a%' AND key NOT LIKE 'auth.%')::int AS settings,
      (SELECT count(*) FROM platform.event WHERE name = 'pair')::int AS pairs`,
    )
    expect(counts?.settings).toBe(counts?.pairs)
    await busy.drop()
  })

  test('made before the newest migrations is brought up to date', async () => {
    const migrations = readMigrations()
    const early = await createTestDatabase({ migrated: false })
    await migrate(early.url, migrations.slice(0, 3))
    await ask(early.url, `INSERT INTO platform.setting (key, value) VALUES ('early', '1')`)
    const old = join(folder, 'early.backup')
    await writeBackup({ address: early.url, file: old, madeAt })

    const target = await createTestDatabase()
    expect(await restoreBackup({ address: target.url, file: old })).toMatchObject({ state: 'restored' })
    expect(await structure(target.url)).toEqual(await structure(source.url))
    expect(await ask(target.url, "SELECT key FROM platform.setting WHERE key = 'early'")).toEqual([{ key: 'early' }])
    await early.drop()
    await target.drop()
  })

  test('may be read by its owner only', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })
})

describe('a restore', () => {
  test('refuses a file with any one byte changed, and changes nothing', async () => {
    const target = await createTestDatabase()
    const before = await contents(target.url)
    const whole = await readFile(file)
    const places = [
      3,
      magic.length + 20,
      Math.floor(whole.length / 3),
      Math.floor(whole.length / 2),
      whole.length - 100,
      whole.length - 5,
    ]
    for (const place of places) {
      const damaged = join(folder, 'damaged.backup')
      const bytes = Buffer.from(whole)
      bytes[place]! ^= 1
      await writeFile(damaged, bytes)
      const restored = await restoreBackup({ address: target.url, file: damaged })
      expect(restored, `byte ${place}`).toMatchObject({
        state: 'refused',
        reason: expect.stringMatching(/is damaged: |does not begin/),
      })
    }
    expect(await contents(target.url)).toEqual(before)
    await target.drop()
  })

  test.each([0, 10, 2000, -1, -80])('refuses a file cut off at byte %i', async (at) => {
    const short = join(folder, 'short.backup')
    await writeFile(short, (await readFile(file)).subarray(0, at))
    const verified = await verifyBackup({ file: short })
    expect(verified).toMatchObject({ state: 'refused', reason: expect.stringContaining('is damaged: it') })
  })

  test('refuses a file that goes on after its end', async () => {
    const long = join(folder, 'long.backup')
    await writeFile(long, Buffer.concat([await readFile(file), jsonFrame('T', {})]))
    expect(await verifyBackup({ file: long })).toMatchObject({
      state: 'refused',
      reason: `${long} is damaged: it goes on after its end`,
    })
  })

  test('refuses the backup of a newer Drumbeat and says what to do', async () => {
    const older = readMigrations().slice(0, -1)
    const reason = `${file} was written by a newer Drumbeat (with the migration ${readMigrations().at(-1)?.name}); update this one first`
    expect(await verifyBackup({ file, migrations: older })).toEqual({ state: 'refused', reason })
  })

  test('refuses while somebody else is connected', async () => {
    const target = await createTestDatabase()
    const other = new pg.Client({ connectionString: target.url })
    await other.connect()
    const restored = await restoreBackup({ address: target.url, file })
    expect(restored).toEqual({ state: 'refused', reason: '1 other connections use the database; stop Drumbeat first' })
    await other.end()
    await target.drop()
  })

  test('says so when there is no such file', async () => {
    expect(await verifyBackup({ file: '/nowhere/x' })).toEqual({
      state: 'refused',
      reason: 'there is no file /nowhere/x',
    })
  })
})

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  return withClient(url, async (client) => (await client.query(sql)).rows)
}

/** Every kept column of every row of every table, as text, in an order of its own. */
async function contents(url: string): Promise<Record<string, unknown>> {
  return withClient(url, async (client) => {
    const tables = await tablesIn(client, schemasMade(readMigrations()))
    const found: Record<string, unknown> = {}
    for (const { schema, name, columns } of tables) {
      const list = columns.map((column) => `"${column}"`).join(', ')
      const { rows } = await client.query(
        `SELECT count(*)::int AS rows, md5(string_agg(r::text, '|' ORDER BY r::text)) AS sum FROM (SELECT ${list} FROM "${schema}"."${name}" WHERE ${rowsKept({ schema, name })}) r`,
      )
      found[`${schema}.${name}`] = rows[0]
    }
    return found
  })
}

async function rowsIn(url: string): Promise<number> {
  const tables = Object.values(await contents(url)) as { rows: number }[]
  return tables.reduce((sum, table) => sum + table.rows, 0)
}

async function structure(url: string): Promise<unknown> {
  return withClient(url, async (client) => {
    const keys = `SELECT conrelid::regclass::text AS table, conname, pg_get_constraintdef(oid) AS definition, convalidated
      FROM pg_constraint WHERE connamespace IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)') ORDER BY 1, 2`
    const triggers = `SELECT tgrelid::regclass::text AS table, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`
    const migrations = 'SELECT name, sha256 FROM platform.migration ORDER BY 1'
    return [(await client.query(keys)).rows, (await client.query(triggers)).rows, (await client.query(migrations)).rows]
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
