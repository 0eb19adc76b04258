import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quarantineFile } from '#imports/quarantine/rows.sql.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { balances, drop } from '../import-crm/dropping.ts'
import { german, hubspot, messy, salesforce, unicodeText, written } from './files.ts'
import { newNoun } from './new-noun.ts'
import { presets } from './presets.ts'
import { workbooks } from './workbooks.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date('2026-11-20T12:00:00Z') })
  await sql`update company.profile set currency = 'EUR', time_zone = 'Europe/Berlin'`.execute(app.workspace.db)
})
afterAll(() => app.close())

describe('workbooks', () => workbooks(() => app))
describe('exports of programs', () => presets(() => app))
describe('a noun of its own', () => newNoun(() => app))

test('a German file with decimal commas and Latin-1 names is read exactly', async () => {
  const [record] = await drop(app.work, { paths: await written({ 'Aufträge.csv': german }) })
  expect(record).toMatchObject({ kind: 'order lines', status: 'loaded', error: null, rowsIn: 3, rowsQuarantined: 0 })
  const lines =
    await rows(sql`select o.ordered_on as day, i.code, a.name, o.quantity, o.amount, o.currency from crm.order_line o
    join company.item i on i.id = o.item_id join crm.account a on a.id = o.account_id where o.order_number like 'A-%' order by o.order_number, o.line_number`)
  expect(lines).toEqual([
    {
      day: '2025-02-03',
      code: 'X-100',
      name: 'Müller & Söhne',
      quantity: '1200.000000',
      amount: '12345.600000',
      currency: 'EUR',
    },
    {
      day: '2025-02-03',
      code: 'X-200',
      name: 'Müller & Söhne',
      quantity: '3.500000',
      amount: '-99.900000',
      currency: 'EUR',
    },
    {
      day: '2025-02-28',
      code: 'X-100',
      name: 'Groß; GmbH',
      quantity: '10.000000',
      amount: '1000000.010000',
      currency: 'EUR',
    },
  ])
})

test('a spreadsheet saved as UTF-16 text is read, and two equal rows without a key are two order lines', async () => {
  const paths = await written({ 'orders.txt': unicodeText })
  const [record] = await drop(app.work, { paths })
  expect(record).toMatchObject({ kind: 'order lines', status: 'loaded', rowsIn: 3 })
  const lines = await rows(
    sql`select o.ordered_on as day, a.name, o.amount from crm.order_line o join crm.account a on a.id = o.account_id
      join company.item i on i.id = o.item_id where i.code like 'P %' order by 1, 2`,
  )
  expect(lines).toEqual([
    { day: '2024-12-31', name: 'Łódź Sp. z o.o.', amount: '2100.500000' },
    { day: '2025-01-02', name: '東京', amount: '0.100000' },
    { day: '2025-01-02', name: '東京', amount: '0.100000' },
  ])
  const [again] = await drop(app.work, { paths })
  expect(again).toMatchObject({ rowsIn: 0, rowsUnchanged: 3 })
})

test('Salesforce files come in with ids of 15 and 18 characters, and their history replaces what dates had told', async () => {
  const loaded = await drop(app.work, { paths: await written(salesforce) })
  expect(
    loaded.map((record) => [record.kind, record.status, record.error, record.rowsIn, record.rowsQuarantined]),
  ).toEqual([
    ['accounts', 'loaded', null, 2, 0],
    ['people', 'loaded', null, 2, 0],
    ['deals', 'loaded', null, 3, 0],
    ['deal history', 'loaded', null, 4, 1],
  ])
  const deals =
    await rows(sql`select d.name, a.name as account, p.name as owner, s.name as stage, d.outcome, d.forecast_category as category, d.amount_minor as minor, d.closed_on as "closedOn"
    from crm.deal d join crm.account a on a.id = d.account_id join company.person p on p.id = d.owner_id join crm.stage s on s.id = d.stage_id
    where d.external_id like '006A%' order by d.name`)
  expect(deals).toEqual([
    {
      name: 'Counters',
      account: 'Contoso',
      owner: 'Rita Rep',
      stage: 'Closed Won',
      outcome: 'won',
      category: 'closed',
      minor: 800000,
      closedOn: '2025-02-14',
    },
    {
      name: 'Lamps',
      account: 'Contoso',
      owner: 'Rita Rep',
      stage: 'Closed Lost',
      outcome: 'lost',
      category: 'omitted',
      minor: 70000,
      closedOn: '2025-01-20',
    },
    {
      name: 'Shelves',
      account: 'Northwind Traders',
      owner: 'Rita Rep',
      stage: 'Negotiation/Review',
      outcome: 'open',
      category: 'commit',
      minor: 1250050,
      closedOn: null,
    },
  ])
  const story =
    await rows(sql`select v.valid_at as at, s.name as stage, v.amount_minor as minor from crm.deal_version v join crm.deal d on d.id = v.deal_id join crm.stage s on s.id = v.stage_id
    where d.name = 'Counters' and v.retracted_at is null order by v.valid_at`)
  expect(story).toEqual([
    { at: '2024-11-02T08:30:00.000Z', stage: 'Prospecting', minor: 500000 },
    { at: '2024-12-05T10:00:00.000Z', stage: 'Proposal/Price Quote', minor: 900000 },
    { at: '2025-01-08T10:00:00.000Z', stage: 'Proposal/Price Quote', minor: 800000 },
    { at: '2025-02-14T16:00:00.000Z', stage: 'Closed Won', minor: 800000 },
  ])
  const managers = await rows(
    sql`select p.name, m.name as manager from company.reporting_line r join company.person p on p.id = r.person_id join company.person m on m.id = r.manager_id where p.name = 'Rita Rep'`,
  )
  expect(managers).toEqual([{ name: 'Rita Rep', manager: 'Ada Boss' }])
})

test('HubSpot deals come in with their pipelines and instants in milliseconds', async () => {
  const [record] = await drop(app.work, { paths: await written({ 'hubspot-deals.csv': hubspot }) })
  expect(record).toMatchObject({ kind: 'deals', status: 'loaded', error: null, rowsIn: 3 })
  const deals =
    await rows(sql`select d.external_id as id, p.name as pipeline, d.outcome, d.amount_minor as minor, d.created_on as "createdOn", d.expected_close as "expectedClose"
    from crm.deal d join crm.pipeline p on p.id = d.pipeline_id where d.external_id like '900_' order by d.external_id`)
  expect(deals).toEqual([
    {
      id: '9001',
      pipeline: 'default',
      outcome: 'open',
      minor: 4500050,
      createdOn: '2025-01-01',
      expectedClose: '2025-03-31',
    },
    {
      id: '9002',
      pipeline: 'default',
      outcome: 'won',
      minor: 120000,
      createdOn: '2024-11-01',
      expectedClose: '2025-02-01',
    },
    { id: '9003', pipeline: 'Renewals', outcome: 'open', minor: null, createdOn: '2025-01-16', expectedClose: null },
  ])
})

describe('a messy file', () => {
  const items = 'item,price\nWidget Large,10\nWidget Small,5\n'
  const customers = 'account,industry\nAcme Corporation,retail\n'

  test('has every problem named with its row, line, column, value and mend; good rows go in', async () => {
    await drop(app.work, { paths: await written({ 'items.csv': items, 'accounts.csv': customers }) })
    const [record] = await drop(app.work, { paths: await written({ 'orders.csv': messy }) })
    expect(record).toMatchObject({ status: 'loaded', error: null, rowsRead: 14, rowsIn: 3, rowsQuarantined: 11 })
    expect(balances(record!)).toBe(true)
    const found = record!.report!.groups.map((group) => [
      group.severity,
      group.kind,
      group.column,
      group.examples[0]!.line,
      group.examples[0]!.value,
      group.mends[0]?.to,
    ])
    expect(found.sort((a, b) => Number(a[3]) - Number(b[3]))).toEqual([
      ['stop', 'repeated key', 'order_number', 3, 'M-1-1', undefined],
      ['stop', 'not a day', 'order_date', 4, '2025-02-30', undefined],
      ['stop', 'not a number', 'quantity', 5, 'one', undefined],
      ['stop', 'not a number', 'amount', 6, 'ten', undefined],
      ['mend', 'misspelt item', 'item', 7, 'Widgt Large', 'Widget Large'],
      ['mend', 'misspelt account', 'customer', 8, 'Acme Corporatoin', 'Acme Corporation'],
      ['stop', 'missing value', 'item', 9, '', undefined],
      ['stop', 'unknown currency', 'currency', 10, 'XYZ', undefined],
      ['stop', 'too many values', '', 11, 'extra', undefined],
      ['note', 'too few values', '', 12, '10.00', undefined],
      ['note', 'more than six decimals', 'amount', 13, '10.1234567', undefined],
      ['note', 'in the future', 'order_date', 13, '2099-01-05', undefined],
      ['stop', 'number too large', 'amount', 17, '12345678901234567.00', undefined],
    ])
  })

  test('gives its bad rows back as a file that can be mended and imported', async () => {
    await drop(app.work, { paths: await written({ 'items.csv': items, 'accounts.csv': customers }) })
    const [record] = await drop(app.work, { paths: await written({ 'orders.csv': messy }) })
    let left = ''
    for await (const piece of quarantineFile(app.workspace.db, record!)) left += piece
    expect(left.split('\n')[0]).toBe(
      '\ufefforder_number,line,order_date,item,customer,quantity,amount,currency,why it was left out',
    )
    const mended = left
      .replace('2025-02-30', '2025-02-28')
      .replace(',one,', ',1,')
      .replace(',ten,', ',10,')
      .replace('Widgt', 'Widget')
      .replace('XYZ', 'USD')
    const [again] = await drop(app.work, { paths: await written({ 'mended.csv': mended }) })
    expect(again).toMatchObject({ kind: 'order lines', status: 'loaded', rowsIn: 5 })
  })
})

async function rows(query: ReturnType<typeof sql>): Promise<unknown[]> {
  return (await query.execute(app.workspace.db)).rows
}
