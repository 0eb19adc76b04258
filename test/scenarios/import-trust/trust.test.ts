import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptSet, decideMapping } from '#imports/change.tx.ts'
import type { ImportRecord } from '#imports/schema.ts'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { load } from '../import-crm/dropping.ts'
import { handsOn } from './hands.ts'
import { datedFiles, filesAfterEdits, laterFiles, sparseFiles } from './later-files.ts'
import { takingAway, undoing } from './undoing.ts'

let app: TestApp
const { one, check, decided, lines, deals, whole, texts } = handsOn(() => app)
beforeAll(async () => {
  app = await openTestApp()
  await sql`update company.profile set currency = 'EUR', time_zone = 'Europe/Berlin'`.execute(app.workspace.db)
})
afterAll(() => app.close())

describe('an undo', () => undoing(() => app))
describe('an undo of master data', () => takingAway(() => app))
describe('a later file of deals', () => {
  laterFiles(() => app)
  filesAfterEdits(() => app)
  datedFiles(() => app)
  sparseFiles(() => app)
})

describe('amounts keep their size and their currency', () => {
  test('a point groups thousands where another column of the file writes decimal commas', async () => {
    await one('mengen.csv', 'Datum;Artikel;Menge;Betrag\n01.03.2026;N-81;2.500;11.000,25\n02.03.2026;N-82;4.000;9,10\n')
    expect(await lines('N-8')).toEqual(['N-81 2500 11000.25 EUR', 'N-82 4000 9.1 EUR'])
  })

  test('a column of currency codes counts whatever its header says; two such columns are asked about', async () => {
    await one('isk.csv', 'Order Number,Line,Order Date,SKU,Qty,Amount,Devise\nI-1,1,2026-01-05,K-81,1,9000,JPY\n')
    expect(await lines('K-81')).toEqual(['K-81 1 9000 JPY'])
    const text = 'Order Number,Line,Order Date,SKU,Qty,Amount,Devise,Base\nI-2,1,2026-01-05,K-82,1,9000,JPY,EUR\n'
    const asked = await one('two.csv', text)
    expect(asked).toMatchObject({ status: 'failed', rowsIn: 0 })
    expect(asked.mapping.asks).toEqual(['"Devise" and "Base" hold currencies. Which is the currency of the amounts?'])
    const answered = await decideMapping(app.work, { id: asked.id, answers: { 'currency:': 'Devise' } })
    expect(answered.mapping.asks).toEqual([])
    await load(app.work, { setId: asked.setId })
    expect(await lines('K-82')).toEqual(['K-82 1 9000 JPY'])
  })

  test('a currency beside an amount is its currency; per cent, shortened thousands and errors are no amounts', async () => {
    const record = await one(
      'signs.csv',
      'Deal ID,Deal Name,Stage,Amount,Close Date\nS-1,a,Proposal,$250.00,2027-01-05\nS-2,b,Proposal,90 GBP,2027-01-05\nS-3,c,Proposal,"CHF 1,000.50",2027-01-05\nS-4,d,Proposal,15%,2027-01-05\nS-5,e,Proposal,2.5k,2027-01-05\nS-6,f,Proposal,#VALUE!,2027-01-05\n',
    )
    expect(record).toMatchObject({ rowsIn: 3, rowsQuarantined: 3 })
    expect(await deals('S-')).toEqual(['S-1 25000 USD', 'S-2 9000 GBP', 'S-3 100050 CHF'])
  })

  test('lines without a quantity count as one each, and that is said with what was not used', async () => {
    const record = await one('paid.csv', 'Order Date,SKU,Amount,Stk\n2026-03-01,ZQ-1,4.50,12\n')
    expect(record.report!.findings).toEqual([
      'No column is called a quantity: each line counts as one piece. "Stk" is not used.',
    ])
    expect(await lines('ZQ-')).toEqual(['ZQ-1 1 4.5 EUR'])
  })

  test('a number that can be read both ways, a day too, stop the load until they are answered', async () => {
    const record = await one('both.csv', 'Order Date,SKU,Customer,Qty,Amount\n03/04/2026,Q-1,Q,1,"4,250"\n')
    expect(record.status).toBe('failed')
    expect(record.mapping.questions.map((question) => question.id)).toEqual(['days:Order Date', 'numbers:Amount'])
    await expect(acceptSet(app.work, record.setId, 'all')).rejects.toThrow('2 questions are open')
    await decideMapping(app.work, {
      id: record.id,
      answers: { 'days:Order Date': 'dmy', 'numbers:Amount': '.' },
    })
    await load(app.work, { setId: record.setId })
    expect(await lines('Q-1')).toEqual(['Q-1 1 4250 EUR'])
  })

  test('money under a name that nobody knows is asked about, not left out', async () => {
    const record = await one('worth.csv', 'Deal ID;Deal Name;Stage;Tijori;Days open\nMO-1;a;Proposal;1.200,50;12\n')
    expect(record.mapping.asks).toEqual([
      'No column is called amount, but "Tijori" (1.200,50) looks like money. Is it the amount?',
    ])
    await decideMapping(app.work, { id: record.id, answers: { 'money:amount': 'Tijori' } })
    await load(app.work, { setId: record.setId })
    expect(await deals('MO-')).toEqual(['MO-1 120050 EUR'])
  })

  test('a contradiction of days is found wherever it stands in the file', async () => {
    const rows = Array.from({ length: 30_000 }, (_, n) => `${(n % 28) + 1}/0${(n % 9) + 1}/2026,L-${n % 40},1,5.10`)
    const record = await check('late.csv', `Order Date,SKU,Qty,Amount\n${rows.join('\n')}\n01/13/2026,L-1,1,5.10\n`)
    expect(record.mapping.asks.join()).toContain('contradict each other')
  })
})

describe('a file that overlaps what is here', () => {
  const head = 'Invoice,Date,StockCode,Qty,Price,Customer'
  const first = [
    head,
    'W-1,2026-02-01,T-1,2,5.00,Ann',
    'W-1,2026-02-01,T-1,2,5.00,Ann',
    'W-1,2026-02-01,T-2,1,8.00,Ann',
    'W-2,2026-02-02,T-1,1,5.00,Bob',
  ]
  const totals = async () => {
    const { rows } = await sql<{
      lines: number
      worth: string
    }>`select count(*) as lines, trim_scale(sum(amount))::text as worth
      from crm.order_line where order_number like 'W-%' and ended_at is null`.execute(app.workspace.db)
    return `${rows[0]!.lines} lines worth ${rows[0]!.worth}`
  }

  test('doubles nothing when its columns are renamed, reordered, written otherwise or joined by another', async () => {
    expect(await one('shop.csv', first.join('\n'))).toMatchObject({ rowsNew: 4 })
    expect(await totals()).toBe('4 lines worth 33')
    const again = [
      'Customer;Preis;Menge;Artikel;Datum;Rechnung;Remark',
      'Bob;5,0;1,00;T-1;2026-02-02;W-2;x',
      'Ann;8,00;1;T-2;2026-02-01;W-1;y',
      'Ann;5,00;2;t-1;2026-02-01;W-1;',
      'Ann;5,00;2;T-1;2026-02-01;W-1;z',
    ].join('\n')
    const record = await decided('shop2.csv', again, { order_number: 'Rechnung' })
    expect(record).toMatchObject({ status: 'loaded', rowsNew: 0, rowsUnchanged: 4 })
    expect(await totals()).toBe('4 lines worth 33')
  })

  test('doubles nothing when line numbers are written otherwise; letters of a wrong encoding stay out', async () => {
    const numbered = 'Order Number,Line,Order Date,SKU,Customer,Qty,Amount\n'
    await one('l1.csv', `${numbered}LN-1,1,2026-01-05,LN-A,Lena,1,5\nLN-1,2,2026-01-05,LN-B,Lena,1,7\n`)
    const later = `${numbered}LN-1,01,2026-01-05,LN-A,Lena,1,6\nLN-1,2.0,2026-01-05,LN-B,Lena,1,7\nLN-2,1,2026-01-05,LN-A,MÃ¼ller,1,5\n`
    const record = await one('l2.csv', later)
    expect(record).toMatchObject({ rowsNew: 0, rowsChanged: 1, rowsUnchanged: 1, rowsQuarantined: 1 })
    expect(record.report!.groups[0]).toMatchObject({ kind: 'garbled letters', severity: 'stop' })
  })

  test('doubles nothing when only one of two files tells order numbers', async () => {
    const without = 'Date,SKU,Qty,Amount\n2026-07-01,V-1,2,10.00\n2026-07-01,V-2,1,8.00\n'
    const numbered = 'Doc,Date,SKU,Qty,Amount\nV1,2026-07-01,V-1,2,10.00\nV1,2026-07-01,V-2,1,8.00\n'
    await one('v1.csv', without)
    expect(await decided('v2.csv', numbered, { order_number: 'Doc' })).toMatchObject({ rowsNew: 0, rowsUnchanged: 2 })
    await decided('v4.csv', numbered.replaceAll('07-01', '07-03').replaceAll('V-', 'Y-'), { order_number: 'Doc' })
    expect(await one('v5.csv', without.replaceAll('07-01', '07-03').replaceAll('V-', 'Y-'))).toMatchObject({
      rowsNew: 0,
      rowsUnchanged: 2,
    })
  })

  test('asks whether it corrects or adds, with counts and money, and does what is answered', async () => {
    const corrected = [
      head,
      'W-1,2026-02-01,T-1,2,6.00,Ann',
      'W-1,2026-02-01,T-1,2,5.00,Ann',
      'W-1,2026-02-01,T-2,1,8.00,Ann',
      'W-3,2026-02-03,T-1,1,5.00,Bob',
    ].join('\n')
    const checked = await check('shop3.csv', corrected)
    expect(checked.mapping.asks).toEqual([
      '1 orders of this file are here already with other lines: the file has 1 lines worth 12.00 that are not here, and 1 lines worth 10.00 are here that the file does not have. Does the file correct them or add to them?',
    ])
    expect((await one('shop3.csv', corrected)).status).toBe('failed')
    await decideMapping(app.work, { id: checked.id, answers: { 'here:overlap': 'replace' } })
    const [replaced] = await load(app.work, { setId: checked.setId })
    expect(replaced).toMatchObject({ status: 'loaded', rowsNew: 1, rowsChanged: 1, rowsUnchanged: 2 })
    expect(await totals()).toBe('5 lines worth 40')
    await undoImport(app.work, checked.id)
    expect(await totals()).toBe('4 lines worth 33')
  })
})

describe('rows that are no rows', () => {
  test('totals, repeated headers and notes below the table stay out and create nothing', async () => {
    const record = await one(
      'report.csv',
      'My report\n\nOrder Number,Line,Order Date,SKU,Customer,Qty,Amount\nR-1,1,2026-01-05,R-81,Reiff,1,10.00\nOrder Number,Line,Order Date,SKU,Customer,Qty,Amount\nR-2,1,2026-01-06,R-82,Reiff,2,20.00\nR-3,1,2026-01-06,R-83,Rowland,none,20.00\nGrand Total,,,,,3,30.00\nCopyright (c) 2026\n',
    )
    expect(record).toMatchObject({ rowsRead: 6, rowsIn: 2, rowsQuarantined: 4 })
    const { rows } = await sql<{
      name: string
    }>`select name from crm.account where name in ('Reiff', 'Rowland', 'Grand Total') union
      select code from company.item where code like 'R-8%' order by 1`.execute(app.workspace.db)
    expect(rows.map((row) => row.name)).toEqual(['R-81', 'R-82', 'Reiff'])
  })

  test('an export in another language says the same as one in English; deals that are deleted there do not come', async () => {
    const head =
      'Externe ID;Verkaufschance;Vertriebsmitarbeiter;Erwarteter Umsatz;Erwarteter Abschluss;Phase;Status;Aktiv'
    const record = await one(
      'crm.csv',
      `${head}\nDE-1;Anbau;Uta;12.500,50;31.03.2027;Angebot;Offen;Wahr\nDE-2;Bau;Uta;900,00;31.12.2026;Qualifiziert;;Falsch\nDE-3;Chor;Uta;5,00;31.12.2026;Angebot;Gelöscht;Wahr\n`,
    )
    expect(record.mapping.asks).toEqual([])
    expect([await whole('DE-1'), await whole('DE-2'), await whole('DE-3')]).toEqual([
      'Anbau Angebot open 1250050 2027-03-31 Uta -',
      'Bau Lost lost 90000 2026-12-31 Uta -',
      '',
    ])
  })

  test('names alike in one file are things of their own; a name that was here before is proposed as a mend, unless both come often', async () => {
    const rows = (name: string, times: number) =>
      Array.from({ length: times }, (_, n) => `${name.slice(-1)}${n},1,2026-01-0${(n % 9) + 1},${name},1,1.00`)
    const head = 'Order Number,Line,Order Date,Item,Qty,Amount'
    const shirts = await one(
      'shirts.csv',
      [head, ...rows('Jersey S', 9), ...rows('Jersey M', 9), ...rows('Jersey L', 9)].join('\n'),
    )
    expect(shirts).toMatchObject({ rowsIn: 27, rowsQuarantined: 0 })
    await one('lamps.csv', 'Item Code,Item Name,Price\nLanternes,Lanternes,5\n')
    const few = await one('few.csv', [head, ...rows('Lantrenes', 2)].join('\n').replace(/^s/gm, 'few'))
    expect(few.report!.groups[0]).toMatchObject({ kind: 'misspelt item', mends: [{ to: 'Lanternes', rows: 2 }] })
    const both = await one(
      'both.csv',
      [head, ...rows('Lantrenes', 8).map((row) => `p${row}`), ...rows('Lanternes', 8).map((row) => `q${row}`)].join(
        '\n',
      ),
    )
    expect(both).toMatchObject({ rowsIn: 16, rowsQuarantined: 0 })
    expect(both.report!.findings[0]).toContain('"Lantrenes" (8 rows) and "Lanternes" (8 rows) both come often')
  })
})

describe('quotas', () => {
  test('by the names of periods, with ends that belong to them; overlaps are said', async () => {
    const named = await one('q.csv', 'Sales Rep,Quarter,Quota\nQuinn,Q1 2027,1000\nQuinn,Q2 2027,2000\n')
    expect(named).toMatchObject({ kind: 'quotas', status: 'loaded', rowsIn: 2 })
    const dated = await one(
      'q2.csv',
      'Sales Rep,Start Date,End Date,Quota\nRosalind,2027-02-01,2027-04-30,1000\nRosalind,2027-04-01,2027-06-30,2000\n',
    )
    expect(dated.report!.findings).toEqual([
      '"End Date" is read as the last day of each period.',
      '2 times a quota overlaps another of the same subject, first 2027-02-01 to 2027-04-30 and 2027-04-01 to 2027-06-30: the days in common count in both.',
    ])
    await one('q3.csv', 'Sales Rep,From,To,Quota\nBarnaby,2027-01-01,2027-04-01,1000\n')
    expect(
      await texts(sql`select concat_ws(' ', p.name, q.starts_on, q.ends_on) as text from goals.quota q
      join company.person p on p.id = q.subject_id where p.name in ('Quinn', 'Rosalind', 'Barnaby') order by p.name, q.starts_on`),
    ).toEqual([
      'Barnaby 2027-01-01 2027-04-01',
      'Quinn 2027-01-01 2027-04-01',
      'Quinn 2027-04-01 2027-07-01',
      'Rosalind 2027-02-01 2027-05-01',
      'Rosalind 2027-04-01 2027-07-01',
    ])
  })
})

describe('undo', () => {
  test('takes away what an import created on the way and nobody else uses, and says so', async () => {
    await one(
      't.csv',
      'Deal ID,Deal Name,Stage,Amount,Close Date,Owner,Account\nT-1,x,Proposal,1,2027-01-01,Vera,Nord\n',
    )
    const record = await one(
      'u.csv',
      'Deal ID,Deal Name,Stage,Amount,Close Date,Owner,Account\nU-1,x,Proposal,1,2027-01-01,Uwe Only,Only Ltd\nU-2,x,Proposal,1,2027-01-01,Vera,Nord\n',
    )
    await undoImport(app.work, record.id)
    const { rows } = await sql<{
      name: string
    }>`select name from crm.account where name in ('Only Ltd', 'Nord') union select name from company.person where name in ('Uwe Only', 'Vera') order by 1`.execute(
      app.workspace.db,
    )
    expect(rows.map((row) => row.name)).toEqual(['Nord', 'Vera'])
    const audit = await sql<{
      summary: string
    }>`select summary from platform.audit where subject_id = ${record.id} and command = 'imports.undo'`.execute(
      app.workspace.db,
    )
    expect(audit.rows[0]!.summary).toContain('removed what it had created: 1 account, 1 person')
  })

  test('of people sets the manager back, and is refused where a login belongs to one of them', async () => {
    await one('team.csv', 'name,manager\nPia,Max\nPaul,Max\nMax,\n')
    const moved = await one('team2.csv', 'name,manager\nPia,Paul\nPerla,Paul\n')
    expect(moved.status).toBe('loaded')
    const { rows } = await sql<{ id: string }>`select id from company.person where name = 'Perla'`.execute(
      app.workspace.db,
    )
    await app.as('rep', rows[0]!.id)
    await expect(undoImport(app.work, moved.id)).rejects.toThrow('1 of its people are used by 1 logins')
    const third = await one('team3.csv', 'name,manager\nPaul,Pia\n')
    await undoImport(app.work, third.id)
    const lines = await sql<{
      manager: string
    }>`select m.name as manager from company.reporting_line r join company.person p on p.id = r.person_id
      join company.person m on m.id = r.manager_id where p.name = 'Paul' and r.ends_on is null`.execute(
      app.workspace.db,
    )
    expect(lines.rows).toEqual([{ manager: 'Max' }])
  })
})

test('who may import files loads only what they may also edit; every step is in the audit, by who did it', async () => {
  const planner = await app.as('demand-planner')
  const owner = await app.as('owner')
  const answer = await planner.fetch('/api/imports/files?name=people.csv', {
    method: 'POST',
    body: 'name,manager\nZed,Max\n',
  })
  const taken = (await answer.json()) as ImportRecord
  const refused = await planner.fetch(`/api/imports/sets/${taken.setId}/accept`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ message: expect.stringContaining('not load people') })
  await owner.fetch(`/api/imports/sets/${taken.setId}/accept`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  await app.settle()
  const { rows } = await sql<{
    command: string
    by: string
  }>`select command, actor_id as by from platform.audit where subject_id = ${taken.id} order by at`.execute(
    app.workspace.db,
  )
  expect(rows).toEqual([
    { command: 'imports.upload', by: planner.userId },
    { command: 'imports.accept', by: owner.userId },
    { command: 'imports.load', by: owner.userId },
  ])
})
