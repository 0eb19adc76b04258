import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemsContract } from '#company/items/contract.ts'
import { sitesContract } from '#company/sites/contract.ts'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import { measuresContract, recipesContract, recordContracts } from '#supply/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'
import { newFolder } from '../import-formats/files.ts'

const header = 'ProductKey,MovementDate,UnitCost,UnitsIn,UnitsOut,UnitsBalance'

describe('records of supply', () => {
  let app: TestApp
  let planner: Caller
  let folder: string
  beforeAll(async () => {
    app = await openTestApp()
    planner = await app.as('owner')
    folder = await newFolder()
    for (const code of ['A-1', 'B-1']) await planner.call(itemsContract.add, { body: { code, name: `Item ${code}` } })
  })
  afterAll(() => app.close())

  async function dropped(name: string, lines: string[]) {
    const path = join(folder, name)
    await writeFile(path, [header, ...lines].join('\n'))
    return (await drop(app.work, { paths: [path] }))[0]!
  }

  test('stock by day: a second file changes a day, undoing it brings the first back', async () => {
    const first = await dropped('stock.csv', ['A-1,2026-03-01,2.50,10,0,10', 'A-1,2026-03-02,2.50,0,4,6'])
    expect([first.kind, first.rowsIn]).toEqual(['stock days', 2])
    const second = await dropped('stock2.csv', ['A-1,2026-03-01,2.50,10,0,10', 'A-1,2026-03-02,2.50,0,12,-2'])
    expect([second.rowsNew, second.rowsChanged, second.rowsUnchanged]).toEqual([0, 1, 1])
    const history = await planner.call(measuresContract.history, { query: { item: 'A-1' } })
    expect(history.body).toMatchObject({ total: 2, keys: ['A-1'], negativeDays: 1 })
    await undoImport(app.work, second.id)
    const again = await planner.call(measuresContract.history, { query: { item: 'A-1' } })
    expect(again.body.days.map((day) => day.balance)).toEqual(['10', '6'])
  })

  test('turns and days on hand follow from the days', async () => {
    const { body } = await planner.call(measuresContract.turns, { query: { by: 'item' } })
    expect(body.lines[0]).toMatchObject({ item: 'A-1', unitsOut: 4, averageBalance: 8, costOut: 10, averageValue: 20 })
    expect(body.lines[0]).toMatchObject({ turns: 0.5, daysOnHand: 4 })
  })

  test('a component is added, replaced by another quantity, refused where it makes no sense, and ended', async () => {
    const contract = recordContracts['recipe-components']!
    const add = (quantity: string, component = 'B-1') =>
      planner.call(contract.add, { body: { assembly: 'A-1', component, quantity } as never })
    expect((await add('2')).status).toBe(200)
    const { body } = await add('3')
    const listed = await planner.call(contract.list, { query: { assembly: 'A-1' } as never })
    expect(listed.body).toMatchObject({ total: 1, rows: [{ component: 'B-1', quantity: '3' }] })
    expect((await add('1', 'A-1')).body).toMatchObject({ code: 'made-of-itself' })
    expect((await add('1', 'C-9')).body.message).toBe('Component: there is no item called "C-9".')
    await planner.call(contract.end, { params: { id: body.id } })
    expect((await planner.call(contract.list, { query: {} as never })).body.total).toBe(0)
  })

  test('a file of recipes holds alternates, one of by-products what comes beside: rows that make no sense wait', async () => {
    for (const code of ['C-1', 'D-1']) await planner.call(itemsContract.add, { body: { code, name: `Item ${code}` } })
    const file = async (name: string, lines: string[]) => {
      const path = join(folder, name)
      await writeFile(path, lines.join('\n'))
      return (await drop(app.work, { paths: [path] }))[0]!
    }
    const lines = ['A-1,B-1,4,', 'A-1,C-1,2,B-1', 'A-1,C-1,1,', 'A-1,D-1,1,D-1', 'A-1,D-1,-1,']
    const recipes = await file('bom.csv', ['Assembly,Component,Quantity,Instead of', ...lines])
    expect([recipes.kind, recipes.rowsIn, recipes.rowsNew]).toEqual(['recipe components', 3, 3])
    const beside = await file('by-products.csv', [
      'Made item,By-product,Quantity,Disposal cost',
      ...['A-1,D-1,0.25,1.5', 'A-1,A-1,1,', 'A-1,C-1,0,'],
    ])
    expect([beside.kind, beside.rowsIn, beside.rowsNew]).toEqual(['by-products', 1, 1])
    const { body } = await planner.call(recipesContract.explosion, { query: { item: 'A-1', quantity: 8 } })
    expect(body.totals.map(({ item, quantity }) => [item, quantity])).toEqual([
      ['B-1', 32],
      ['C-1', 8],
    ])
    expect(body.alternates).toMatchObject([{ item: 'C-1', parent: 'A-1', insteadOf: 'B-1', quantityPer: 2 }])
    expect(body.byProducts).toMatchObject([{ item: 'D-1', parent: 'A-1', quantity: 2 }])
    const used = await planner.call(recipesContract.whereUsed, { query: { item: 'C-1' } })
    expect(used.body).toMatchObject({ direct: 1, alternateIn: [{ item: 'A-1', insteadOf: 'B-1' }], comesWith: [] })
    const contract = recordContracts['recipe-components']!
    const refused = await planner.call(contract.add, {
      body: { component: 'C-1', quantity: '1', insteadOf: 'B-1' } as never,
    })
    expect(refused.body).toMatchObject({ code: 'no-made-item' })
    for (const each of [recipes, beside]) await undoImport(app.work, each.id)
    expect((await planner.call(contract.list, { query: {} as never })).body.total).toBe(0)
  })

  test('shares of suppliers and trucks of lanes come by files with German words: what cannot be is named row by row', async () => {
    const file = async (name: string, lines: string[]) => {
      const path = join(folder, name)
      await writeFile(path, lines.join('\n'))
      return (await drop(app.work, { paths: [path] }))[0]!
    }
    for (const name of ['Nord', 'Süd']) await planner.call(sitesContract.add, { body: { name } as never })
    for (const name of ['Acme', 'Rings'])
      await planner.call(recordContracts.suppliers!.add, { body: { name } as never })
    const shares = await file('lieferanten.csv', [
      'Artikel;Lieferant;Lieferzeit;Preis;Mindestanteil;Höchstanteil',
      ...['A-1;Acme;10;2,50;30 %;', 'A-1;Rings;20;2;80 %;50 %', 'B-1;Acme;5;1;120 %;', 'B-1;Rings;5;1;;70 %'],
    ])
    expect([shares.kind, shares.rowsIn]).toEqual(['supplier items', 2])
    const offers = recordContracts['supplier-items']!
    const listed = await planner.call(offers.list, { query: { item: 'A-1' } as never })
    expect(listed.body).toMatchObject({ total: 1, rows: [{ supplier: 'Acme', price: '2.5', leastShare: '0.3' }] })
    const change = (given: object) =>
      planner.call(offers.change, { params: { id: listed.body.rows[0]!.id as string }, body: given as never })
    expect((await change({ leastShare: '1.2' })).body.message).toBe('Least share of 120 % is above 100 %.')
    expect((await change({ mostShare: '0.2' })).body.message).toBe(
      'A least share of 30 % is more than the most share of 20 %.',
    )
    const lanes = await file('lanes.csv', [
      'From;To;Days;Einheiten pro Ladung;Kosten pro Ladung;Ladungen pro Monat;Fixkosten',
      ...['Nord;Süd;3;1.200;450,50;8;', 'Süd;Nord;3;-40;100;2;', 'Nord;Süd;3;1.200;450,50;8;'],
    ])
    expect([lanes.kind, lanes.rowsIn]).toEqual(['lanes', 1])
    const contract = recordContracts.lanes!
    const kept = await planner.call(contract.list, { query: {} as never })
    expect(kept.body.rows).toMatchObject([
      { fromSite: 'Nord', toSite: 'Süd', loadSize: '1200', costPerLoad: '450.5', loadsPerMonth: '8', fixedCost: null },
    ])
    const added = await planner.call(contract.add, {
      body: { fromSite: 'Süd', toSite: 'Nord', loadSize: '40', costPerLoad: '-1' } as never,
    })
    expect(added.body).toMatchObject({ code: 'too-little', message: 'Cost per load of -1 is below zero.' })
  })

  test('changeovers come by a file of families and items: a row that leads nowhere waits', async () => {
    await planner.call(recordContracts.resources!.add, { body: { name: 'Mixer', hoursPerDay: '8' } as never })
    await planner.call(itemsContract.addFamily, { body: { name: 'White' } })
    const path = join(folder, 'changeovers.csv')
    const rows = [
      'Mixer,,White,A-1,,1.5,20',
      'Mixer,,,,White,2,',
      'Mixer,A-1,,,,1,',
      'Mixer,A-1,,B-1,,-1,',
      'Mixer,,Grey,A-1,,1,',
    ]
    await writeFile(path, ['Resource,From item,From family,To item,To family,Hours,Cost', ...rows].join('\n'))
    const file = (await drop(app.work, { paths: [path] }))[0]!
    expect([file.kind, file.rowsIn]).toEqual(['changeovers', 2])
    const contract = recordContracts.changeovers!
    const { body } = await planner.call(contract.list, { query: { fromFamily: 'white' } as never })
    expect(body.rows).toMatchObject([{ resource: 'Mixer', toItem: 'A-1', hours: '1.5', cost: '20' }])
    const wrong = await planner.call(contract.add, {
      body: { resource: 'Mixer', fromItem: 'A-1', hours: '1' } as never,
    })
    expect(wrong.body.message).toBe('It is not said what the change leads to.')
  })

  test('spending limits come by file and form: a word, a span or a supplier that makes no sense waits', async () => {
    const path = join(folder, 'spending-limits.csv')
    const rows = [
      'Purchases,2026-01-01,2026-03-31,200000,Acme,',
      'overtime,2026-01-01,2026-12-31,5000,,White',
      'rent,2026-01-01,2026-12-31,5,,',
    ]
    await writeFile(
      path,
      ['What,From,Until,Most money,Supplier,Family', ...rows, 'stock,2026-03-01,2026-01-31,5,,'].join('\n'),
    )
    const file = (await drop(app.work, { paths: [path] }))[0]!
    expect([file.kind, file.rowsIn]).toEqual(['spending limits', 1])
    const contract = recordContracts['spending-limits']!
    const { body } = await planner.call(contract.list, { query: {} as never })
    expect(body.rows).toMatchObject([{ line: 'purchases', amount: '200000', supplier: 'Acme', family: null }])
    const given = { line: 'stock', startsOn: '2026-01-01', endsOn: '2026-12-31', amount: '9', supplier: 'Acme' }
    const wrong = await planner.call(contract.add, { body: given as never })
    expect(wrong.body.message).toBe('Only purchases have a supplier, not stock.')
  })

  test('who may only read supply changes nothing', async () => {
    const finance = await app.as('finance')
    const { status } = await finance.call(recordContracts.suppliers!.add, { body: { name: 'Acme' } as never })
    expect(status).toBe(403)
  })
})
