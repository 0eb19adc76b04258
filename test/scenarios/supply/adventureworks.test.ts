import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportRecord } from '#imports/schema.ts'
import { measuresContract, recipesContract, supplyContract } from '#supply/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { balances, drop } from '../import-crm/dropping.ts'
import { byHand } from './by-hand.ts'

const folder = join(
  process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../../shared/data'),
  'adventureworks/oltp',
)

/** File, what it is known as, its rows. */
const files: [string, string, number][] = [
  ['ProductCategory.csv', 'families', 4],
  ['ProductSubcategory.csv', 'families', 37],
  ['Product.csv', 'items', 504],
  ['Location.csv', 'locations', 14],
  ['ScrapReason.csv', 'scrap reasons', 16],
  ['Vendor.csv', 'suppliers', 104],
  ['ProductVendor.csv', 'supplier items', 460],
  ['PurchaseOrderHeader.csv', 'purchase orders', 4012],
  ['PurchaseOrderDetail.csv.gz', 'purchase order lines', 8845],
  ['WorkOrder_nodates.csv.gz', 'work orders', 72591],
  ['ProductInventory.csv', 'stock positions', 1069],
  ['BillOfMaterials.csv', 'recipe components', 2679],
  ['ProductCostHistory.csv', 'standard costs', 395],
  ['ProductListPriceHistory.csv', 'list prices', 395],
]

describe.skipIf(!existsSync(folder))('the operations of a bicycle maker, from its raw files', () => {
  let app: TestApp
  let planner: Caller
  let loaded: ImportRecord[]
  const hand = byHand(folder)
  beforeAll(async () => {
    app = await openTestApp()
    planner = await app.as('supply-planner')
    loaded = await drop(app.work, { paths: files.map(([name]) => join(folder, name)).reverse() })
  })
  afterAll(() => app.close())

  test('are understood file by file, whatever the order, with every row in', () => {
    const said = new Map(
      loaded.map((each) => [each.fileName, [each.kind, each.rowsIn, each.rowsQuarantined, each.error]]),
    )
    for (const [name, kind, rows] of files)
      expect([name, ...(said.get(name) ?? [])]).toEqual([name, kind, rows, 0, null])
    expect(loaded.every(balances)).toBe(true)
  })

  test('tell of each item how it is made, kept and costed', async () => {
    const { body } = await planner.call(supplyContract.items, { query: { item: 'BK-R93R-62' } })
    const facts = { made: true, safetyStock: '100', reorderPoint: '75', leadDays: '4', standardCost: '2171.2942' }
    expect(body.items[0]).toMatchObject({ ...facts, hasRecipe: true, family: 'Bikes' })
  })

  test('say what lies where: 432 of 504 items in stock, per item and per location as counted', async () => {
    const { body } = await planner.call(measuresContract.stock, { query: { by: 'item', limit: 10_000 } })
    const counted = body.lines.filter((line) => line.quantity !== null)
    expect([body.total, counted.length]).toEqual([504, 432])
    expect(new Map(counted.map((line) => [line.item, Number(line.quantity)]))).toEqual(hand.stockByItem())
    const places = await planner.call(measuresContract.stock, { query: { by: 'item-location', limit: 10_000 } })
    expect(new Map(places.body.lines.map((line) => [`${line.item} ${line.group}`, Number(line.quantity)]))).toEqual(
      hand.stockByPlace(),
    )
    const below = await planner.call(measuresContract.stock, { query: { state: 'below reorder point' } })
    expect(below.body.total).toBe(7)
    const short = await planner.call(measuresContract.stock, { query: { state: 'below safety stock' } })
    expect(short.body.total).toBe(69)
  })

  test('explode the recipes of all 238 made items: levels, components, units, and what could be built now', async () => {
    const { body } = await planner.call(recipesContract.explosions, { query: { limit: 2_000 } })
    expect(body.total).toBe(238)
    const expected = hand.explosions()
    const said = body.items.map((each) => [
      each.item,
      {
        levels: each.levels,
        components: each.components,
        bought: each.boughtComponents,
        units: each.totalQuantity,
        buildable: each.buildable!.fromComponents.units,
      },
    ])
    expect(new Map(said as [string, unknown][])).toEqual(expected)
  })

  test('list a tree and where a part is used', async () => {
    const tree = await planner.call(recipesContract.explosion, { query: { item: 'BK-M18B-40', quantity: 10 } })
    expect(new Map(tree.body.totals.map((line) => [line.item, line.quantity]))).toEqual(hand.totals('BK-M18B-40', 10))
    const used = await planner.call(recipesContract.whereUsed, { query: { item: 'BE-2349' } })
    expect(used.body.uses.map((use) => use.item).sort()).toEqual(hand.users('BE-2349'))
  })

  test('measure purchases by supplier and by item: received, rejected, reject rate, days', async () => {
    const { body } = await planner.call(measuresContract.purchasing, { query: { by: 'supplier', limit: 10_000 } })
    const said = body.lines.map((line) => [line.group, [line.received, line.rejected, line.orderLines]])
    expect(new Map(said as [string, unknown][])).toEqual(hand.purchases())
    const days = await planner.call(measuresContract.leadTimes, { query: { by: 'supplier', limit: 10_000 } })
    expect(new Map(days.body.lines.map((line) => [line.group, line.meanDays!.toFixed(6)]))).toEqual(hand.leadDays())
  })

  test('measure scrap by item and reason', async () => {
    const { body } = await planner.call(measuresContract.scrap, { query: { by: 'item-reason', limit: 10_000 } })
    const scrapped = body.lines.filter((line) => line.scrapped > 0)
    expect(new Map(scrapped.map((line) => [`${line.item} ${line.group}`, line.scrapped]))).toEqual(hand.scrap())
    const all = await planner.call(measuresContract.scrap, { query: { by: 'all' } })
    expect(all.body.lines[0]).toMatchObject({ workOrders: 72591, scrapped: 10651, workOrdersWithScrap: 729 })
  })
})
