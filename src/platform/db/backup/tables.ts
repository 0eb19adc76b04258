import type pg from 'pg'
import type { Migration } from '../migrate.ts'
import type { Table } from './format.ts'

/** Jobs are not backed up: those that matter are made again from the data. */
const jobSchema = 'pgboss'

/**
 * What opens doors stays in its database: a backup may be fetched by people who may not sign in as everybody. Sessions and the
 * key that signs them are made anew, so that after a restore everybody signs in again. Digests of passwords stay out as well;
 * tokens are digests of random numbers.
 */
const keysToDoors: Record<string, string> = {
  'auth.session': 'false',
  'auth.verification': 'false',
  'auth.twoFactor': 'false',
  'auth.account': `"providerId" <> 'credential'`,
  'platform.failed_sign_in': 'false',
  'platform.done_once': 'false',
  'platform.job_holder': 'false',
  'platform.passkey': 'false',
  'platform.stamp': 'false',
  'platform.table_change': 'false',
  'pulse.signing_key': 'false',
  'platform.setting': `key NOT IN ('auth.secret', 'place.id', 'restored')`,
}

/** Which rows of a table a backup holds, as an SQL condition. The digests of passwords come along only where asked for. */
export function rowsKept({ schema, name }: Pick<Table, 'schema' | 'name'>, { passwords = false } = {}): string {
  if (passwords && schema === 'auth' && name === 'account') return 'true'
  return keysToDoors[`${schema}.${name}`] ?? 'true'
}

/** The schemas that migrations make, read from their SQL. */
export function schemasMade(migrations: Migration[]): string[] {
  const made = migrations.flatMap(({ sql }) => [
    ...sql.matchAll(/create\s+schema\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)"?/gi),
  ])
  return [...new Set(made.map((match) => match[1]!))]
}

/** Everything that a restore takes away before it builds anew, also what a newer version has made: its tables note their changes. */
export async function schemasReplaced(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  const { rows } = await client.query<{ schema: string }>(
    `SELECT DISTINCT n.nspname AS schema FROM pg_trigger t
       JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE t.tgname = 'note_change'`,
  )
  return [...new Set([...schemasMade(migrations), ...rows.map(({ schema }) => schema), jobSchema])]
}

/**
 * The tables of some schemas with the columns worth keeping: not generated ones, and not transaction numbers (xid8), which
 * mean something only in the server that gave them; both are made again on the way in. Unlogged tables hold what is worked out
 * from others. The list of migrations is the header's.
 */
export async function tablesIn(client: pg.Client, schemas: string[]): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname AS schema, c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND NOT c.relispartition
        AND a.attgenerated = '' AND a.atttypid <> 'xid8'::regtype
        AND (n.nspname, c.relname) <> ('platform', 'migration')
      GROUP BY 1, 2
      ORDER BY 1, 2`,
    [schemas],
  )
  return rows
}

/** A foreign key with the statements that take it away and put it back, which also checks every row. */
export type ForeignKey = { drop: string; add: string }

/** The foreign keys among some schemas. */
export async function foreignKeysIn(client: pg.Client, schemas: string[]): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS add
       FROM pg_constraint
      WHERE contype = 'f' AND conparentid = 0 AND connamespace IN (SELECT oid FROM pg_namespace WHERE nspname = ANY ($1))
      ORDER BY conrelid::regclass::text, conname`,
    [schemas],
  )
  return rows
}

/** A table's name, quoted for SQL. */
export function nameOf(client: pg.Client, table: Table): string {
  return `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`
}

/** A table's columns, quoted for SQL. */
export function columnsOf(client: pg.Client, table: Table): string {
  return table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
}

/** Settings under which text written by one server means the same to another. */
export const portableText = `SET TIME ZONE 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres';
  SET extra_float_digits = 1; SET bytea_output = 'hex'; SET client_encoding = 'UTF8'; SET statement_timeout = 0`
