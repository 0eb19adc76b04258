import { buffer } from 'node:stream/consumers'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DealRow, dealsContract } from '#crm/deals/contract.ts'
import { dealColumns } from '#crm/ui/deal-columns.tsx'
import { xlsxStream } from '#platform/out/xlsx.ts'
import { outTable } from '#platform/ui/grid/out-table.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from './files.ts'

let app: TestApp
let manager: Caller
beforeAll(async () => {
  app = await openTestApp({ isDemo: true, demo: { size: smallDemo } })
  manager = await app.as('sales-ops-manager')
})
afterAll(() => app.close())

test('deals that leave as a workbook and come back change nothing; what was changed in it is changed here', async () => {
  const [open] = await deals('open')
  const stageId = open!.stageId
  await manager.call(dealsContract.addDeal, { body: { name: 'Added here', stageId, amountMinor: 120_000 } })
  for (const outcome of ['open', 'won', 'lost'] as const) {
    const rows = await deals(outcome)
    expect(rows.length).toBeGreaterThan(10)
    expect(await comeBack(rows)).toMatchObject({ kind: 'deals', status: 'loaded', ...same(rows.length) })
  }
  const rows = await deals('open')
  const added = rows.findIndex(({ name }) => name === 'Added here')
  const edited = rows.with(added, { ...rows[added]!, amountMinor: 150_000, expectedClose: '2030-01-31' })
  expect(await comeBack(edited)).toMatchObject({ rowsChanged: 1, rowsNew: 0, rowsUnchanged: rows.length - 1 })
  const after = await deals('open')
  expect(after).toHaveLength(rows.length)
  expect(after.find(({ name }) => name === 'Added here')).toMatchObject({
    ...{ id: rows[added]!.id, stageId, amountMinor: 150_000, expectedClose: '2030-01-31' },
  })
})

function same(rows: number) {
  return { rowsRead: rows, rowsUnchanged: rows, rowsIn: 0, rowsQuarantined: 0 }
}

async function deals(outcome: 'open' | 'won' | 'lost'): Promise<DealRow[]> {
  const { status, body } = await manager.call(dealsContract.listDeals, { query: { outcome, limit: 500 } })
  expect([status, body.next]).toEqual([200, null])
  return body.deals
}

/** The list of deals as the grid writes it, imported again. */
async function comeBack(rows: DealRow[]) {
  const columns = dealColumns({} as never, { total: null, onlyClosed: rows[0]!.outcome !== 'open' }).filter(
    ({ hidden }) => !hidden,
  )
  const key = { id: 'file key', header: 'Deal id', value: (deal: DealRow) => deal.externalId ?? deal.id }
  const table = outTable({ name: 'Deals', columns: [...columns, key], rows, about: [{ label: 'What', text: 'Deals' }] })
  const bytes = await buffer(xlsxStream(table) as WebStream)
  const [record] = await drop(app.work, { paths: await written({ 'deals.xlsx': bytes }) })
  return record!
}
