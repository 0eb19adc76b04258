import { buffer } from 'node:stream/consumers'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DealRow, dealsContract } from '#crm/deals/contract.ts'
import { dealColumns, dealKey } from '#crm/ui/deal-columns.tsx'
import { goalsContract } from '#goals/contract.ts'
import { quotaColumns, quotaFileColumns } from '#goals/ui/quota-columns.tsx'
import type { ImportRecord } from '#imports/schema.ts'
import { xlsxStream } from '#platform/out/xlsx.ts'
import type { Column } from '#platform/ui/grid/column.ts'
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
  const fields = { Origin: 'Web' }
  await sql`update crm.deal_version set file_fields = ${fields} where deal_id = ${open!.id}`.execute(app.workspace.db)
  await sql`update crm.deal set file_fields = ${fields} where id = ${open!.id}`.execute(app.workspace.db)
  await manager.call(dealsContract.addDeal, { body: { name: 'Added here', stageId, amountMinor: 120_000, fields } })
  for (const outcome of ['open', 'won', 'lost'] as const) {
    const rows = await deals(outcome)
    expect(rows.length).toBeGreaterThan(10)
    expect(await comeBack(rows)).toMatchObject({ kind: 'deals', status: 'loaded', ...same(rows.length) })
  }
  const rows = await deals('open')
  const added = rows.findIndex(({ name }) => name === 'Added here')
  const kept = { ...rows[added]!, amountMinor: 150_000, expectedClose: '2030-01-31', fields: { Origin: 'Trade fair' } }
  const edited = rows.with(added, kept)
  expect(await comeBack(edited)).toMatchObject({ rowsChanged: 1, rowsNew: 0, rowsUnchanged: rows.length - 1 })
  const after = await deals('open')
  expect(after).toHaveLength(rows.length)
  expect(after.find(({ name }) => name === 'Added here')).toMatchObject({
    ...{ id: rows[added]!.id, stageId, amountMinor: 150_000, expectedClose: '2030-01-31' },
    fields: { Origin: 'Trade fair' },
  })
})

test('quotas that leave and come back are the same, whoever they belong to and in whatever currency they were set', async () => {
  const call = await manager.call(goalsContract.attainedQuotas, { query: { from: '2020-01-01', to: '2030-01-01' } })
  const { quotas, currency } = call.body
  expect(new Set(quotas.map(({ subjectKind }) => subjectKind)).size).toBeGreaterThan(1)
  const columns = [...quotaColumns({} as never, currency), ...quotaFileColumns]
  expect(await imported('Quotas', columns, quotas)).toMatchObject({ kind: 'quotas', ...same(quotas.length) })
  const [first] = quotas
  const raised = [{ ...first!, amountMinor: first!.amountMinor + 100 }, ...quotas.slice(1)]
  expect(await imported('Quotas', columns, raised)).toMatchObject({ rowsChanged: 1, rowsUnchanged: quotas.length - 1 })
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
function comeBack(rows: DealRow[]): Promise<ImportRecord> {
  const onlyClosed = rows[0]!.outcome !== 'open'
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row.fields ?? {})))]
  return imported('Deals', [...dealColumns({} as never, { total: null, onlyClosed, fields }), dealKey], rows)
}

async function imported<Row>(name: string, columns: Column<Row>[], rows: Row[]): Promise<ImportRecord> {
  const shown = columns.filter(({ hidden }) => !hidden)
  const table = outTable({ name, columns: shown, rows, about: [{ label: 'What', text: name }] })
  const bytes = await buffer(xlsxStream(table) as WebStream)
  const [record] = await drop(app.work, { paths: await written({ [`${name.toLowerCase()}.xlsx`]: bytes }) })
  return record!
}
