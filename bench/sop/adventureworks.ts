import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { plansContract } from '#supply/contract.ts'
import { drop } from '../../test/scenarios/import-crm/dropping.ts'
import { assumeCapacity } from './assumed-capacity.ts'
import { type Opened, withWorkspace } from './opened.ts'
import { runCycle } from './whole-cycle.ts'

const dw = [
  ...['dim_product_category', 'dim_product_subcategory', 'dim_product', 'dim_sales_territory', 'dim_reseller'],
  ...['sales_people', 'fact_sales_quota'],
].map((name) => `dw/${name}.csv`)
const orders = ['dw/fact_internet_sales.csv.gz', 'dw/fact_reseller_sales.csv.gz']
const operations = [
  ...['Product', 'Location', 'ScrapReason', 'Vendor', 'ProductVendor', 'PurchaseOrderHeader', 'ProductInventory'],
  ...['BillOfMaterials', 'ProductCostHistory', 'ProductListPriceHistory'],
].map((name) => `oltp/${name}.csv`)
const bigger = ['oltp/PurchaseOrderDetail.csv.gz', 'oltp/WorkOrder_nodates.csv.gz']
const today = '2014-02-03'

/**
 * AdventureWorks as a company, unattended: its raw files in, demand forecast, supply planned, one cycle through its six steps, three packs
 * out. Bar: 10 minutes. What the files do not hold is assumed and stands in the cycle as assumptions.
 */
export async function run(): Promise<string> {
  const folder = join(
    process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../shared/data'),
    'adventureworks',
  )
  if (!existsSync(folder))
    return 'AdventureWorks files not found: set DRUMBEAT_TEST_DATA to the folder that holds adventureworks/.'
  return withWorkspace(
    () => new Date(`${today}T09:00:00Z`),
    (opened) => company(opened, folder),
  )
}

async function company(opened: Opened, folder: string): Promise<string> {
  const times: [string, number][] = []
  const timed = async <T>(what: string, step: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const done = await step()
    times.push([what, (performance.now() - began) / 1000])
    process.stderr.write(`${what}: ${times.at(-1)![1].toFixed(1)} s\n`)
    return done
  }
  const load = (names: string[]) => drop(opened.work, { paths: names.map((name) => join(folder, name)) })
  const loaded = [
    ...(await timed('products, territories, people, quotas and orders imported', () => load([...dw, ...orders]))),
    ...(await timed('stock, recipes, suppliers, purchasing and work orders imported', () =>
      load([...operations, ...bigger]),
    )),
  ]
  const planner = await opened.as('supply-planner')
  const assumed = await timed('capacity assumed', () => assumeCapacity(opened.work, planner))
  await timed('demand forecast and first supply plan made', async () => {
    await opened.settle()
  })
  const { plans } = await planner.call(plansContract.list, { query: { limit: 5 } })
  if (!plans.some(({ margin }) => margin !== null))
    throw new Error(`No plan was made: ${plans[0]?.reason ?? 'none was asked for'}.`)
  const cycle = await timed('one cycle, six steps, three packs in three formats', () =>
    runCycle(opened, { month: '2014-02-01', assumed }),
  )
  const rows = loaded.reduce((sum, { rowsIn }) => sum + (rowsIn ?? 0), 0)
  const quarantined = loaded.reduce((sum, { rowsQuarantined }) => sum + (rowsQuarantined ?? 0), 0)
  const whole = times.reduce((sum, [, seconds]) => sum + seconds, 0)
  return [
    `${loaded.length} files, ${rows} rows in, ${quarantined} in quarantine; as of ${today}.`,
    '',
    '| what | seconds |',
    '|---|---|',
    ...times.map(([what, seconds]) => `| ${what} | ${seconds.toFixed(1)} |`),
    `| in all (bar: 600) | ${whole.toFixed(1)} |`,
    '',
    cycle.says,
    '',
    'Assumed, and stated as assumptions of the cycle:',
    '',
    ...cycle.assumptions.map((says) => `- ${says}`),
  ].join('\n')
}
