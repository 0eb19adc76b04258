import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type DatabaseAddress, poolConfig } from '#platform/db/pool.ts'
import { type DemoCompany, type DemoTruth, generateDemoCompany } from './generate.ts'
import type { DemoLogin } from './people.ts'
import { withReferencesCheckedAtTheEnd } from './references.ts'
import type { Table } from './rows.ts'

/** What a seeded workspace was given: how many rows per table, whom to sign in as, what it was drawn from. */
export type SeededDemo = { rows: Record<string, number>; demoLogins: DemoLogin[]; truth: DemoTruth }

/**
 * Writes the demo company into an empty, migrated workspace in one transaction: all rows or none. The truth goes to
 * platform.setting under `demo.truth`. Logins are left to the caller; demand is left to its jobs.
 */
export async function seedDemoCompany(
  input: { today: string; seed: number | string } & ({ pool: pg.Pool } | { address: DatabaseAddress }),
): Promise<SeededDemo> {
  const own = 'pool' in input ? undefined : new pg.Pool({ ...poolConfig(input.address), max: 1 })
  const client = await ('pool' in input ? input.pool : own!).connect()
  try {
    return await inTransaction(client, async () => {
      await refuseUnlessEmpty(client)
      const company = generateDemoCompany({ seed: String(input.seed), today: input.today })
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
  const names = tables.map((table) => table.name)
  await withReferencesCheckedAtTheEnd(client, names, async () => {
    for (const table of tables) await copy(client, table)
  })
  await client.query(
    `insert into platform.setting (key, value) values ('demo.truth', $1)
     on conflict (key) do update set value = excluded.value, changed_at = now()`,
    [JSON.stringify(company.truth)],
  )
  await client.query(`analyze ${names.join(', ')}`)
  return Object.fromEntries(tables.map((table) => [table.name, table.rows.length]))
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

/** In the order the references need. */
function tablesOf(company: DemoCompany): Table[] {
  return [
    table('company.territory', company.territories),
    table('company.site', company.sites),
    table('company.person', company.people),
    table('company.reporting_line', company.reportingLines),
    table('company.team', company.teams),
    table('company.team_membership', company.memberships),
    table('company.family', company.families),
    table('company.item', company.items),
    table('company.currency_rate', company.rates),
    table('crm.account', company.accounts),
    table('crm.pipeline', company.pipelines),
    table('crm.stage', company.stages),
    table('crm.deal', company.deals),
    table('crm.deal_version', company.versions),
    table('crm.order_line', company.orderLines),
    table('goals.quota', company.quotas),
  ]
}

function table(name: string, rows: Table['rows']): Table {
  return { name, columns: Object.keys(rows[0]!), rows }
}

const chunkLength = 1 << 18

/** Streams the rows in COPY's text form. */
async function copy(client: pg.PoolClient, { name, columns, rows }: Table): Promise<void> {
  const stream = client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`))
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

function cellText(cell: Table['rows'][number][string]): string {
  if (cell === null) return '\\N'
  if (typeof cell !== 'string') return String(cell)
  return cell.replace(special, (character) => escapes[character]!)
}
