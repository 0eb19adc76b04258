import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { declared } from '#declared.ts'
import { type DatabaseAddress, poolConfig } from '#platform/db/pool.ts'
import type { DemoCell, DemoTable } from '#platform/demo.ts'
import type { Domain } from '#platform/domain.ts'
import { type DemoCompany, type DemoSize, type DemoTruth, generateDemoCompany } from './generate.ts'
import type { DemoLogin } from './people.ts'
import { withReferencesCheckedAtTheEnd } from './references.ts'

/** What a seeded workspace was given: how many rows per table, whom to sign in as, what it was drawn from. */
export type SeededDemo = { rows: Record<string, number>; demoLogins: DemoLogin[]; truth: DemoTruth }

/**
 * Writes the demo company into an empty, migrated workspace in one transaction: all rows or none. The truth goes to
 * platform.setting under `demo.truth`. Logins are left to the caller; demand is left to its jobs.
 */
export async function seedDemoCompany(
  input: { today: string; seed: number | string; size?: DemoSize } & ({ pool: pg.Pool } | { address: DatabaseAddress }),
): Promise<SeededDemo> {
  const own = 'pool' in input ? undefined : new pg.Pool({ ...poolConfig(input.address), max: 1 })
  const client = await ('pool' in input ? input.pool : own!).connect()
  try {
    return await inTransaction(client, async () => {
      await refuseUnlessEmpty(client)
      const company = generateDemoCompany({ ...input, seed: String(input.seed) })
      const rows = await writeCompany(client, company)
      return { rows, demoLogins: company.logins, truth: company.truth }
    })
  } finally {
    client.release()
    await own?.end()
  }
}

async function inTransaction<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

async function writeCompany(client: pg.PoolClient, company: DemoCompany): Promise<Record<string, number>> {
  await writeProfile(client, company.profile)
  const tables = tablesOf(company)
  const names = tables.map(({ table }) => table)
  await withReferencesCheckedAtTheEnd(client, names, async () => {
    for (const each of tables) await copy(client, each)
  })
  await client.query(
    `insert into platform.setting (key, value) values ('demo.truth', $1)
     on conflict (key) do update set value = excluded.value, changed_at = now()`,
    [JSON.stringify(company.truth)],
  )
  await client.query(`analyze ${names.join(', ')}`)
  return Object.fromEntries(tables.map(({ table, rows }) => [table, rows.length]))
}

async function refuseUnlessEmpty(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ people: number; deals: number; lines: number }>(
    `select (select count(*)::int from company.person) as people, (select count(*)::int from crm.deal) as deals,
       (select count(*)::int from crm.order_line) as lines`,
  )
  const { people, deals, lines } = rows[0]!
  if (people + deals + lines === 0) return
  throw new Error(
    `The demo company needs an empty workspace; this one holds ${people} people, ${deals} deals and ${lines} order lines. Use a new database.`,
  )
}

async function writeProfile(client: pg.PoolClient, profile: DemoCompany['profile']): Promise<void> {
  const columns = Object.keys(profile)
  await client.query(
    `insert into company.profile (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})
     on conflict (only_one) do update set ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}, changed_at = now()`,
    Object.values(profile),
  )
}

/** What each domain holds of the demo company; a domain comes after those it uses, as the references need. */
function tablesOf(company: DemoCompany): DemoTable[] {
  const seeded = new Set<string>()
  const tables: DemoTable[] = []
  const seed = (domain: Domain): void => {
    if (seeded.has(domain.name)) return
    seeded.add(domain.name)
    for (const used of declared) if (domain.uses.includes(used.name)) seed(used)
    tables.push(...(domain.demo?.(company) ?? []).filter(({ rows }) => rows.length > 0))
  }
  for (const domain of declared) seed(domain)
  return tables
}

const chunkLength = 1 << 18

/** Streams the rows in COPY's text form. */
async function copy(client: pg.PoolClient, { table, rows }: DemoTable): Promise<void> {
  const columns = Object.keys(rows[0]!)
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  const finished = once(stream, 'finish')
  let chunk = ''
  for (const row of rows) {
    for (let i = 0; i < columns.length; i++) chunk += (i === 0 ? '' : '\t') + cellText(row[columns[i]!] ?? null)
    chunk += '\n'
    if (chunk.length < chunkLength) continue
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), finished])
    chunk = ''
  }
  stream.end(chunk)
  await finished
}

const special = /[\\\t\n\r]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function cellText(cell: DemoCell): string {
  if (cell === null) return '\\N'
  if (typeof cell !== 'string') return String(cell)
  return cell.replace(special, (character) => escapes[character]!)
}
