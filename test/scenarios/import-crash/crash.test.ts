import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelSet, takeInPlace } from '#imports/change.tx.ts'
import { importSet } from '#imports/imports.sql.ts'
import type { ImportRecord } from '#imports/schema.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { balances, load } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

const count = 1_000
let app: TestApp
let path: string
beforeAll(async () => {
  app = await openTestApp()
  const lines = Array.from(
    { length: count },
    (_, at) =>
      `K-${at},1,2025-01-${String((at % 28) + 1).padStart(2, '0')},Item ${at % 40},${(at % 9) + 1},${at % 1000}.25`,
  )
  ;[path = ''] = await written({
    'orders.csv': `order_number,line,order_date,item,quantity,amount\n${lines.join('\n')}\n`,
  })
})
afterAll(() => app.close())

test('kill -9 in the middle leaves nothing behind, and the load done again has every row once', async () => {
  const setId = randomUUID()
  await takeInPlace(app.work, { path, setId, acceptMends: false })
  await whileOrdersAreLocked(async () => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'loader.ts'), address(), setId, app.workspace.filesDir],
      { stdio: 'inherit' },
    )
    const gone = once(child, 'exit')
    await until(async () => (await only(setId)).phase === 'writing')
    child.kill('SIGKILL')
    await gone
  })
  expect(await only(setId)).toMatchObject({ status: 'loading', rowsRead: count, rowsIn: 0 })
  expect(await lines()).toBe(0)
  const [record] = await load(app.work, { setId })
  expect(record).toMatchObject({ status: 'loaded', rowsRead: count, rowsIn: count, rowsQuarantined: 0 })
  expect(balances(record!)).toBe(true)
  expect(await lines()).toBe(count)
})

test('a cancelled load ends soon and leaves nothing behind', async () => {
  const setId = randomUUID()
  const before = await lines()
  await takeInPlace(app.work, { path, setId, acceptMends: false })
  await sql`update imports.import set mapping = jsonb_set(mapping, '{constants}', '{"currency": "EUR"}') where set_id = ${setId}`.execute(
    app.workspace.db,
  )
  await whileOrdersAreLocked(async () => {
    const running = load(app.work, { setId })
    await until(async () => (await only(setId)).phase === 'writing')
    await cancelSet(app.work, setId)
    await running
  })
  expect(await only(setId)).toMatchObject({ status: 'cancelled', error: 'Cancelled; nothing was written.' })
  expect(await lines()).toBe(before)
})

/** Holds every load at the point where it has read the whole file and begins to write order lines. */
async function whileOrdersAreLocked(act: () => Promise<void>): Promise<void> {
  await app.workspace.db.transaction().execute(async (tx) => {
    await sql`lock table crm.order_line in share mode`.execute(tx)
    await act()
  })
}

async function lines(): Promise<number> {
  const { rows } = await sql<{
    lines: number
  }>`select count(*) as lines from crm.order_line where ended_at is null`.execute(app.workspace.db)
  return rows[0]!.lines
}

async function only(setId: string): Promise<ImportRecord> {
  return (await importSet(app.workspace, setId))[0]!
}

function address(): string {
  if (typeof app.workspace.address !== 'string') throw new Error('The test database is reached by an address.')
  return app.workspace.address
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) await new Promise((resolve) => setTimeout(resolve, 30))
}
