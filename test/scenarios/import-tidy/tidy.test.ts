import { access } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importsContract } from '#imports/contract.ts'
import type { ImportRecord } from '#imports/schema.ts'
import { tidyImports } from '#imports/tidy.tx.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

const DAY = 24 * 60 * 60 * 1000
const orders = 'order_number,line,order_date,item,quantity,amount\nT-1,1,2025-01-05,Widget,1,10.00\n'

let app: TestApp
let caller: Caller
let today = new Date('2026-03-02T09:00:00Z')
beforeEach(async () => {
  today = new Date('2026-03-02T09:00:00Z')
  app = await openTestApp({ clock: () => today })
  caller = await app.as('sales-ops-manager')
})
afterEach(() => app.close())

async function uploaded(): Promise<ImportRecord> {
  const answer = await caller.fetch('/api/imports/files?name=orders.csv', { method: 'POST', body: orders })
  return (await answer.json()) as ImportRecord
}

async function statusOf({ id }: ImportRecord): Promise<{ status: string; error: string | null }> {
  return (await caller.call(importsContract.one, { params: { id } })).body
}

test('a load that was killed and that nobody carries on is ended, with words', async () => {
  const taken = await uploaded()
  await sql`update imports.import set status = 'loading', started_at = '2026-03-02T08:00:00Z' where id = ${taken.id}`.execute(
    app.workspace.db,
  )
  await tidyImports(app.work)
  expect(await statusOf(taken)).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('import the file again'),
  })
})

test('a load that waits for its next try is left alone', async () => {
  const taken = await uploaded()
  await sql`update imports.import set status = 'loading', started_at = '2026-03-02T08:00:00Z' where id = ${taken.id}`.execute(
    app.workspace.db,
  )
  await app.workspace.jobs.send('imports.load', { setId: taken.setId })
  await tidyImports(app.work)
  expect(await statusOf(taken)).toMatchObject({ status: 'loading' })
})

test('an uploaded file is deleted a month after its import ended, and not before', async () => {
  const taken = await uploaded()
  await caller.call(importsContract.accept, { params: { setId: taken.setId } })
  await app.settle()
  expect(await statusOf(taken)).toMatchObject({ status: 'loaded' })
  const { rows } = await sql<{
    path: string
  }>`select file_path as path from imports.import where id = ${taken.id}`.execute(app.workspace.db)
  const path = rows[0]!.path
  today = new Date(today.getTime() + 29 * DAY)
  await tidyImports(app.work)
  await access(path)
  today = new Date(today.getTime() + 2 * DAY)
  await tidyImports(app.work)
  await expect(access(path)).rejects.toThrow('ENOENT')
})
