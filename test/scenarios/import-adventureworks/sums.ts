import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A file of the warehouse as records, read with nothing but string splitting (quotes only guard commas in names). */
export function records(folder: string, name: string): Record<string, string>[] {
  const bytes = readFileSync(join(folder, name))
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [head = '', ...lines] = text.trimEnd().split(/\r?\n/)
  const columns = head.split(',')
  return lines.map((line) => {
    const values = line
      .match(/("([^"]|"")*"|[^,]*)(,|$)/g)!
      .map((value) => value.replace(/,$/, '').replace(/^"|"$/g, ''))
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']))
  })
}

/** An amount in millionths, exactly. */
export function millionths(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(6, '0'))
}

/** The sums of a fact file per month, category and territory, in millionths, computed from the files alone. */
export function sumsOf(folder: string, fact: string): Map<string, bigint> {
  const category = new Map(
    records(folder, 'dim_product_category.csv').map((row) => [row.ProductCategoryKey, row.EnglishProductCategoryName]),
  )
  const subcategory = new Map(
    records(folder, 'dim_product_subcategory.csv').map((row) => [
      row.ProductSubcategoryKey,
      category.get(row.ProductCategoryKey),
    ]),
  )
  const product = new Map(
    records(folder, 'dim_product.csv').map((row) => [row.ProductKey, subcategory.get(row.ProductSubcategoryKey)]),
  )
  const territory = new Map(
    records(folder, 'dim_sales_territory.csv').map((row) => [row.SalesTerritoryKey, row.SalesTerritoryRegion]),
  )
  const sums = new Map<string, bigint>()
  for (const row of records(folder, fact)) {
    const key = `${row.OrderDate!.slice(0, 7)}|${product.get(row.ProductKey)}|${territory.get(row.SalesTerritoryKey)}`
    sums.set(key, (sums.get(key) ?? 0n) + millionths(row.SalesAmount!))
  }
  return sums
}
