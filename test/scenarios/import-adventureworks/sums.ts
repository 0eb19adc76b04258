import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const read = new Map<string, Record<string, string>[]>()

/** A file of the warehouse as records, read once with nothing but string splitting (quotes only guard commas in names). */
export function records(folder: string, name: string): Record<string, string>[] {
  const found = read.get(name) ?? split(join(folder, name))
  read.set(name, found)
  return found
}

function split(path: string): Record<string, string>[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [head = '', ...lines] = text.trimEnd().split(/\r?\n/)
  const columns = head.split(',')
  return lines.map((line) => {
    const values = line.includes('"')
      ? line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.map((value) => value.replace(/,$/, '').replace(/^"|"$/g, ''))
      : line.split(',')
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

type ByHand = { quota: number; closed: string; withReports: number; counts: string }

/**
 * Each quota beside what its person sold from its day until the next quota of the person (the last one: as long as the one
 * before), and what everybody below sold with them; computed from the files alone.
 */
export function attainedByHand(folder: string): Map<string, ByHand> {
  const sales = records(folder, 'fact_reseller_sales.csv.gz').map((row) => {
    return { person: row.EmployeeKey!, day: row.OrderDate!.slice(0, 10), amount: millionths(row.SalesAmount!) }
  })
  const managerOf = new Map(
    records(folder, 'sales_people.csv').map((row) => [row.EmployeeKey!, row.ManagerEmployeeKey!]),
  )
  const isBelow = (person: string, head: string): boolean =>
    person === head || (managerOf.has(person) && managerOf.get(person) !== '' && isBelow(managerOf.get(person)!, head))
  const quotas = Map.groupBy(records(folder, 'fact_sales_quota.csv'), (row) => row.EmployeeKey!)
  const found = new Map<string, ByHand>()
  for (const [person, own] of quotas) {
    const days = own.map((row) => row.Date!.slice(0, 10)).sort()
    for (const row of own) {
      const from = row.Date!.slice(0, 10)
      const at = days.indexOf(from)
      const to = days[at + 1] ?? after(from, at > 0 ? span(days[at - 1]!, from) : 0)
      const within = sales.filter((sale) => sale.day >= from && sale.day < to)
      const sum = (some: typeof within) => some.reduce((total, sale) => total + sale.amount, 0n)
      const closed = sum(within.filter((sale) => sale.person === person))
      const below = sum(within.filter((sale) => isBelow(sale.person, person)))
      found.set(`${person} ${from}`, {
        quota: Number(row.SalesAmountQuota) * 100,
        closed: `${closed / 10_000n}.${String(closed % 10_000n).padStart(4, '0')}`,
        withReports: Number((below + 5_000n) / 10_000n),
        counts: 'order lines',
      })
    }
  }
  return found
}

function span(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

function after(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Each person's current commission percentage, and what it makes of a span's sales in cents; computed from the files alone. */
export function commissionsByHand(folder: string): {
  rates: Map<string, string>
  commission: (person: string, from: string, to: string) => number
} {
  const rates = new Map(records(folder, 'sales_people.csv').map((row) => [row.EmployeeKey!, row.CommissionPct || '0']))
  const sales = Map.groupBy(records(folder, 'fact_reseller_sales.csv.gz'), (row) => row.EmployeeKey!)
  return {
    rates,
    commission: (person, from, to) => {
      const sold = (sales.get(person) ?? []).reduce((sum, { OrderDate, SalesAmount }) => {
        const day = OrderDate!.slice(0, 10)
        return day >= from && day < to ? sum + millionths(SalesAmount!) : sum
      }, 0n)
      return Number((sold * millionths(rates.get(person) ?? '0') + 5_000_000_000n) / 10_000_000_000n)
    },
  }
}
