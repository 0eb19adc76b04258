import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import type { TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

const head = 'order_number,line,order_date,item,customer,quantity,amount'
const first = [
  head,
  'U-1,1,2025-01-05,Widget,Acme,1,10.00',
  'U-2,1,2025-01-06,Widget,Acme,2,20.00',
  'U-3,1,2025-01-07,Widget,Acme,3,30.00',
].join('\n')
const second = [
  head,
  'U-1,1,2025-01-05,Widget,Acme,1,11.00',
  'U-2,1,2025-01-06,Widget,Acme,2,20.00',
  'U-4,1,2025-01-08,Widget,Acme,4,40.00',
].join('\n')
const deals =
  'deal id,deal name,stage,amount,created date,close date\nD-1,Shelves,Proposal,100,2025-01-05,2025-03-01\nD-2,Counters,Won,200,2025-01-06,2025-02-01\n'
const laterDeals =
  'deal id,deal name,stage,amount,created date,close date\nD-1,Shelves,Won,120,2025-01-05,2025-03-02\nD-2,Counters,Won,200,2025-01-06,2025-02-01\nD-3,Lamps,Proposal,5,2025-02-06,2025-04-01\n'

/** What an undo takes back; told on an app that other stories share. */
export function undoing(app: () => TestApp): void {
  test('a changed row replaces the one that stood, and undo brings that one back', async () => {
    const [one] = await drop(app().work, { paths: await written({ 'january.csv': first }) })
    const before = await standing(app())
    const [two] = await drop(app().work, { paths: await written({ 'february.csv': second }) })
    expect(two).toMatchObject({ rowsNew: 1, rowsChanged: 1, rowsUnchanged: 1 })
    expect(await standing(app())).toEqual(['U-1 11.000000', 'U-2 20.000000', 'U-3 30.000000', 'U-4 40.000000'])
    await expect(undoImport(app().work, one!.id)).rejects.toThrow(
      /january\.csv cannot be undone: 1 of its order lines were changed since \(1 by february\.csv/,
    )
    expect(await undoImport(app().work, two!.id)).toMatchObject({ status: 'undone' })
    expect(await standing(app())).toEqual(before)
    await undoImport(app().work, one!.id)
    expect(await standing(app())).toEqual([])
    await expect(undoImport(app().work, one!.id)).rejects.toThrow('is undone; only a loaded import can be undone')
    const [again] = await drop(app().work, { paths: await written({ 'january.csv': first }) })
    expect(again).toMatchObject({ rowsNew: 3, rowsUnchanged: 0 })
    await undoImport(app().work, again!.id)
  })

  test('undoing deals retracts their versions and shows the state before; the history keeps both', async () => {
    const [one] = await drop(app().work, { paths: await written({ 'deals.csv': deals }) })
    const [two] = await drop(app().work, { paths: await written({ 'later-deals.csv': laterDeals }) })
    expect(two).toMatchObject({ rowsNew: 1, rowsChanged: 1, rowsUnchanged: 1 })
    expect(await shown(app())).toEqual([
      'D-1 won 12000 2025-03-02',
      'D-2 won 20000 2025-02-01',
      'D-3 open 500 2025-04-01',
    ])
    await expect(undoImport(app().work, one!.id)).rejects.toThrow(
      /1 of its deals were changed since \(1 by later-deals\.csv/,
    )
    await undoImport(app().work, two!.id)
    expect(await shown(app())).toEqual(['D-1 open 10000 2025-03-01', 'D-2 won 20000 2025-02-01'])
    const { rows } = await sql<{
      kept: number
    }>`select count(*) as kept from crm.deal_version where retracted_by = ${two!.id}`.execute(app().workspace.db)
    expect(rows[0]!.kept).toBe(2)
    await undoImport(app().work, one!.id)
    expect(await shown(app())).toEqual([])
    const [again] = await drop(app().work, { paths: await written({ 'deals.csv': deals }) })
    expect(again).toMatchObject({ rowsNew: 2 })
    expect(await shown(app())).toEqual(['D-1 open 10000 2025-03-01', 'D-2 won 20000 2025-02-01'])
    await undoImport(app().work, again!.id)
  })
}

/** What an undo of master data takes away, and what it says; told on an app that other stories share. */
export function takingAway(app: () => TestApp): void {
  test('what others use is not taken away; what an import changed is set back', async () => {
    const [items] = await drop(app().work, {
      paths: await written({ 'items.csv': 'item,price\nWidget,10\nGadget,5\n' }),
    })
    const [orders] = await drop(app().work, { paths: await written({ 'orders.csv': first }) })
    await expect(undoImport(app().work, items!.id)).rejects.toThrow('1 of its items are used by 3 order lines')
    const [prices] = await drop(app().work, { paths: await written({ 'prices.csv': 'item,price\nWidget,12.5\n' }) })
    expect(prices).toMatchObject({ kind: 'items', rowsChanged: 1 })
    expect(await prized(app())).toEqual(['Gadget 5.000000', 'Widget 12.500000'])
    await undoImport(app().work, prices!.id)
    expect(await prized(app())).toEqual(['Gadget 5.000000', 'Widget 10.000000'])
    await undoImport(app().work, orders!.id)
    await undoImport(app().work, items!.id)
    expect(await prized(app())).toEqual([])
  })

  test('an undo is in the audit, with what it did', async () => {
    const [one] = await drop(app().work, { paths: await written({ 'january.csv': first }) })
    await undoImport(app().work, one!.id)
    const { rows } =
      await sql`select command, summary from platform.audit where subject_id = ${one!.id} order by at`.execute(
        app().workspace.db,
      )
    expect(rows).toEqual([
      { command: 'imports.upload', summary: 'Took in january.csv' },
      { command: 'imports.load', summary: 'Imported january.csv: 3 new, 0 changed, 0 unchanged, 0 in quarantine' },
      {
        command: 'imports.undo',
        summary:
          'Undid the import of january.csv: 3 taken back, 0 standing again, removed what it had created: 1 account, 1 item',
      },
    ])
  })
}

async function standing(app: TestApp): Promise<string[]> {
  const { rows } = await sql<{
    line: string
  }>`select order_number || ' ' || amount as line from crm.order_line where ended_at is null order by 1`.execute(
    app.workspace.db,
  )
  return rows.map((row) => row.line)
}

async function shown(app: TestApp): Promise<string[]> {
  const { rows } = await sql<{
    line: string
  }>`select concat_ws(' ', external_id, outcome, amount_minor, expected_close) as line from crm.deal where ended_at is null order by 1`.execute(
    app.workspace.db,
  )
  return rows.map((row) => row.line)
}

async function prized(app: TestApp): Promise<string[]> {
  const { rows } = await sql<{
    line: string
  }>`select name || ' ' || list_price as line from company.item where list_price is not null order by 1`.execute(
    app.workspace.db,
  )
  return rows.map((row) => row.line)
}
