import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sopContract } from '#sop/contract.ts'
import { plansContract } from '#supply/contract.ts'
import { assumeCapacity } from '../../../bench/sop/assumed-capacity.ts'
import type { Opened } from '../../../bench/sop/opened.ts'
import { runCycle } from '../../../bench/sop/whole-cycle.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'

const folder = join(
  process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../../shared/data'),
  'adventureworks',
)
const sold = ['BK-M68B-42', 'BK-R50B-58']

/** A slice of the bench sop/adventureworks: two bicycles of the same company go the whole way. */
describe.skipIf(!existsSync(folder))('two bicycles, from raw files to three packs', () => {
  let app: TestApp
  let scratch: string
  beforeAll(async () => {
    app = await openTestApp({ clock: () => new Date('2014-02-03T09:00:00Z') })
    scratch = await mkdtemp(join(tmpdir(), 'drumbeat-slice-'))
  })
  afterAll(async () => {
    await rm(scratch, { recursive: true, force: true })
    await app.close()
  })

  test('nobody has to touch anything: six gates close, assumptions are stated, nine files come out', async () => {
    const named = (names: string[]) => names.map((name) => join(folder, `${name}.csv`))
    await drop(app.work, {
      paths: [
        ...named(['dw/dim_product_category', 'dw/dim_product_subcategory', 'dw/dim_product', 'dw/dim_sales_territory']),
        await ordersOf(scratch),
      ],
    })
    await drop(app.work, { paths: named(['oltp/Product', 'oltp/BillOfMaterials', 'oltp/ProductInventory']) })
    const opened: Opened = {
      work: app.work,
      settle: app.settle,
      as: async (role, personId = null) => asking(await app.as(role, personId)),
    }
    const assumed = await assumeCapacity(app.work, await opened.as('supply-planner'))
    await app.settle()
    const planner = await app.as('supply-planner')
    const { plans } = (await planner.call(plansContract.list)).body
    expect(plans.map(({ status }) => status)).toContain('made')
    const { says, assumptions } = await runCycle(opened, { month: '2014-02-01', assumed })
    expect(assumptions).toEqual(
      expect.arrayContaining([expect.stringContaining('Final Assembly works 120 hours a week')]),
    )
    expect(says).toContain('9 files')
    const [cycle] = (await planner.call(sopContract.cycles)).body.cycles
    expect(cycle).toMatchObject({ state: 'over', openStep: null })
    // Supply planned what sales had agreed on: family by family and month by month, of the months that had not begun.
    const { cells } = (await planner.call(sopContract.consensus, { params: { id: cycle!.id } })).body
    const { plan } = (await planner.call(sopContract.supplyOf, { params: { id: cycle!.id } })).body.captured!
    const made = (await planner.call(plansContract.list)).body.plans.find(({ number }) => number === plan)!
    expect(made.name).toBe('Consensus of February 2014')
    const { families, startsOn } = (await planner.call(plansContract.families, { params: { id: made.id } })).body
    const bikes = families.flatMap(({ familyId, measures }) => {
      const demand = measures.find(({ measure }) => measure === 'demand')?.values
      return demand && cells.some((cell) => cell.familyId === familyId) ? [{ familyId, demand }] : []
    })
    for (const { familyId, demand } of bikes) {
      for (const [t, month] of startsOn.entries()) {
        const agreed = cells.find((cell) => cell.familyId === familyId && cell.month === month)?.units
        if (t > 0 && agreed != null) expect(demand[t]).toBeCloseTo(agreed, 3)
      }
    }
    expect(bikes.length).toBeGreaterThan(0)
  })
})

/** The reseller orders of the two bicycles, as a file of the same shape. */
async function ordersOf(scratch: string): Promise<string> {
  const products = readFileSync(join(folder, 'dw/dim_product.csv'), 'utf8').split('\n')
  const keys = new Set(
    products.flatMap((line) => (sold.some((code) => line.includes(code)) ? [line.split(',')[0]!] : [])),
  )
  const lines = gunzipSync(readFileSync(join(folder, 'dw/fact_reseller_sales.csv.gz')))
    .toString()
    .split('\n')
  const at = lines[0]!.split(',').indexOf('ProductKey')
  const kept = lines.filter((line, place) => place === 0 || keys.has(line.split(',')[at]!))
  const path = join(scratch, 'fact_reseller_sales.csv')
  await writeFile(path, `${kept.join('\n')}\n`)
  return path
}

function asking(caller: Caller): Awaited<ReturnType<Opened['as']>> {
  return {
    call: async (endpoint, given) => {
      const { status, body } = await caller.call(endpoint, given)
      expect(status, `${endpoint.path}: ${body.message}`).toBe(200)
      return body
    },
    bytes: async (path) => {
      const response = await caller.fetch(path)
      expect(response.status, path).toBe(200)
      return (await response.arrayBuffer()).byteLength
    },
  }
}
