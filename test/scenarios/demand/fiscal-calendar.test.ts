import { periodOf, startOf } from '@drumbeat/periods'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandContract } from '#demand/contract.ts'
import { refreshHistory } from '#demand/history/refresh.tx.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { type Line, openShop, type Shop } from './small-shop.ts'

/** A company of 4-4-5 months and weeks that begin on Sunday, its fiscal year in February. */
const calendar = { kind: '4-4-5', startMonth: 2, weekStart: 7 } as const
const firstDay = Date.UTC(2025, 0, 20) / 86_400_000
const rate = { EUR: 1_083_012_345n, USD: 1_000_000_000n } // billionths

let app: TestApp
let shop: Shop
const lines = Array.from({ length: 400 }, (_, n) => lineOf(n))

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date('2026-03-01T12:00:00Z') })
  shop = await openShop(app)
  const { db } = app.workspace
  await sql`update company.profile set calendar_kind = '4-4-5', fiscal_start_month = 2, week_start = 0`.execute(db)
  await sql`insert into company.currency_rate values ('EUR', '2020-01-01', 1.083012345)`.execute(db)
  await shop.order(lines)
  await refreshHistory(app.work)
})
afterAll(() => app?.close())

/** Lines that fall on every weekday and across year ends, in two currencies, some negative (returns), with six decimals. */
function lineOf(n: number): Line {
  const mixed = (n * 7919 + 104_729) % 1_000_003
  return {
    day: new Date((firstDay + (mixed % 390)) * 86_400_000).toISOString().slice(0, 10),
    item: ['Road bike', 'Lamp'][n % 2]!,
    territory: ['North', 'South', null][n % 3]!,
    quantity: String((mixed % 90) - 10),
    amount: `${(mixed % 5000) - 300}.${String(mixed).padStart(6, '0').slice(-6)}`,
    currency: n % 4 === 0 ? 'EUR' : 'USD',
  }
}

/** Millionths times billionths: exact whole numbers. */
function worth({ amount, currency }: Line): bigint {
  const negative = amount.startsWith('-')
  const whole = BigInt(amount.replace('-', '').replace('.', ''))
  return (negative ? -whole : whole) * rate[currency as 'EUR' | 'USD']
}

describe.each(['month', 'week'] as const)('by fiscal %s', (grain) => {
  test('each sum equals the one made line by line in whole numbers', async () => {
    const expected = new Map<string, { units: number; money: bigint; lines: number }>()
    for (const line of lines) {
      const start = startOf(periodOf(Date.parse(line.day) / 86_400_000, grain, calendar), calendar)
      const day = new Date(start * 86_400_000).toISOString().slice(0, 10)
      const key = `${day} ${line.item} ${line.territory ?? '-'}`
      const sum = expected.get(key) ?? { units: 0, money: 0n, lines: 0 }
      expected.set(key, {
        units: sum.units + Number(line.quantity),
        money: sum.money + worth(line),
        lines: sum.lines + 1,
      })
    }
    const { rows } = await sql<{ key: string; units: number; money: string; lines: number }>`
      select h.starts_on || ' ' || i.name || ' ' || coalesce(t.name, '-') as key, h.quantity::int as units,
        trunc(h.amount * 1000000000000000)::text as money, h.order_lines as lines
      from demand.history h join company.item i on i.id = h.item_id left join company.territory t on t.id = h.territory_id
      where h.grain = ${grain}`.execute(app.workspace.db)
    expect(new Map(rows.map(({ key, ...sum }) => [key, { ...sum, money: BigInt(sum.money) }]))).toEqual(
      new Map([...expected].map(([key, { units, money, lines: count }]) => [key, { units, money, lines: count }])),
    )
  })
})

test('forecasts by the periods of another calendar are not shown; that new ones are being made is', async () => {
  const owner = await app.as('owner')
  const tree = async (closedTo: string) => {
    await sql`delete from demand.run`.execute(app.workspace.db)
    await sql`insert into demand.run (id, grain, measure, stamp, horizon, history_from, closed_to, series, started_at, finished_at, standing)
      values (gen_random_uuid(), 'month', 'units', 'x', 12, '2025-02-02', ${closedTo}, 0, now(), now(), 'current')`.execute(
      app.workspace.db,
    )
    const { body } = await owner.call(demandContract.tree, { query: { grain: 'month', measure: 'units' } })
    return { shown: body.asOf !== null, making: body.progress !== null }
  }
  expect(await tree('2025-12-31')).toEqual({ shown: false, making: true })
  expect(await tree('2025-12-27')).toEqual({ shown: true, making: false })
})
