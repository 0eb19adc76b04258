import { access } from 'node:fs/promises'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { importsContract } from '#imports/contract.ts'
import type { ImportRecord } from '#imports/schema.ts'
import { tidyImports } from '#imports/tidy.tx.ts'
import type { Caller, TestApp } from '../../harness/app.ts'

const DAY = 24 * 60 * 60 * 1000
const orders = 'order_number,line,order_date,item,quantity,amount\nT-1,1,2025-01-05,Widget,1,10.00\n'

/** What becomes of files and loads that nobody looks after; told on an app that other stories share, before its jobs are carried out. */
export function tidying(app: () => TestApp, at: (now: Date) => void): void {
  const first = new Date('2026-03-02T09:00:00Z')
  let caller: Caller
  beforeAll(async () => {
    caller = await app().as('sales-ops-manager')
  })
  beforeEach(() => at(first))

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
      app().workspace.db,
    )
    await tidyImports(app().work)
    expect(await statusOf(taken)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('import the file again'),
    })
  })

  test('a load that waits for its next try is left alone', async () => {
    const taken = await uploaded()
    await sql`update imports.import set status = 'loading', started_at = '2026-03-02T08:00:00Z' where id = ${taken.id}`.execute(
      app().workspace.db,
    )
    await app().workspace.jobs.send('imports.load', { setId: taken.setId })
    await tidyImports(app().work)
    expect(await statusOf(taken)).toMatchObject({ status: 'loading' })
  })

  test('an uploaded file is deleted a month after its import ended, and not before', async () => {
    const taken = await uploaded()
    await caller.call(importsContract.accept, { params: { setId: taken.setId } })
    await app().settle()
    expect(await statusOf(taken)).toMatchObject({ status: 'loaded' })
    const { rows } = await sql<{
      path: string
    }>`select file_path as path from imports.import where id = ${taken.id}`.execute(app().workspace.db)
    const path = rows[0]!.path
    at(new Date(first.getTime() + 29 * DAY))
    await tidyImports(app().work)
    await access(path)
    at(new Date(first.getTime() + 31 * DAY))
    await tidyImports(app().work)
    await expect(access(path)).rejects.toThrow('ENOENT')
  })
}
