import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportRecord } from '#imports/schema.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { balances, drop } from './dropping.ts'

const folder = join(process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../../shared/data'), 'crm')
const paths = ['sales_pipeline.csv', 'accounts.csv', 'sales_teams.csv', 'products.csv'].map((name) =>
  join(folder, name),
)

describe.skipIf(!existsSync(folder))('a CRM export of four files', () => {
  let app: TestApp
  let loaded: ImportRecord[]
  let cautious: ImportRecord[]
  beforeAll(async () => {
    app = await openTestApp()
    cautious = await drop(app.work, { paths, dryRun: true })
    const checked = await drop(app.work, { paths, acceptMends: true, dryRun: true })
    expect(checked.map((record) => [record.kind, record.status, record.error])).toEqual(
      ['items', 'accounts', 'people', 'deals'].map((kind) => [kind, 'checked', null]),
    )
    loaded = await drop(app.work, { paths, acceptMends: true })
    expect(loaded.map((record) => [record.status, record.error])).toEqual(loaded.map(() => ['loaded', null]))
    expect(checked.map(figures)).toEqual(loaded.map(figures))
  })
  afterAll(() => app.close())

  const of = (kind: string) => loaded.find((record) => record.kind === kind)!
  const rowsWith = (kind: string, problem: string) => of(kind).report!.groups.find((group) => group.kind === problem)

  test('is loaded in the order of what refers to what, every row accounted for', () => {
    expect(loaded.map(figures)).toEqual([
      ['items', 7, 7, 0, 0],
      ['accounts', 85, 85, 0, 0],
      ['people', 35, 35, 0, 0],
      ['deals', 8800, 8800, 0, 0],
    ])
    expect(loaded.every(balances)).toBe(true)
  })

  test('gives 8,800 deals: won 4,238 for 10,005,534, lost 2,473, open 2,089', async () => {
    const { rows } =
      await sql`select outcome, count(*) as deals, sum(amount_minor) filter (where outcome = 'won') / 100 as worth, count(*) filter (where amount_minor is null) as bare
      from crm.deal where ended_at is null group by outcome order by outcome`.execute(app.workspace.db)
    expect(rows).toMatchObject([
      { outcome: 'lost', deals: 2473 },
      { outcome: 'open', deals: 2089 },
      { outcome: 'won', deals: 4238 },
    ])
    expect(Number((rows[2] as { worth: string }).worth)).toBe(10_005_534)
    expect(rows.map((row) => (row as { bare: number }).bare)).toEqual([0, 0, 0])
  })

  test('has its misspelt names mended, and says so', () => {
    expect(rowsWith('deals', 'misspelt item')).toMatchObject({
      severity: 'mend',
      rows: 1480,
      mends: [{ from: 'GTXPro', to: 'GTX Pro', rows: 1480 }],
    })
    expect(rowsWith('accounts', 'misspelt industry')).toMatchObject({
      rows: 12,
      mends: [{ from: 'technolgy', to: 'technology', rows: 12 }],
    })
    expect(rowsWith('accounts', 'misspelt country')).toMatchObject({
      rows: 1,
      mends: [{ from: 'Philipines', to: 'Philippines', rows: 1 }],
    })
    expect(of('deals').rowsMended).toBe(1480)
  })

  test('has everything reported that is missing from its deals', () => {
    expect(rowsWith('deals', 'open deal without account')?.rows).toBe(1425)
    expect(rowsWith('deals', 'no opening day')?.rows).toBe(500)
    expect(rowsWith('deals', 'open deal without expected close')?.rows).toBe(2089)
    expect(rowsWith('deals', 'open deal without amount')?.rows).toBe(2089)
    expect(rowsWith('deals', 'lost deal with value 0')?.rows).toBe(2473)
    expect(of('deals').report!.findings).toEqual([
      '5 of 35 people own no deal: Carl Lin, Carol Thompson, Elizabeth Anderson, Mei-Mei Johns, Natalya Ivanova.',
      expect.stringContaining('no stage history'),
    ])
    expect(of('people').report!.creates).toContainEqual(expect.objectContaining({ noun: 'person', count: 6 }))
  })

  test('opens each deal on its engage date, and closes it on its close date', async () => {
    const { rows } =
      await sql`select v.valid_at as "validAt", s.name as stage, v.amount_minor as "amountMinor", v.amount_basis as basis, v.closed_on as "closedOn"
      from crm.deal_version v join crm.deal d on d.id = v.deal_id join crm.stage s on s.id = v.stage_id where d.external_id = 'Z063OYW0' order by v.valid_at`.execute(
        app.workspace.db,
      )
    expect(rows).toEqual([
      {
        validAt: '2016-10-25T00:00:00.000Z',
        stage: 'Engaging',
        amountMinor: 482100,
        basis: 'list price',
        closedOn: null,
      },
      {
        validAt: '2017-03-11T00:00:00.000Z',
        stage: 'Won',
        amountMinor: 451400,
        basis: 'stated',
        closedOn: '2017-03-11',
      },
    ])
    const versions = await sql<{ rows: number }>`select count(*) as rows from crm.deal_version`.execute(
      app.workspace.db,
    )
    expect(versions.rows[0]!.rows).toBe(8800 + 4238 + 2473)
  })

  test('links subsidiaries to their parents and agents to their managers', async () => {
    const { rows } = await sql`select (select count(*) from crm.account where parent_id is not null) as subsidiaries,
      (select count(*) from company.reporting_line) as lines, (select count(*) from company.team) as teams,
      (select annual_revenue_minor from crm.account where name = 'Acme Corporation') as revenue`.execute(
      app.workspace.db,
    )
    expect(rows).toEqual([{ subsidiaries: 15, lines: 35, teams: 3, revenue: 110_004_000_000 }])
  })

  test('would leave misspelt rows in quarantine if nobody accepted the mends', () => {
    expect(cautious.map(figures)).toEqual([
      ['items', 7, 7, 0, 0],
      ['accounts', 85, 72, 0, 13],
      ['people', 35, 35, 0, 0],
      ['deals', 8800, 7320, 0, 1480],
    ])
  })

  test('changes nothing when it is dropped again', async () => {
    const again = await drop(app.work, { paths, acceptMends: true })
    expect(again.map(figures)).toEqual([
      ['items', 7, 0, 7, 0],
      ['accounts', 85, 0, 85, 0],
      ['people', 35, 0, 35, 0],
      ['deals', 8800, 0, 8800, 0],
    ])
  })
})

function figures(record: ImportRecord): [string, number, number, number, number] {
  return [record.kind, record.rowsRead, record.rowsIn, record.rowsUnchanged, record.rowsQuarantined]
}
