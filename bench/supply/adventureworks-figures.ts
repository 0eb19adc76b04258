import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { measuresContract, recipesContract } from '#supply/contract.ts'
import { drop } from '../../test/scenarios/import-crm/dropping.ts'
import { type Asking, type Opened, withWorkspace } from '../sop/opened.ts'
import {
  type Figures,
  rawBuildable,
  rawExplosion,
  rawFiles,
  rawFinished,
  rawLeadTimes,
  rawLevels,
  rawMovements,
  rawPurchases,
  rawRecipes,
  rawScrap,
  rawStock,
} from './raw-figures.ts'

const files = [
  ...['dw/dim_product_category.csv', 'dw/dim_product_subcategory.csv', 'dw/dim_product.csv'],
  ...['Product', 'Location', 'ScrapReason', 'Vendor', 'ProductVendor', 'PurchaseOrderHeader', 'ProductInventory'].map(
    (name) => `oltp/${name}.csv`,
  ),
  ...['oltp/BillOfMaterials.csv', 'oltp/PurchaseOrderDetail.csv.gz', 'oltp/WorkOrder_nodates.csv.gz'],
  'dw/fact_product_inventory.csv.gz',
]
const all = { limit: 10_000 }

/**
 * Every operational figure of AdventureWorks, asked over the API and held against the same figure computed from the raw files by code that
 * knows nothing of the product (the baseline): stock, recipes of 211 finished goods, what can be built, purchases, lead times, scrap.
 */
export async function run(): Promise<string> {
  const folder = join(
    process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../shared/data'),
    'adventureworks',
  )
  if (!existsSync(folder))
    return 'AdventureWorks files not found: set DRUMBEAT_TEST_DATA to the folder that holds adventureworks/.'
  return withWorkspace(
    () => new Date('2014-07-01T09:00:00Z'),
    (opened) => compared(opened, folder),
  )
}

async function compared(opened: Opened, folder: string): Promise<string> {
  const loaded = await drop(opened.work, { paths: files.map((name) => join(folder, name)) })
  const refused = loaded.filter(({ error, rowsQuarantined }) => error || (rowsQuarantined ?? 0) > 0)
  if (refused.length > 0) throw new Error(JSON.stringify(refused).slice(0, 500))
  const planner = await opened.as('supply-planner')
  const raw = rawFiles(folder)
  const began = performance.now()
  const pairs: [string, Figures, Figures][] = [
    ['units in stock, by product and by place', rawStock(raw), await saidStock(planner)],
    ['units in, out, left and days below zero of the daily stock', rawMovements(raw), await saidMovements(planner)],
    ...(await recipeFigures(planner, raw)),
    ['purchases: ordered, received, rejected, reject rate, days', rawPurchases(raw), await saidPurchases(planner)],
    ['lead times as stated', rawLeadTimes(raw), await saidLeadTimes(planner)],
    ['work orders: ordered, scrapped, scrap rate, reasons', rawScrap(raw), await saidScrap(planner)],
  ]
  const rows = pairs.map(([what, right, said]) => ({ what, figures: right.size, ...differences(right, said) }))
  const [figures, equal] = [
    rows.reduce((sum, row) => sum + row.figures, 0),
    rows.reduce((sum, row) => sum + row.equal, 0),
  ]
  return [
    `${equal} of ${figures} figures asked over the API equal those of the raw files (to 9 digits), in ${((performance.now() - began) / 1000).toFixed(0)} s.`,
    '',
    '| figures | asked | equal | first that differs |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.what} | ${row.figures} | ${row.equal} | ${row.first ?? ''} |`),
  ].join('\n')
}

async function saidStock(planner: Asking): Promise<Figures> {
  const items = await planner.call(measuresContract.stock, { query: { by: 'item', ...all } })
  const places = await planner.call(measuresContract.stock, { query: { by: 'item-location', ...all } })
  return new Map([
    ...items.lines.map((line) => [line.item!, line.quantity === null ? null : Number(line.quantity)] as const),
    ...places.lines.map((line) => [`${line.item} in ${line.group}`, Number(line.quantity)] as const),
  ])
}

async function saidMovements(planner: Asking): Promise<Figures> {
  const { lines } = await planner.call(measuresContract.turns, { query: { by: 'item', ...all } })
  return new Map(
    lines.flatMap((line) => [
      [`${line.item} in`, line.unitsIn] as const,
      [`${line.item} out`, line.unitsOut] as const,
      [`${line.item} left`, line.closingBalance] as const,
      [`${line.item} negative`, line.negativeDays] as const,
    ]),
  )
}

async function recipeFigures(planner: Asking, raw: ReturnType<typeof rawFiles>): Promise<[string, Figures, Figures][]> {
  const recipes = rawRecipes(raw)
  const stock = rawStock(raw)
  const { items } = await planner.call(recipesContract.explosions, { query: { limit: 2_000 } })
  const trees: [Figures, Figures] = [new Map(), new Map()]
  for (const item of rawFinished(raw, recipes)) {
    const { totals } = await planner.call(recipesContract.explosion, { query: { item } })
    for (const [component, units] of rawExplosion(recipes, item)) trees[0].set(`${component} in ${item}`, units)
    for (const line of totals) trees[1].set(`${line.item} in ${item}`, line.quantity)
  }
  const right: Figures = new Map()
  for (const item of recipes.keys()) {
    const totals = rawExplosion(recipes, item)
    right.set(`levels ${item}`, rawLevels(recipes, item))
    right.set(`components ${item}`, totals.size)
    right.set(
      `units ${item}`,
      [...totals.values()].reduce((sum, each) => sum + each, 0),
    )
    for (const [kind, units] of Object.entries(rawBuildable(recipes, stock, item))) right.set(`${kind} ${item}`, units)
  }
  const said: Figures = new Map(
    items.flatMap((each) => [
      [`levels ${each.item}`, each.levels] as const,
      [`components ${each.item}`, each.components] as const,
      [`units ${each.item}`, each.totalQuantity] as const,
      ...Object.entries(each.buildable ?? {}).map(([kind, { units }]) => [`${kind} ${each.item}`, units] as const),
    ]),
  )
  return [
    ['units of each component in each of 211 finished goods', ...trees],
    ['levels, components, units and what can be built of all made items', right, said],
  ]
}

async function saidPurchases(planner: Asking): Promise<Figures> {
  const found: Figures = new Map()
  for (const by of ['supplier', 'item', 'supplier-item'] as const) {
    const { lines } = await planner.call(measuresContract.purchasing, { query: { by, ...all } })
    for (const line of lines) {
      const key = keyOf(line)
      found.set(`ordered ${key}`, line.ordered)
      found.set(`received ${key}`, line.received)
      found.set(`rejected ${key}`, line.rejected)
      found.set(`reject rate ${key}`, line.rejectRate)
      found.set(`days to ship ${key}`, line.orderToShipDays)
    }
  }
  return found
}

async function saidLeadTimes(planner: Asking): Promise<Figures> {
  const found: Figures = new Map()
  for (const by of ['supplier', 'item', 'supplier-item'] as const) {
    const { lines } = await planner.call(measuresContract.leadTimes, { query: { by, ...all } })
    for (const line of lines) found.set(keyOf(line), line.meanDays)
  }
  return found
}

async function saidScrap(planner: Asking): Promise<Figures> {
  const found: Figures = new Map()
  for (const by of ['item', 'reason', 'item-reason'] as const) {
    const { lines } = await planner.call(measuresContract.scrap, { query: { by, ...all } })
    for (const { item, group, ...line } of lines) {
      if (by === 'item') {
        found.set(`ordered ${item}`, line.ordered)
        found.set(`orders ${item}`, line.workOrders)
        found.set(`scrapped ${item}`, line.scrapped)
        found.set(`rate ${item}`, line.scrapRate)
      } else if (group) found.set(`scrapped ${item ? `${item} ` : ''}for ${group}`, line.scrapped)
    }
  }
  return found
}

function keyOf({ item, group }: { item: string | null; group: string | null }): string {
  return [...(item ? [`of ${item}`] : []), ...(group ? [`by ${group}`] : [])].join(' ')
}

function differences(right: Figures, said: Figures): { equal: number; first: string | null } {
  const wrong = [...right].filter(([key, value]) => !isEqual(value, said.get(key)))
  const [first] = wrong
  return {
    equal: right.size - wrong.length,
    first: first ? `${first[0]}: ${first[1]}, said ${said.get(first[0])}` : null,
  }
}

function isEqual(right: number | null, said: number | null | undefined): boolean {
  if (right === null || said === null || said === undefined) return right === said
  return Math.abs(right - said) <= 1e-9 * Math.max(1, Math.abs(right))
}
