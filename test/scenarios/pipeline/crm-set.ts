import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const folder = join(
  process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../../shared/data'),
  'crm',
)

/** One row of the export, as plain code reads it; amounts in cents. */
export type Row = {
  id: string
  agent: string
  manager: string
  office: string
  product: string
  series: string
  account: string | null
  sector: string | null
  country: string | null
  employees: number | null
  /** In millions of dollars. */
  revenue: number | null
  founded: number | null
  parent: string | null
  stage: 'Prospecting' | 'Engaging' | 'Won' | 'Lost'
  engaged: string | null
  closed: string | null
  list: number
  /** What it is worth where it stands: what it was won at, else the list price. */
  worth: number
}

/** Reads the export with nothing of the product: split at commas, mended by the two known misspellings. */
export function readSet(): Row[] {
  const accounts = keyed('accounts.csv', 'account')
  const teams = keyed('sales_teams.csv', 'sales_agent')
  const products = keyed('products.csv', 'product')
  return table('sales_pipeline.csv').map((line): Row => {
    const name = line.product === 'GTXPro' ? 'GTX Pro' : line.product!
    const account = line.account ? accounts.get(line.account)! : null
    const team = teams.get(line.sales_agent!)!
    const product = products.get(name)!
    const list = Number(product.sales_price) * 100
    const stage = line.deal_stage as Row['stage']
    return {
      id: line.opportunity_id!,
      agent: line.sales_agent!,
      manager: team.manager!,
      office: team.regional_office!,
      product: name,
      series: product.series!,
      account: line.account || null,
      sector: account ? account.sector!.replace('technolgy', 'technology') : null,
      country: account ? account.office_location!.replace('Philipines', 'Philippines') : null,
      employees: account ? Number(account.employees) : null,
      revenue: account ? Number(account.revenue) : null,
      founded: account ? Number(account.year_established) : null,
      parent: account?.subsidiary_of || null,
      stage,
      engaged: line.engage_date || null,
      closed: line.close_date || null,
      list,
      worth: stage === 'Won' ? Number(line.close_value) * 100 : list,
    }
  })
}

function keyed(file: string, column: string): Map<string, Record<string, string>> {
  return new Map(table(file).map((line) => [line[column]!, line]))
}

function table(file: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(join(folder, file), 'utf8').trim().split(/\r?\n/)
  const names = head!.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at]!, cell])))
}
