import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import pg from 'pg'
import { type DatabaseAddress, poolConfig } from './pool.ts'

export type Migration = { name: string; sql: string; sha256: string }

const LOCK = 4_410_442

/**
 * SQL after migrations: every table notes which transactions change it. Jobs do not, nor the notes themselves; nor do surveys,
 * where the order of transactions would tell who answered what.
 */
export const noteAllChanges = `do $$ declare each regclass; begin
  if to_regproc('platform.note_change') is null then return; end if;
  for each in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema$|pgboss$|public$|pulse$)'
      and n.nspname || '.' || c.relname not in ('platform.table_change', 'platform.table_change_swept', 'platform.migration')
      and not exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'note_change')
  loop
    execute format('create trigger note_change after insert or update or delete or truncate on %s
      for each statement execute function platform.note_change()', each);
  end loop;
end $$`

/**
 * Brings a database to the newest schema: each file once, in time order, all of those due in one transaction, so that an upgrade
 * happens whole or not at all. Returns the names run.
 */
export async function migrate(address: DatabaseAddress, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client(poolConfig(address))
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const done = await migrationsDone(client)
    refuseUnknown(done, migrations)
    refuseChanged(done, migrations)
    const due = migrations.filter((migration) => !done.has(migration.name))
    if (due.length > 0) await runAll(client, due)
    return due.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

/** The migrations that a database still lacks; one that a newer Drumbeat wrote is refused. Changes nothing. */
export async function migrationsDue(address: DatabaseAddress, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client(poolConfig(address))
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('platform.migration') is not null as there`,
    )
    if (!rows[0]?.there) return migrations.map(({ name }) => name)
    const done = await migrationsDone(client)
    refuseUnknown(done, migrations)
    return migrations.filter(({ name }) => !done.has(name)).map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** Whether a newer Drumbeat has brought this database further than these migrations know. */
export async function isNewer(address: DatabaseAddress, migrations = readMigrations()): Promise<boolean> {
  const client = new pg.Client(poolConfig(address))
  await client.connect()
  try {
    const known = new Set(migrations.map(({ name }) => name))
    return [...(await migrationsDone(client)).keys()].some((name) => !known.has(name))
  } finally {
    await client.end()
  }
}

/** All migrations of all domains, in time order (their names begin with the time). */
export function readMigrations(root = join(import.meta.dirname, '../..')): Migration[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /migrations[\\/][^\\/]+\.sql$/.test(file),
  )
  return files
    .map((file) => {
      const sql = readFileSync(join(root, file), 'utf8')
      return { name: basename(file, '.sql'), sql, sha256: createHash('sha256').update(sql).digest('hex') }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function migrationsDone(client: pg.Client): Promise<Map<string, string>> {
  await client.query('create schema if not exists platform')
  await client.query(`create table if not exists platform.migration
    (name text primary key, sha256 text not null, ran_at timestamptz not null default now())`)
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from platform.migration')
  return new Map(rows.map((row) => [row.name, row.sha256]))
}

function refuseUnknown(done: Map<string, string>, known: Migration[]): void {
  const names = new Set(known.map((migration) => migration.name))
  const unknown = [...done.keys()].filter((name) => !names.has(name))
  if (unknown.length > 0) {
    throw new Error(
      `This database was written by a newer Drumbeat (it holds migration ${unknown.join(', ')}). Update Drumbeat, or restore an older backup.`,
    )
  }
}

/** A file that was edited after it had run would make two databases of one version differ. */
function refuseChanged(done: Map<string, string>, known: Migration[]): void {
  const changed = known.filter(({ name, sha256 }) => done.has(name) && done.get(name) !== sha256)
  if (changed.length === 0) return
  const names = changed.map(({ name }) => name).join(', ')
  throw new Error(
    `Migration ${names} is not the file that this database was made with. Put the file back as it was ("git log --follow" finds it) and write the change as a new migration.`,
  )
}

async function runAll(client: pg.Client, due: readonly Migration[]): Promise<void> {
  await client.query('begin')
  try {
    for (const migration of due) await runOne(client, migration)
    await client.query(noteAllChanges)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function runOne(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query(sql)
    // What is checked at the end of a transaction is checked here: no later file alters a table with checks to come.
    await client.query('set constraints all immediate; set constraints all deferred')
    await client.query('insert into platform.migration (name, sha256) values ($1, $2)', [name, sha256])
  } catch (error) {
    throw new Error(`Migration ${name} failed, and the database is as it was: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
