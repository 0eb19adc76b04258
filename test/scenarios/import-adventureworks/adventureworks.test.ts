import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goalsContract } from '#goals/contract.ts'
import { incentivesContract } from '#goals/incentives/contract.ts'
import type { ImportRecord } from '#imports/schema.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { balances, drop } from '../import-crm/dropping.ts'
import { attainedByHand, commissionsByHand, millionths, records, sumsOf } from './sums.ts'

const folder = join(
  process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../../shared/data'),
  'adventureworks/dw',
)
const dimensions = [
  'dim_product_category.csv',
  'dim_product_subcategory.csv',
  'dim_product.csv',
  'dim_sales_territory.csv',
  'dim_reseller.csv',
  'sales_people.csv',
]
const facts = ['fact_sales_quota.csv', 'fact_internet_sales.csv.gz', 'fact_reseller_sales.csv.gz']

describe.skipIf(!existsSync(folder))('an export of a data warehouse', () => {
  let app: TestApp
  let loaded: ImportRecord[]
  beforeAll(async () => {
    app = await openTestApp()
    loaded = await drop(app.work, { paths: [...facts, ...dimensions].map((name) => join(folder, name)) })
    expect(loaded.map((record) => [record.fileName, record.status, record.error])).toEqual(
      loaded.map((record) => [record.fileName, 'loaded', null]),
    )
  })
  afterAll(() => app.close())

  test('is understood file by file, with every row in', () => {
    expect(loaded.map((record) => [record.kind, record.rowsRead, record.rowsIn])).toEqual([
      ['families', 4, 4],
      ['families', 37, 37],
      ['territories', 11, 11],
      ['items', 606, 606],
      ['accounts', 701, 701],
      ['people', 18, 18],
      ['quotas', 163, 163],
      ['order lines', 60398, 60398],
      ['order lines', 60855, 60855],
    ])
    expect(loaded.every(balances)).toBe(true)
  })

  test('has 606 product keys lead to 504 items in 4 families', async () => {
    const { rows } =
      await sql`select (select count(*) from company.item) as items, (select count(*) from company.family) as families,
      (select count(*) from imports.alias where noun = 'item' and key_name = 'productkey') as keys`.execute(
        app.workspace.db,
      )
    expect(rows).toEqual([{ items: 504, families: 4, keys: 606 }])
  })

  test('is worth 29,358,677.22 over the internet and 80,450,596.98 through resellers', async () => {
    const { rows } =
      await sql`select channel, count(*) as lines, round(sum(amount), 2)::text as worth from crm.order_line
      where ended_at is null group by channel order by channel`.execute(app.workspace.db)
    expect(rows).toEqual([
      { channel: 'internet', lines: 60398, worth: '29358677.22' },
      { channel: 'reseller', lines: 60855, worth: '80450596.98' },
    ])
  })

  test.each([
    ['internet', 'fact_internet_sales.csv.gz'],
    ['reseller', 'fact_reseller_sales.csv.gz'],
  ])('agrees to the millionth per month, category and territory: %s', async (channel, fact) => {
    const { rows } = await sql<{ key: string; amount: string }>`
      select to_char(o.ordered_on, 'YYYY-MM') || '|' || f.name || '|' || t.name as key, sum(o.amount)::text as amount
      from crm.order_line o join company.item i on i.id = o.item_id join company.family f on f.id = i.family_id join company.territory t on t.id = o.territory_id
      where o.ended_at is null and o.channel = ${channel} group by 1`.execute(app.workspace.db)
    expect(new Map(rows.map((row) => [row.key, millionths(row.amount)]))).toEqual(sumsOf(folder, fact))
  })

  test('has each quota last until the next one of its person begins', async () => {
    const { rows } = await sql<{
      days: number
      quotas: number
      worth: number
    }>`select count(*) as quotas, sum(amount_minor) as worth,
      count(*) filter (where ends_on <= starts_on) as days from goals.quota where ended_at is null`.execute(
      app.workspace.db,
    )
    const worth = records(folder, 'fact_sales_quota.csv').reduce(
      (sum, row) => sum + Number(row.SalesAmountQuota) * 100,
      0,
    )
    expect(rows[0]).toMatchObject({ quotas: 163, days: 0 })
    expect(Number(rows[0]!.worth)).toBe(worth)
  })

  test('says the attainment of all 163 quotas within their own dates, own and with reports, from the order lines', async () => {
    const owner = await app.as('owner')
    const { body } = await owner.call(goalsContract.attainedQuotas, {})
    expect(body.quotas).toHaveLength(163)
    const expected = attainedByHand(folder)
    const { rows } = await sql<{
      id: string
      key: string
    }>`select subject_id::text as id, value as key from imports.alias
      where noun = 'person' and key_name = 'employeekey'`.execute(app.workspace.db)
    const keyOf = new Map(rows.map((row) => [row.id, row.key]))
    const said = body.quotas.map((quota) => [
      `${keyOf.get(quota.subjectId!)} ${quota.startsOn}`,
      { quota: quota.companyMinor, closed: quota.closed, withReports: quota.withReportsMinor, counts: quota.counts },
    ])
    expect(new Map(said as [string, unknown][])).toEqual(expected)
  })

  test('pays each person the sales of each quota period x the current commission percentage, to the cent', async () => {
    const owner = await app.as('owner')
    const { body: quotas } = await owner.call(goalsContract.attainedQuotas, {})
    const { rows } = await sql<{
      id: string
      key: string
    }>`select subject_id::text as id, value as key from imports.alias
      where noun = 'person' and key_name = 'employeekey'`.execute(app.workspace.db)
    const idOf = new Map(rows.map((row) => [row.key, row.id]))
    const expected = commissionsByHand(folder)
    const terms = {
      currency: 'USD',
      counts: 'order lines',
      rules: [{ kind: 'commission', name: 'Commission', rate: null }],
    } as const
    const body = { name: 'Commission', startsOn: '2010-01-01', terms: { ...terms, rules: [...terms.rules] } }
    const { body: plan } = await owner.call(incentivesContract.addPlan, { body })
    const participants = [...expected.rates].map(([key, rate]) => ({
      personId: idOf.get(key)!,
      startsOn: '2010-01-01',
      rate,
    }))
    await owner.call(incentivesContract.setParticipants, { params: { id: plan.id }, body: { participants } })
    const periods = new Map(
      quotas.quotas.map(({ startsOn, endsOn }) => [`${startsOn} ${endsOn}`, { from: startsOn, to: endsOn }]),
    )
    const said = new Map<string, number>()
    for (const period of periods.values()) {
      const { body: run } = await owner.call(incentivesContract.run, { body: { planId: plan.id, ...period } })
      const { body: found } = await owner.call(incentivesContract.statements, { query: { runId: run.id } })
      for (const each of found.statements) said.set(`${each.personId} ${period.from} ${period.to}`, each.earnedMinor)
    }
    for (const { subjectId, startsOn, endsOn } of quotas.quotas) {
      const key = rows.find(({ id }) => id === subjectId)!.key
      expect(said.get(`${subjectId} ${startsOn} ${endsOn}`), `${key} ${startsOn}`).toBe(
        expected.commission(key, startsOn, endsOn),
      )
    }
  })

  test('has every seller but the head report to somebody', async () => {
    const { rows } =
      await sql`select (select count(*) from company.person) as people, (select count(*) from company.reporting_line) as lines`.execute(
        app.workspace.db,
      )
    expect(rows).toEqual([{ people: 18, lines: 17 }])
  })

  test('changes nothing the second time', async () => {
    const again = await drop(app.work, {
      paths: ['fact_sales_quota.csv', 'fact_reseller_sales.csv.gz'].map((name) => join(folder, name)),
    })
    expect(again.map((record) => [record.rowsIn, record.rowsUnchanged, record.rowsQuarantined])).toEqual([
      [0, 163, 0],
      [0, 60855, 0],
    ])
  })
})
