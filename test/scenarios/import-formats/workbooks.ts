import { writeXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { decideMapping } from '#imports/change.tx.ts'
import type { TestApp } from '../../harness/app.ts'
import { drop, load } from '../import-crm/dropping.ts'
import { written } from './files.ts'

const head = ['Order number', 'Line', 'Order date', 'SKU', 'Customer', 'Qty', 'Amount']

/** What is read of a workbook; told on an app that other stories share. */
export function workbooks(app: () => TestApp): void {
  test('a workbook is read: below its title, days as days, numbers as numbers, without its totals', async () => {
    const rows = [
      ['Orders of March', null],
      [],
      head,
      ['X-1', 1, new Date('2026-03-01T00:00:00Z'), 'WB-1', 'Ann', 2, 1234.5],
      ['X-1', 2, new Date('2026-03-02T00:00:00Z'), 'WB-2', 'Ann', 1, 1.234],
      ['Total', null, null, null, null, 3, 1235.734],
    ]
    const [record] = await drop(app().work, { paths: await written({ 'march.xlsx': await book({ Orders: rows }) }) })
    expect(record).toMatchObject({
      kind: 'order lines',
      status: 'loaded',
      error: null,
      rowsRead: 3,
      rowsIn: 2,
      rowsQuarantined: 1,
    })
    expect(await lines(app(), 'X-1')).toEqual(['2026-03-01 WB-1 2 1234.5', '2026-03-02 WB-2 1 1.234'])
    expect(record!.report!.groups[0]!.examples[0]!.line).toBe(6)
  })

  test('a workbook with several tables asks which one is meant', async () => {
    const prices = [
      ['Item code', 'Item name', 'List price'],
      ['WB-9', 'Ninth', 9.5],
    ]
    const orders = [
      head,
      ['X-2', 1, new Date('2026-03-05T00:00:00Z'), 'WB-9', 'Bob', 1, 9.5],
      ['X-2', 2, new Date('2026-03-05T00:00:00Z'), 'WB-9', 'Bob', 1, 9.5],
    ]
    const [asked] = await drop(app().work, {
      paths: await written({ 'two.xlsx': await book({ Prices: prices, Orders: orders }) }),
    })
    expect(asked).toMatchObject({ status: 'failed', kind: 'order lines' })
    expect(asked!.mapping.asks).toEqual(['2 sheets of this workbook hold a table. Which one is meant?'])
    const answered = await decideMapping(app().work, { id: asked!.id, answers: { 'sheet:': 'Prices' } })
    expect(answered).toMatchObject({ kind: 'items', mapping: { asks: [] } })
    const [loaded] = await load(app().work, { setId: asked!.setId })
    expect(loaded).toMatchObject({ status: 'loaded', kind: 'items', rowsNew: 1 })
  })

  test('an old workbook is refused with the way out', async () => {
    const old = Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex')
    await expect(drop(app().work, { paths: await written({ 'old.xls': old }) })).rejects.toThrow('Save it as .xlsx')
  })
}

async function book(sheets: Record<string, (string | number | Date | null)[][]>): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })) }))
}

async function lines(app: TestApp, order: string): Promise<string[]> {
  const { rows } = await sql<{
    line: string
  }>`select concat_ws(' ', o.ordered_on, i.code, trim_scale(o.quantity), trim_scale(o.amount)) as line
    from crm.order_line o join company.item i on i.id = o.item_id where o.order_number = ${order} and o.ended_at is null order by o.line_number`.execute(
    app.workspace.db,
  )
  return rows.map((row) => row.line)
}
