import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

type Row = Record<string, string>
/** A figure by what it is of; null where there is nothing to divide by. */
export type Figures = Map<string, number | null>

/** The files of AdventureWorks, their keys turned into names; no code of the product is used here. */
export function rawFiles(folder: string) {
  const rows = (name: string): Row[] => {
    const bytes = readFileSync(join(folder, name))
    return parse(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true })
  }
  const named = (name: string, key: string, value: string) =>
    new Map(rows(`oltp/${name}.csv`).map((row) => [row[key]!, row[value]!]))
  const code = named('Product', 'ProductID', 'ProductNumber')
  const vendor = named('Vendor', 'BusinessEntityID', 'Name')
  return {
    rows,
    code,
    vendor,
    place: named('Location', 'LocationID', 'Name'),
    reason: named('ScrapReason', 'ScrapReasonID', 'Name'),
  }
}

type Files = ReturnType<typeof rawFiles>

/** Units in stock: of each product, and of each product in each place. */
export function rawStock({ rows, code, place }: Files): Figures {
  const found: Figures = new Map()
  for (const row of rows('oltp/ProductInventory.csv')) {
    add(found, code.get(row.ProductID!)!, Number(row.Quantity))
    add(found, `${code.get(row.ProductID!)} in ${place.get(row.LocationID!)}`, Number(row.Quantity))
  }
  return found
}

/** Units in, out and left of each product over all days of the warehouse, and days on which it owed more than it had. */
export function rawMovements({ rows }: Files): Figures {
  const numberOf = new Map(rows('dw/dim_product.csv').map((row) => [row.ProductKey!, row.ProductAlternateKey!]))
  const found: Figures = new Map()
  const days = new Map<string, number>()
  let last = ''
  const all = rows('dw/fact_product_inventory.csv.gz')
  for (const row of all) if (row.MovementDate! > last) last = row.MovementDate!
  for (const row of all) {
    const item = numberOf.get(row.ProductKey!)!
    add(found, `${item} in`, Number(row.UnitsIn))
    add(found, `${item} out`, Number(row.UnitsOut))
    if (row.MovementDate === last) add(found, `${item} left`, Number(row.UnitsBalance))
    const day = `${item} ${row.MovementDate}`
    days.set(day, (days.get(day) ?? 0) + Number(row.UnitsBalance))
  }
  for (const [day, balance] of days) add(found, `${day.slice(0, day.lastIndexOf(' '))} negative`, balance < 0 ? 1 : 0)
  return found
}

/** Recipes that have no end: of each assembly its components with units per unit. */
export function rawRecipes({ rows, code }: Files): Map<string, [string, number][]> {
  const found = new Map<string, [string, number][]>()
  for (const row of rows('oltp/BillOfMaterials.csv')) {
    if (row.ProductAssemblyID === '' || row.EndDate !== '') continue
    const assembly = code.get(row.ProductAssemblyID!)!
    found.set(assembly, [...(found.get(assembly) ?? []), [code.get(row.ComponentID!)!, Number(row.PerAssemblyQty)]])
  }
  return found
}

/** Finished goods that have a recipe: the 211 products whose explosion is asked for. */
export function rawFinished({ rows }: Files, recipes: ReadonlyMap<string, unknown>): string[] {
  return rows('oltp/Product.csv')
    .filter((row) => row.FinishedGoodsFlag === 'True' && recipes.has(row.ProductNumber!))
    .map((row) => row.ProductNumber!)
}

type Recipes = ReturnType<typeof rawRecipes>

/** Units of each component at all levels in one unit of an item. */
export function rawExplosion(recipes: Recipes, item: string, units = 1, into: Map<string, number> = new Map()) {
  for (const [component, per] of recipes.get(item) ?? []) {
    into.set(component, (into.get(component) ?? 0) + units * per)
    rawExplosion(recipes, component, units * per, into)
  }
  return into
}

export function rawLevels(recipes: Recipes, item: string): number {
  const parts = recipes.get(item) ?? []
  return parts.length === 0 ? 0 : 1 + Math.max(...parts.map(([component]) => rawLevels(recipes, component)))
}

/** Whole units from the stock of direct components; of everything, netted level by level as in MRP; of bought parts alone. */
export function rawBuildable(recipes: Recipes, stock: Figures, item: string) {
  const least = (needs: Iterable<[string, number]>) =>
    Math.min(...[...needs].map(([component, per]) => Math.floor((stock.get(component) ?? 0) / per + 1e-9)))
  const direct = new Map<string, number>()
  for (const [component, per] of recipes.get(item)!) direct.set(component, (direct.get(component) ?? 0) + per)
  const bought = [...rawExplosion(recipes, item)].filter(([component]) => !recipes.has(component))
  let units = 0
  while (canMake(recipes, stock, item, units + 1)) units++
  return { fromComponents: least(direct), fromEverything: units, fromBoughtParts: least(bought) }
}

/** Low-level codes: a component is netted when everything that needs it has been. */
function canMake(recipes: Recipes, stock: Figures, item: string, units: number): boolean {
  const lowest = new Map<string, number>()
  const sink = (each: string, level: number): void => {
    if ((lowest.get(each) ?? -1) < level) lowest.set(each, level)
    for (const [component] of recipes.get(each) ?? []) sink(component, level + 1)
  }
  sink(item, 0)
  const gross = new Map([[item, units]])
  for (const [each, level] of [...lowest].sort((a, b) => a[1] - b[1])) {
    const net = (gross.get(each) ?? 0) - (level === 0 ? 0 : (stock.get(each) ?? 0))
    if (net <= 1e-9) continue
    if (!recipes.has(each)) return false
    for (const [component, per] of recipes.get(each)!) gross.set(component, (gross.get(component) ?? 0) + net * per)
  }
  return true
}

/** Ordered, received, rejected units, their rate, and days from order to shipping, by vendor, product and both. */
export function rawPurchases({ rows, code, vendor }: Files): Figures {
  const orders = new Map(rows('oltp/PurchaseOrderHeader.csv').map((row) => [row.PurchaseOrderID!, row]))
  const sums = new Map<string, Record<'ordered' | 'received' | 'rejected' | 'days' | 'lines', number>>()
  for (const row of rows('oltp/PurchaseOrderDetail.csv.gz')) {
    const order = orders.get(row.PurchaseOrderID!)!
    const [by, item] = [vendor.get(order.VendorID!)!, code.get(row.ProductID!)!]
    for (const key of [`by ${by}`, `of ${item}`, `of ${item} by ${by}`]) {
      const sum = sums.get(key) ?? { ordered: 0, received: 0, rejected: 0, days: 0, lines: 0 }
      sum.ordered += Number(row.OrderQty)
      sum.received += Number(row.ReceivedQty)
      sum.rejected += Number(row.RejectedQty)
      sum.days += (Date.parse(order.ShipDate!) - Date.parse(order.OrderDate!)) / 86_400_000
      sum.lines++
      sums.set(key, sum)
    }
  }
  const found: Figures = new Map()
  for (const [key, { ordered, received, rejected, days, lines }] of sums) {
    found.set(`ordered ${key}`, ordered)
    found.set(`received ${key}`, received)
    found.set(`rejected ${key}`, rejected)
    found.set(`reject rate ${key}`, received === 0 ? null : rejected / received)
    found.set(`days to ship ${key}`, days / lines)
  }
  return found
}

/** Mean of the lead times that vendors state, by vendor, product and both. */
export function rawLeadTimes({ rows, code, vendor }: Files): Figures {
  const days = new Map<string, number[]>()
  for (const row of rows('oltp/ProductVendor.csv')) {
    const [by, item] = [vendor.get(row.BusinessEntityID!)!, code.get(row.ProductID!)!]
    for (const key of [`by ${by}`, `of ${item}`, `of ${item} by ${by}`])
      days.set(key, [...(days.get(key) ?? []), Number(row.AverageLeadTime)])
  }
  return new Map([...days].map(([key, some]) => [key, some.reduce((sum, each) => sum + each, 0) / some.length]))
}

/** Ordered, scrapped, scrap rate of work orders by product, and scrapped units by reason and both. */
export function rawScrap({ rows, code, reason }: Files): Figures {
  const found: Figures = new Map()
  for (const row of rows('oltp/WorkOrder_nodates.csv.gz')) {
    const [item, why, scrapped] = [code.get(row.ProductID!)!, reason.get(row.ScrapReasonID!), Number(row.ScrappedQty)]
    add(found, `ordered ${item}`, Number(row.OrderQty))
    add(found, `orders ${item}`, 1)
    add(found, `scrapped ${item}`, scrapped)
    if (why) add(found, `scrapped for ${why}`, scrapped)
    if (why) add(found, `scrapped ${item} for ${why}`, scrapped)
  }
  for (const [key, ordered] of [...found])
    if (key.startsWith('ordered ')) found.set(`rate ${key.slice(8)}`, found.get(`scrapped ${key.slice(8)}`)! / ordered!)
  return found
}

function add(into: Figures, key: string, value: number): void {
  into.set(key, (into.get(key) ?? 0) + value)
}
