import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

type Row = Record<string, string>

/** The same figures from the raw files, the plain way: no code of the product is used. */
export function byHand(folder: string) {
  const rows = (name: string): Row[] => {
    const bytes = readFileSync(join(folder, name))
    return parse(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true })
  }
  const products = rows('Product.csv')
  const codeOf = new Map(products.map((row) => [row.ProductID!, row.ProductNumber!]))
  const boms = rows('BillOfMaterials.csv').filter((row) => row.ProductAssemblyID !== '' && row.EndDate === '')
  const partsOf = Map.groupBy(boms, (row) => codeOf.get(row.ProductAssemblyID!)!)
  const stockByItem = () => sums(rows('ProductInventory.csv'), (row) => codeOf.get(row.ProductID!)!, 'Quantity')

  function totals(code: string, quantity: number, into = new Map<string, number>()): Map<string, number> {
    for (const part of partsOf.get(code) ?? []) {
      const component = codeOf.get(part.ComponentID!)!
      const units = quantity * Number(part.PerAssemblyQty)
      into.set(component, tidy((into.get(component) ?? 0) + units))
      totals(component, units, into)
    }
    return into
  }

  function depth(code: string): number {
    const parts = partsOf.get(code) ?? []
    return parts.length === 0 ? 0 : 1 + Math.max(...parts.map((part) => depth(codeOf.get(part.ComponentID!)!)))
  }

  return {
    stockByItem,
    totals,
    stockByPlace: () => {
      const places = new Map(rows('Location.csv').map((row) => [row.LocationID!, row.Name!]))
      const place = (row: Row) => `${codeOf.get(row.ProductID!)} ${places.get(row.LocationID!)}`
      return sums(rows('ProductInventory.csv'), place, 'Quantity')
    },
    explosions: () => {
      const stock = stockByItem()
      return new Map(
        [...partsOf].map(([code, parts]) => {
          const needed = totals(code, 1)
          const most = parts.map((part) =>
            Math.floor((stock.get(codeOf.get(part.ComponentID!)!) ?? 0) / Number(part.PerAssemblyQty)),
          )
          const units = tidy([...needed.values()].reduce((sum, each) => sum + each, 0))
          const bought = [...needed.keys()].filter((each) => !partsOf.has(each)).length
          return [code, { levels: depth(code), components: needed.size, bought, units, buildable: Math.min(...most) }]
        }),
      )
    },
    users: (code: string) => [...partsOf.keys()].filter((each) => totals(each, 1).has(code)).sort(),
    purchases: () => {
      const names = new Map(rows('Vendor.csv').map((row) => [row.BusinessEntityID!, row.Name!]))
      const vendors = new Map(
        rows('PurchaseOrderHeader.csv').map((row) => [row.PurchaseOrderID!, names.get(row.VendorID!)!]),
      )
      const found = new Map<string, [number, number, number]>()
      for (const row of rows('PurchaseOrderDetail.csv.gz')) {
        const vendor = vendors.get(row.PurchaseOrderID!)!
        const [received, rejected, lines] = found.get(vendor) ?? [0, 0, 0]
        found.set(vendor, [received + Number(row.ReceivedQty), rejected + Number(row.RejectedQty), lines + 1])
      }
      return found
    },
    leadDays: () => {
      const names = new Map(rows('Vendor.csv').map((row) => [row.BusinessEntityID!, row.Name!]))
      const days = Map.groupBy(rows('ProductVendor.csv'), (row) => names.get(row.BusinessEntityID!)!)
      return new Map(
        [...days].map(([vendor, some]) => [
          vendor,
          (some.reduce((sum, row) => sum + Number(row.AverageLeadTime), 0) / some.length).toFixed(6),
        ]),
      )
    },
    scrap: () => {
      const reasons = new Map(rows('ScrapReason.csv').map((row) => [row.ScrapReasonID!, row.Name!]))
      const scrapped = rows('WorkOrder_nodates.csv.gz').filter((row) => Number(row.ScrappedQty) > 0)
      return sums(scrapped, (row) => `${codeOf.get(row.ProductID!)} ${reasons.get(row.ScrapReasonID!)}`, 'ScrappedQty')
    },
  }
}

function sums(rows: readonly Row[], key: (row: Row) => string, column: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const row of rows) found.set(key(row), tidy((found.get(key(row)) ?? 0) + Number(row[column])))
  return found
}

function tidy(value: number): number {
  return Number(value.toPrecision(12))
}
