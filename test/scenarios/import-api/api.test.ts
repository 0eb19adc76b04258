import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runImportCommand } from '#cli/import.ts'
import { importsContract } from '#imports/contract.ts'
import { importSet } from '#imports/imports.sql.ts'
import type { ImportRecord } from '#imports/schema.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { newFolder, written } from '../import-formats/files.ts'
import { tidying } from './tidying.ts'

const orders =
  'order_number,line,order_date,item,customer,quantity,amount\nP-1,1,2025-01-05,Widget,Acme,1,10.00\nP-2,1,2025-01-06,Widget,Acme,x,20.00\n'

let app: TestApp
let now = new Date('2026-03-02T09:00:00Z')
beforeAll(async () => {
  app = await openTestApp({ clock: () => now })
})
afterAll(() => app.close())

const at = (day: Date) => {
  now = day
}
describe('tidying', () => tidying(() => app, at))

test('over the API a file is taken in, checked, loaded, its bad rows downloaded, and undone', async () => {
  const caller = await app.as('sales-ops-manager')
  await app.settle()
  const answer = await caller.fetch('/api/imports/files?name=orders.csv', { method: 'POST', body: orders })
  const taken = (await answer.json()) as ImportRecord
  expect(taken).toMatchObject({
    kind: 'order lines',
    fileName: 'orders.csv',
    status: 'uploaded',
    preview: { header: expect.arrayContaining(['item']) },
  })
  const params = { setId: taken.setId }

  await caller.call(importsContract.check, { params })
  await reached(taken.setId, 'checked')
  const checked = await caller.call(importsContract.one, { params: { id: taken.id } })
  expect(checked.body).toMatchObject({ status: 'checked', rowsRead: 2, rowsIn: 1, rowsQuarantined: 1 })

  await caller.call(importsContract.accept, { params })
  await reached(taken.setId, 'loaded')
  const loaded = await caller.call(importsContract.set, { params })
  expect(loaded.body.files).toMatchObject([{ status: 'loaded', rowsIn: 1, rowsQuarantined: 1 }])
  const left = await caller.fetch(`/api/imports/${taken.id}/quarantine`)
  expect(await left.text()).toContain(
    'P-2,1,2025-01-06,Widget,Acme,x,20.00,"line 3: ""x"" is no number with a decimal point"',
  )
  const problems = await caller.fetch(`/api/imports/${taken.id}/problems`)
  expect(await problems.text()).toContain('2,3,quantity,x,stop,not a number')

  const undone = await caller.call(importsContract.undo, { params: { id: taken.id } })
  expect(undone.body.status).toBe('undone')
  const history = await caller.call(importsContract.history)
  expect(history.body.imports[0]).toMatchObject({ id: taken.id, fileName: 'orders.csv', status: 'undone' })
})

test('a row that was left out is mended in place, loaded by the same mapping, and comes back when that is undone', async () => {
  const caller = await app.as('owner')
  await app.settle()
  const answer = await caller.fetch('/api/imports/files?name=orders.csv', { method: 'POST', body: orders })
  const taken = (await answer.json()) as ImportRecord
  await caller.call(importsContract.accept, { params: { setId: taken.setId } })
  await reached(taken.setId, 'loaded')

  const params = { id: taken.id }
  const waiting = async () => (await caller.call(importsContract.quarantinedRows, { params })).body
  expect(await waiting()).toMatchObject({
    columns: ['order_number', 'line', 'order_date', 'item', 'customer', 'quantity', 'amount'],
    total: 1,
    rows: [
      {
        row: 2,
        line: 3,
        cells: ['P-2', '1', '2025-01-06', 'Widget', 'Acme', 'x', '20.00'],
        problems: [{ column: 'quantity', value: 'x' }],
      },
    ],
  })
  const mend = (row: number, cells: string[]) =>
    caller.call(importsContract.mendRows, { params, body: { rows: [{ row, cells }] } })
  expect((await mend(7, ['P-2'])).status).toBe(404)
  expect((await mend(2, ['P-2'])).status).toBe(400)

  const { body: mended } = await mend(2, ['P-2', '1', '2025-01-06', 'Widget', 'Acme', '3', '20.00'])
  expect(mended).toMatchObject({ fileName: 'orders, mended.csv', status: 'uploaded' })
  expect((await waiting()).total).toBe(1)
  await caller.call(importsContract.accept, { params: { setId: mended.setId } })
  await reached(mended.setId, 'loaded')
  expect((await caller.call(importsContract.one, { params: { id: mended.id } })).body).toMatchObject({
    rowsNew: 1,
    rowsQuarantined: 0,
  })
  expect((await waiting()).total).toBe(0)
  await caller.call(importsContract.undo, { params: { id: mended.id } })
  expect((await waiting()).total).toBe(1)
})

test('a file of which no row goes in is not called loaded, and creates nothing', async () => {
  const caller = await app.as('owner')
  await app.settle()
  const bad = 'order_number,line,order_date,item,customer,quantity,amount\nP-9,1,2025-01-31,Ghost,Nobody,,\n'
  const answer = await caller.fetch('/api/imports/files?name=bad.csv', { method: 'POST', body: bad })
  const { setId } = (await answer.json()) as ImportRecord
  await caller.call(importsContract.accept, { params: { setId } })
  await reached(setId, 'failed')
  const { body } = await caller.call(importsContract.set, { params: { setId } })
  expect(body.files).toMatchObject([
    { rowsRead: 1, rowsIn: 0, rowsQuarantined: 1, error: expect.stringContaining('No row went in') },
  ])
  expect((await sql`select 1 from company.item where name = 'Ghost'`.execute(app.workspace.db)).rows).toEqual([])
})

test('an analyst may import but not undo, a rep may not even look', async () => {
  const analyst = await app.as('sales-ops-analyst')
  const rep = await app.as('rep')
  const taken = (await (
    await analyst.fetch('/api/imports/files?name=orders.csv', { method: 'POST', body: orders })
  ).json()) as ImportRecord
  expect((await analyst.call(importsContract.undo, { params: { id: taken.id } })).status).toBe(403)
  expect((await rep.call(importsContract.history)).status).toBe(403)
})

test('a file that is no table is refused with the way out', async () => {
  const caller = await app.as('owner')
  const answer = await caller.fetch('/api/imports/files?name=picture.csv', {
    method: 'POST',
    body: Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8]),
  })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({
    message: 'This is not a text file. Export the sheet as CSV and drop that.',
  })
})

test('the command line says what it did and ends with 0, 3 (rows left out) or 1', async () => {
  const said: string[] = []
  const write = process.stdout.write
  process.stdout.write = ((text: string) => said.push(text) > 0) as typeof process.stdout.write
  const run = (...args: string[]) => runImportCommand(args, async (_request, act) => act(app.work))
  const other = orders.replaceAll('P-', 'C-')
  const [path = ''] = await written({ 'orders.csv': other })
  const folder = await newFolder()
  try {
    expect(await run(path, '--write-mapping', join(folder, 'mapping.json'))).toBe(0)
    expect(await run(path, '--dry-run')).toBe(3)
    expect(await run(path, '--mapping', join(folder, 'mapping.json'), '--accept-mends')).toBe(3)
    await writeFile(path, other.replace(',x,', ',2,'))
    expect(await run(path)).toBe(0)
    await writeFile(path, `${other}C-3,1,"unclosed\n${'x,'.repeat(3_000_000)}`)
    expect(await run(path)).toBe(1)
    await writeFile(path, 'Order Date,SKU,Qty,Amount\n03/04/2026,Q-1,1,5.10\n')
    expect(await run(path)).toBe(4)
    expect(await run(path, '--answer', 'days:Order Date=dmy')).toBe(0)
  } finally {
    process.stdout.write = write
  }
  const all = said.join('')
  expect(all).toContain('2 rows read = 1 in (1 new, 0 changed) + 0 unchanged + 1 in quarantine')
  expect(all).toContain('2 rows read = 1 in (1 new, 0 changed) + 1 unchanged + 0 in quarantine')
  expect(all).toContain('Line 5 is longer than 4,000,000 characters')
  expect(all).toContain("--answer 'days:Order Date=dmy'   day, month, year")
  expect(JSON.parse(await readFile(join(folder, 'mapping.json'), 'utf8'))['orders.csv'].kind).toBe('order lines')
})

async function reached(setId: string, status: string): Promise<void> {
  while ((await importSet(app.workspace, setId)).some((file) => file.status !== status))
    await new Promise((resolve) => setTimeout(resolve, 100))
}
