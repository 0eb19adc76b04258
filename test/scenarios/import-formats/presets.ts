import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from './files.ts'
import { samples, shopify } from './samples.ts'

/** What each program exports, known by its headers; told on an app that other stories share. */
export function presets(app: () => TestApp): void {
  test.each(Object.entries(samples))(
    '%s: its export is known by its headers and loaded as it is meant',
    async (source, { file, text, deals }) => {
      const [record] = await drop(app().work, { paths: await written({ [file]: text }) })
      expect(record!.mapping.asks).toEqual([])
      expect(record).toMatchObject({ kind: 'deals', status: 'loaded', error: null, mapping: { source } })
      const names = deals.map((deal) => deal.split('|')[0])
      const { rows } = await sql<{ line: string }>`
      select concat_ws('|', d.name, d.outcome, coalesce(d.amount_minor::text, ''), d.currency, p.name, a.name,
        coalesce(d.closed_on, d.expected_close)) as line
      from crm.deal d left join company.person p on p.id = d.owner_id left join crm.account a on a.id = d.account_id
      where d.name = any(${names}) and d.ended_at is null order by d.name`.execute(app().workspace.db)
      expect(rows.map((row) => row.line)).toEqual(deals)
      const [again] = await drop(app().work, { paths: await written({ [file]: text }) })
      expect(again).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: deals.length })
    },
  )

  test('Shopify: orders are order lines; currency and customer of the first line hold for the others; voided orders stay out', async () => {
    const [record] = await drop(app().work, { paths: await written({ 'orders_export_1.csv': shopify }) })
    expect(record).toMatchObject({
      kind: 'order lines',
      status: 'loaded',
      rowsIn: 2,
      rowsQuarantined: 1,
      mapping: { source: 'Shopify' },
    })
    const { rows } = await sql<{ line: string }>`
      select concat_ws('|', o.order_number, o.ordered_on, i.code, i.name, a.name, trim_scale(o.quantity), trim_scale(o.amount), o.currency) as line
      from crm.order_line o join company.item i on i.id = o.item_id left join crm.account a on a.id = o.account_id
      where o.order_number like '#P%' and o.ended_at is null order by i.code`.execute(app().workspace.db)
    expect(rows.map((row) => row.line)).toEqual([
      '#P1001|2026-10-31|FERN-A3|Fern Print - A3|Ann Ode|2|31|GBP',
      '#P1001|2026-10-31|FERN-A4|Fern Print - A4|Ann Ode|1|5|GBP',
    ])
    const people = await sql<{
      rows: number
    }>`select count(*) as rows from company.person where email like '%@example.com'`.execute(app().workspace.db)
    expect(people.rows[0]!.rows).toBe(0)
  })
}
