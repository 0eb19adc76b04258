import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { callApi, claimOwner, newDataDir, type Running, startProduct } from '../parts/running.ts'

const territories = 4
const families = 10
const days = 1125

/** A running product whose company has order lines of three years and a month, and not yet a forecast. */
export type OrderCompany = {
  dataDir: string
  token: string
  items: number
  orderLines: number
  /** Series of one grain and measure: items, families and everything, in each territory and in all. */
  seriesOfView: number
  product: () => Running
  /** Starts the product anew on the same data, after it was killed. */
  again: () => Promise<void>
  ask: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>
  close: () => Promise<void>
}

/** Starts the product as users do, and fills it with so many series in all four views (months and weeks, units and money). */
export async function openOrderCompany({ series }: { series: number }): Promise<OrderCompany> {
  const dataDir = await newDataDir()
  const start = () => startProduct({ dataDir, flags: ['--no-demo'] })
  let product = await start()
  try {
    const token = await claimOwner(product)
    const pool = new pg.Pool({ host: join(dataDir, 'run'), port: 5432, user: 'drumbeat', database: 'main', max: 2 })
    pool.on('error', () => {}) // PostgreSQL goes with the product; the next question connects anew
    const ask: OrderCompany['ask'] = async (text, values) => (await pool.query(text, values as never)).rows as never
    const items = Math.max(families, Math.round(series / 4 / (territories + 1)) - families - 1)
    await ask(seed({ items }))
    const [counted] = await ask<{ n: number }>('select count(*)::int as n from crm.order_line')
    return {
      ...{ dataDir, token, items, ask, orderLines: counted!.n },
      seriesOfView: (items + families + 1) * (territories + 1),
      product: () => product,
      again: async () => {
        product = await start()
      },
      close: async () => {
        await pool.end()
        await product.stop()
        await rm(dataDir, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await product.stop()
    throw error
  }
}

/** Asks for history and forecasts, and waits until all four views have theirs and are measured; says once a second how far it is. */
export async function forecastAll(company: OrderCompany, seen: (view: Seen) => void = () => {}): Promise<void> {
  const began = performance.now()
  await callApi(company.product(), '/api/demand/refresh', { token: company.token, body: {} })
  for (;;) {
    await sleep(1000)
    const [made] = await company.ask<{ views: number; measured: number }>(
      `select count(*)::int as views, (count(*) filter (where stamp not like '%unmeasured'))::int as measured
       from demand.run where standing = 'current'`,
    )
    const seconds = (performance.now() - began) / 1000
    const { body } = await callApi<{ progress: Seen['progress'] }>(company.product(), '/api/demand/tree', company)
    seen({ seconds, views: made!.views, progress: body.progress })
    if (made!.views === 4 && process.env.ONLY_FORECASTS) return
    if (made!.measured === 4 && body.progress === null) return
  }
}

export type Seen = {
  seconds: number
  views: number
  progress: { doing: string; grain: string; measure: string; share: number } | null
}

/** Drawn by the database from a fixed seed: levels from 2 to 200 a week, seasons and trends of their own, a tenth of the items lumpy. */
function seed({ items }: { items: number }): string {
  return `
    select setseed(0.4410);
    insert into company.territory (id, name) select gen_random_uuid(), 'Territory ' || n from generate_series(1, ${territories}) n;
    insert into company.family (id, name) select gen_random_uuid(), 'Family ' || n from generate_series(1, ${families}) n;
    insert into company.item (id, code, name, family_id, list_price)
      select gen_random_uuid(), 'I' || n, 'Item ' || n, f.id, 5 + n % 97
      from generate_series(1, ${items}) n
      join (select id, row_number() over (order by name) as place from company.family) f on f.place = 1 + n % ${families};
    create temp table leaf as
      select i.id as item_id, t.id as territory_id, i.list_price, random() * 6.28 as phase, 0.6 * random() as height,
        0.004 * (random() - 0.4) as growth, exp(0.7 + 4.6 * random() ^ 2) as level, random() < 0.1 as lumpy
      from company.item i cross join company.territory t;
    insert into crm.order_line (id, identity, order_number, line_number, ordered_on, item_id, territory_id, quantity, amount,
        currency, recorded_at)
      select gen_random_uuid(), gen_random_uuid(), 'S' || row_number() over (), '1', day, item_id, territory_id, units,
        round((units * list_price * (0.95 + 0.1 * random()))::numeric, 2), 'USD', now()
      from (
        select l.*, d.day::date as day, round(l.level * exp(l.growth * (d.day::date - current_date) / 7.0)
          * (1 + l.height * sin(l.phase + 6.28 * extract(doy from d.day) / 365)) * (0.5 + random())) as units
        from leaf l, generate_series(current_date - ${days}, current_date - 1, interval '7 days') d (day)
        where not l.lumpy or random() < 0.15) x
      where units > 0;
    drop table leaf;
    analyze crm.order_line;`
}

/** Waits until sums and forecasts have followed every order line; seconds. */
export async function untilCaughtUp(company: OrderCompany): Promise<number> {
  const began = performance.now()
  for (;;) {
    const [state] = await company.ask<{ caught: boolean }>(
      `select not exists (select from demand.touched) and not exists (
         select from crm.order_change c, demand.order_cursor o where c.xact >= o.xact) as caught`,
    )
    if (state!.caught) return (performance.now() - began) / 1000
    await sleep(50)
  }
}
