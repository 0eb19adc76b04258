import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { UnitLine } from './series-of.ts'

/** The folder of the AdventureWorks files, if they are there. */
export function adventureWorksFolder(): string | undefined {
  const data = process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../shared/data')
  const folder = join(data, 'adventureworks/dw')
  return existsSync(folder) ? folder : undefined
}

/** Internet and reseller order lines; items are product numbers (a product has several keys), families are categories. */
export function adventureWorks(
  folder: string,
  files: readonly string[] = ['fact_internet_sales.csv.gz', 'fact_reseller_sales.csv.gz'],
): {
  lines: UnitLine[]
  items: { id: string; familyId: string | null }[]
} {
  const products = rowsOf(join(folder, 'dim_product.csv'))
  const categories = new Map(
    rowsOf(join(folder, 'dim_product_subcategory.csv')).map((row) => [
      row.ProductSubcategoryKey!,
      row.ProductCategoryKey!,
    ]),
  )
  const numbers = new Map(products.map((row) => [row.ProductKey!, row.ProductAlternateKey!]))
  const items = new Map(
    products.map((row) => [row.ProductAlternateKey!, categories.get(row.ProductSubcategoryKey!) ?? null]),
  )
  const facts = files.flatMap((file) => rowsOf(join(folder, file)))
  return {
    items: [...items].map(([id, familyId]) => ({ id, familyId })),
    lines: facts.map((row) => ({
      day: row.OrderDate!.slice(0, 10),
      itemId: numbers.get(row.ProductKey!)!,
      territoryId: row.SalesTerritoryKey!,
      quantity: Number(row.OrderQuantity),
    })),
  }
}

function rowsOf(file: string): Record<string, string>[] {
  const bytes = readFileSync(file)
  return parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true })
}
