import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { from as copyFrom } from 'pg-copy-streams'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refreshHistory } from '#demand/history/refresh.tx.ts'
import { newId } from '#platform/ids.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'

const data = process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../../shared/data')
const folder = join(data, 'adventureworks/dw')
const facts = ['fact_internet_sales.csv.gz', 'fact_reseller_sales.csv.gz']

type Row = Record<string, string>

describe.skipIf(!existsSync(folder))('the history of AdventureWorks', () => {
  let app: TestApp
  let lines: Row[]

  beforeAll(async () => {
    app = await openTestApp({ clock: () => new Date('2014-02-15T12:00:00Z') })
    lines = facts.flatMap((file) => rowsOf(file))
    await load(app, lines)
    await refreshHistory(app.work)
  })
  afterAll(() => app?.close())

  const totals = async (grain: 'month' | 'week') => {
    const { rows } = await sql<{ lines: number; units: string; money: string; rounded: string }>`
      select sum(order_lines)::int as lines, sum(quantity)::text as units, trim_scale(sum(amount))::text as money,
        round(sum(amount), 2)::text as rounded
      from demand.history where grain = ${grain}`.execute(app.workspace.db)
    return rows[0]!
  }

  test('holds every line once, exactly, in months as in weeks', async () => {
    const exact = lines.reduce((sum, row) => sum + scaled(row.SalesAmount!), 0n)
    const held = { lines: 121_253, units: '274776', money: unscaled(exact), rounded: '109809274.20' }
    expect(await totals('month')).toEqual(held)
    expect(await totals('week')).toEqual(held)
  })

  test('sums each month x product number x territory as the file does', async () => {
    const expected = new Map<string, bigint>()
    const numbers = productNumbers()
    for (const row of lines) {
      const key = [`${row.OrderDate!.slice(0, 7)}-01`, numbers.get(row.ProductKey!), row.SalesTerritoryKey].join(' ')
      expected.set(key, (expected.get(key) ?? 0n) + scaled(row.SalesAmount!))
    }
    const { rows } = await sql<{ key: string; amount: string }>`
      select concat_ws(' ', h.starts_on, i.code, t.name) as key, trim_scale(h.amount)::text as amount
      from demand.history h join company.item i on i.id = h.item_id join company.territory t on t.id = h.territory_id
      where h.grain = 'month'`.execute(app.workspace.db)
    expect(rows).toHaveLength(expected.size)
    const wrong = rows.filter((row) => unscaled(expected.get(row.key) ?? -1n) !== row.amount)
    expect(wrong).toEqual([])
  })
})

function rowsOf(file: string): Row[] {
  const bytes = readFileSync(join(folder, file))
  return parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true })
}

/** Several product keys share one product number. */
function productNumbers(): Map<string, string> {
  return new Map(rowsOf('dim_product.csv').map((row) => [row.ProductKey!, row.ProductAlternateKey!]))
}

/** A decimal of up to six digits as a whole number of millionths. */
function scaled(text: string): bigint {
  const [whole, part = ''] = text.split('.')
  return BigInt(`${whole}${part.padEnd(6, '0')}`)
}

function unscaled(value: bigint): string {
  const text = String(value).padStart(7, '0')
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, '')
}

async function load({ workspace }: TestApp, lines: Row[]): Promise<void> {
  const numbers = productNumbers()
  const items = new Map([...new Set(numbers.values())].map((code) => [code, newId()]))
  const territories = new Map([...new Set(lines.map((row) => row.SalesTerritoryKey!))].map((key) => [key, newId()]))
  const client = await workspace.pool.connect()
  const copy = async (table: string, rows: string[][]) => {
    const stream = client.query(copyFrom(`copy ${table} from stdin`))
    stream.end(rows.map((row) => `${row.join('\t')}\n`).join(''))
    await once(stream, 'finish')
  }
  try {
    await copy(
      'company.item (id, code, name)',
      [...items].map(([code, id]) => [id, code, code]),
    )
    await copy(
      'company.territory (id, name)',
      [...territories].map(([key, id]) => [id, key]),
    )
    await copy(
      'crm.order_line (id, identity, ordered_on, item_id, territory_id, quantity, amount, currency, recorded_at)',
      lines.map((row) => [
        ...[newId(), newId(), row.OrderDate!, items.get(numbers.get(row.ProductKey!)!)!],
        ...[
          territories.get(row.SalesTerritoryKey!)!,
          row.OrderQuantity!,
          row.SalesAmount!,
          'USD',
          '2014-02-15T12:00:00Z',
        ],
      ]),
    )
  } finally {
    client.release()
  }
}
