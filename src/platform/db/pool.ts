import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { noteStatement } from './reads/noted.ts'

/** Rows as SQL names them: each query states the shape it returns. */
export type Tables = Record<string, Record<string, unknown>>
export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

/** How to reach one database: a URL, or the parts of a unix-socket address. */
export type DatabaseAddress = string | { host: string; port: number; database: string; user: string }

export type OpenDatabase = { db: Db; pool: pg.Pool; address: DatabaseAddress; close: () => Promise<void> }

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, wholeNumber)
types.setTypeParser(pg.types.builtins.DATE, (day) => day)
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instantOf)
types.setTypeParser(1182 as never, (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',')))

/** PostgreSQL writes `2026-11-23 12:00:00.123+00`; years of less than three digits are read only in the form of ISO. */
function instantOf(text: string): string {
  const quick = new Date(text)
  return (Number.isNaN(quick.getTime()) ? new Date(`${text.replace(' ', 'T')}:00`) : quick).toISOString()
}

/**
 * Opens one pool. Whole numbers arrive as numbers (an unsafe one is an error, never rounded), `numeric` as exact text,
 * days as YYYY-MM-DD, instants as ISO text: every row is plain JSON.
 */
export function openDatabase(address: DatabaseAddress, { connections = 10 } = {}): OpenDatabase {
  const pool = new pg.Pool({ ...poolConfig(address), max: connections, types })
  pool.on('error', () => {}) // an idle connection that breaks is replaced at its next use
  pool.on('connect', (client) => client.on('error', () => {})) // one that breaks in use fails its query, not the process
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => noteStatement(query.sql),
  })
  return { db, pool, address, close: () => db.destroy() }
}

/** The address in the words of node-postgres. */
export function poolConfig(address: DatabaseAddress): pg.PoolConfig {
  return typeof address === 'string' ? { connectionString: address } : { ...address }
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is too large to be held exactly; the limit is 2^53 - 1.`)
  return value
}
