import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runImportCommand } from '#imports/command.ts'
import { importsContract } from '#imports/contract.ts'
import { importSet } from '#imports/queries.ts'
import type { ImportRecord } from '#imports/schema.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { written } from '../import-formats/files.ts'

const orders =
  'order_number,line,order_date,item,customer,quantity,amount\nP-1,1,2025-01-05,Widget,Acme,1,10.00\nP-2,1,2025-01-06,Widget,Acme,x,20.00\n'

let app: TestApp
beforeEach(async () => {
  app = await openTestApp()
})
afterEach(() => app.close())

test('over the API a file is taken in, checked, loaded, its bad rows downloaded, and undone', async () => {
  const caller = await app.as('sales-ops-manager')
  await app.workspace.jobs.work(app.workspace)
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
  expect(history.body.imports).toMatchObject([{ fileName: 'orders.csv', status: 'undone' }])
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

test('the command line says what it did and ends with 0, 2 or 1', async () => {
  const said: string[] = []
  const write = process.stdout.write
  process.stdout.write = ((text: string) => said.push(text) > 0) as typeof process.stdout.write
  const run = (...args: string[]) => runImportCommand(args, async (_request, act) => act(app.work))
  const [path = ''] = await written({ 'orders.csv': orders })
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-import-'))
  try {
    expect(await run(path, '--write-mapping', join(folder, 'mapping.json'))).toBe(0)
    expect(await run(path, '--dry-run')).toBe(2)
    expect(await run(path, '--mapping', join(folder, 'mapping.json'), '--accept-mends')).toBe(2)
    await writeFile(path, orders.replace(',x,', ',2,'))
    expect(await run(path)).toBe(0)
    await writeFile(path, `${orders}P-3,1,"unclosed\n${'x,'.repeat(3_000_000)}`)
    expect(await run(path)).toBe(1)
  } finally {
    process.stdout.write = write
  }
  const all = said.join('')
  expect(all).toContain('2 rows read = 1 in (1 new, 0 changed) + 0 unchanged + 1 in quarantine')
  expect(all).toContain('2 rows read = 1 in (1 new, 0 changed) + 1 unchanged + 0 in quarantine')
  expect(all).toContain('A quote opened in line 4 is not closed again')
  expect(JSON.parse(await readFile(join(folder, 'mapping.json'), 'utf8'))['orders.csv'].kind).toBe('order lines')
})

async function reached(setId: string, status: string): Promise<void> {
  while ((await importSet(app.workspace.db, setId)).some((file) => file.status !== status))
    await new Promise((resolve) => setTimeout(resolve, 100))
}
