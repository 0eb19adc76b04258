import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenDatabase, openDatabase } from '#platform/db/pool.ts'
import { generateDemoCompany } from '../../../examples/demo-company/generate.ts'
import { type SeededDemo, seedDemoCompany } from '../../../examples/demo-company/seed.ts'
import { createTestDatabase, type TestDatabase } from '../../harness/database.ts'
import { smallDemo } from '../../harness/demo.ts'

const plan = { seed: 7, today: '2026-11-23', size: smallDemo }
let database: TestDatabase
let opened: OpenDatabase
let seeded: SeededDemo

beforeAll(async () => {
  database = await createTestDatabase()
  opened = openDatabase(database.url)
  seeded = await seedDemoCompany({ pool: opened.pool, ...plan })
})
afterAll(async () => {
  await opened.close()
  await database.drop()
})

describe('seeding a workspace', () => {
  test('writes every row that was generated, to the last decimal', async () => {
    const company = generateDemoCompany({ ...plan, seed: '7' })
    const millionths = company.orderLines.reduce((sum, line) => sum + inMillionths(line.amount), 0n)
    const found = await one<{ deals: number; versions: number; lines: number; amount: string; won: number }>(sql`
      select (select count(*) from crm.deal) as deals, (select count(*) from crm.deal_version) as versions,
        (select count(*) from crm.order_line) as lines, (select sum(amount) from crm.order_line) as amount,
        (select sum(amount_minor)::bigint from crm.deal where outcome = 'won') as won`)
    const won = company.deals.filter((deal) => deal.outcome === 'won').reduce((sum, deal) => sum + deal.amount_minor, 0)
    expect({ ...found, amount: inMillionths(found.amount) }).toEqual({
      deals: 600,
      versions: company.versions.length,
      lines: 15_000,
      amount: millionths,
      won,
    })
    expect(seeded.rows['crm.order_line']).toBe(15_000)
    expect(seeded.demoLogins).toEqual(company.logins)
  })

  test('leaves each deal as the newest version of its history says', async () => {
    const { wrong } = await one<{ wrong: number }>(sql`
      with newest as (
        select distinct on (deal_id) * from crm.deal_version where retracted_at is null
        order by deal_id, valid_at desc, recorded_at desc)
      select count(*) as wrong from crm.deal deal left join newest on newest.deal_id = deal.id
      where (deal.stage_id, deal.owner_id, deal.forecast_category, deal.amount_minor, deal.currency, deal.expected_close, deal.closed_on, deal.account_id, deal.item_id, deal.name)
        is distinct from (newest.stage_id, newest.owner_id, newest.forecast_category, newest.amount_minor, newest.currency, newest.expected_close, newest.closed_on, newest.account_id, newest.item_id, newest.name)`)
    expect(wrong).toBe(0)
  })

  test('fills the profile and keeps the truth for later tests', async () => {
    const profile = await one<{ name: string; currency: string }>(sql`select name, currency from company.profile`)
    expect(profile).toEqual({ name: 'Tarnbeck', currency: 'USD' })
    const { truth } = await one<{ truth: unknown }>(
      sql`select value as truth from platform.setting where key = 'demo.truth'`,
    )
    expect(truth).toEqual(JSON.parse(JSON.stringify(seeded.truth)))
  })

  test('refuses a workspace that holds something, and changes nothing there', async () => {
    await expect(seedDemoCompany({ pool: opened.pool, ...plan })).rejects.toThrow(
      /needs an empty workspace; this one holds 41 people/,
    )
    expect(await one(sql`select count(*) as lines from crm.order_line`)).toEqual({ lines: 15_000 })
  })

  test('is all or nothing', async () => {
    const other = await createTestDatabase()
    const { db, close } = openDatabase(other.url)
    await sql`insert into crm.pipeline (id, name) values (gen_random_uuid(), 'Equipment sales')`.execute(db)
    await expect(seedDemoCompany({ address: other.url, ...plan })).rejects.toThrow(/duplicate key/)
    const { rows } = await sql`select (select count(*) from company.person) as people,
      (select count(*) from company.profile where name = 'Tarnbeck') as profiles`.execute(db)
    expect(rows).toEqual([{ people: 0, profiles: 0 }])
    await close()
    await other.drop()
  })

  test('works for a database user without special rights', async () => {
    const other = await createTestDatabase()
    const { db, close } = openDatabase(other.url, { connections: 1 })
    await sql`create role demo_plain`.execute(db)
    const schemas = await sql<{ schema: string }>`select nspname as schema from pg_namespace
      where nspname !~ '^pg' and nspname <> 'information_schema'`.execute(db)
    for (const { schema } of schemas.rows) {
      await sql`grant usage on schema ${sql.id(schema)} to demo_plain`.execute(db)
      await sql`grant all on all tables in schema ${sql.id(schema)} to demo_plain`.execute(db)
    }
    const plain = openDatabase(other.url, { connections: 1 })
    await plain.pool.query('set role demo_plain')
    const { rows } = await seedDemoCompany({ pool: plain.pool, ...plan })
    expect(rows['crm.deal']).toBe(600)
    await plain.close()
    await sql`drop owned by demo_plain`.execute(db)
    await sql`drop role demo_plain`.execute(db)
    await close()
    await other.drop()
  })
})

async function one<T>(query: ReturnType<typeof sql>): Promise<T> {
  const { rows } = await query.execute(opened.db)
  return rows[0] as T
}

function inMillionths(text: string): bigint {
  const [whole, rest = ''] = text.split('.')
  return BigInt(whole! + rest.padEnd(6, '0'))
}
