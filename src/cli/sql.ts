import { createInterface } from 'node:readline/promises'
import pg from 'pg'
import { readConfig } from '#platform/config.ts'
import { reachDatabase, type Workspace } from '#platform/db/embedded/reach.ts'
import { poolConfig } from '#platform/db/pool.ts'
import { csvOf, tableOf } from './sql-table.ts'

export type SqlRequest = { statement: string | undefined; write: boolean; workspace: Workspace; argv: string[] }

/** What a column of text is shown as: as PostgreSQL writes it, without a turn through JavaScript's numbers and dates. */
const asWritten = { getTypeParser: () => (text: string) => text }

const tables = `select schemaname || '.' || relname as table, n_live_tup as rows_about from pg_stat_user_tables
  where schemaname not in ('pgboss') order by 1`
const columns = `select attname as column, format_type(atttypid, atttypmod) as type, not attnotnull as may_be_null
  from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`
const help =
  'One statement a line, ended by ; where it is longer. \\d lists the tables, \\d crm.deal the columns of one, \\q ends.\n'

/** Runs one statement, or a prompt of them, on a workspace's database; only reading unless writing is asked for. Answers the exit code. */
export async function runSql({ statement, write, workspace, argv }: SqlRequest): Promise<number> {
  const config = readConfig({ argv, env: process.env })
  const { url, release } = await reachDatabase({ config, workspace, sharing: 'shared' })
  const client = new pg.Client({ ...poolConfig(url), types: asWritten })
  try {
    await client.connect()
    if (statement !== undefined) return await answer({ client, write, statement })
    return await prompt({ client, write, workspace })
  } finally {
    await client.end()
    await release()
  }
}

type Prompted = { client: pg.Client; write: boolean; workspace: Workspace }

/** Reads statements from the terminal, or from a pipe, until the end; a failed one ends only a pipe. */
async function prompt({ client, write, workspace }: Prompted): Promise<number> {
  const isTerminal = process.stdin.isTTY
  if (isTerminal) process.stderr.write(`${workspace}, ${write ? 'reading and writing' : 'reading only'}. ${help}`)
  const lines = createInterface({ input: process.stdin, ...(isTerminal && { output: process.stderr }) })
  const ask = (begun: string) => {
    if (!isTerminal) return
    lines.setPrompt(begun ? '    ... ' : 'sql> ')
    lines.prompt()
  }
  let begun = ''
  let code = 0
  ask(begun)
  for await (const line of lines) {
    begun += begun ? `\n${line}` : line
    if (begun.trim() === '\\q') break
    const isWhole =
      begun.trim() === '' ||
      begun.trim().startsWith('\\') ||
      /;\s*$/.test(begun) ||
      (isTerminal && !begun.includes('\n'))
    if (isWhole) {
      const statement = begun
      begun = ''
      if (statement.trim()) code = await answer({ client, write, statement })
      if (code !== 0 && !isTerminal) break
    }
    ask(begun)
  }
  lines.close()
  if (begun.trim() && begun.trim() !== '\\q' && code === 0) code = await answer({ client, write, statement: begun })
  return isTerminal ? 0 : code
}

/** One statement, in a transaction of its own. The extended protocol takes no second statement, so reading stays reading. */
async function answer(input: { client: pg.Client; write: boolean; statement: string }): Promise<number> {
  const { client, write, statement } = input
  const [meta, name] = statement.trim().replace(/;$/, '').split(/\s+/)
  const query = meta === '\\d' ? (name ? { text: columns, values: [name] } : { text: tables }) : { text: statement }
  try {
    await client.query(write ? 'begin' : 'begin read only')
    const config: pg.QueryArrayConfig & { queryMode: 'extended' } = {
      ...query,
      rowMode: 'array',
      queryMode: 'extended',
    }
    const result = await client.query<string[]>(config)
    await client.query('commit')
    const names = result.fields.map((field) => field.name)
    if (names.length === 0) process.stderr.write(`${result.command} ${result.rowCount ?? ''}\n`)
    else process.stdout.write(process.stdout.isTTY ? tableOf(names, result.rows) : csvOf(names, result.rows))
    return 0
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    const { code, message } = error as pg.DatabaseError
    const wayOut = code === '25006' ? ' Add --write to change data; nothing then checks, audits or announces it.' : ''
    process.stderr.write(`${message}.${wayOut}\n`)
    return 1
  }
}
