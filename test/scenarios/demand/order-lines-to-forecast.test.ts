import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandContract } from '#demand/contract.ts'
import { takeForecasts } from '#demand/elsewhere/take.tx.ts'
import { refreshForecasts } from '#demand/forecasts/refresh.tx.ts'
import { systemActor } from '#platform/transaction.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { monthly, openShop, type Shop, settled } from './small-shop.ts'

/** Monday 23 November 2026, noon in UTC. */
const today = () => new Date('2026-11-23T12:00:00Z')
const season = (month: number) => 100 + Math.round(30 * Math.sin((2 * Math.PI * month) / 12)) + (month % 3)

let app: TestApp
let shop: Shop
let planner: Caller

beforeAll(async () => {
  app = await openTestApp({ clock: today })
  shop = await openShop(app)
  planner = await app.as('demand-planner')
  await shop.order([
    ...monthly({ item: 'Road bike', territory: 'North', until: '2026-11-01', quantity: season }),
    ...monthly({ item: 'Road bike', territory: 'South', until: '2026-11-01', quantity: () => 7 }),
    ...monthly({ item: 'Old bike', territory: 'North', until: '2025-04-01', quantity: () => 3 }),
    ...monthly({
      item: 'Lamp',
      territory: 'South',
      until: '2026-11-01',
      quantity: (m) => (m >= 6 && m % 4 === 2 ? 5 : 0),
    }),
    { day: '2026-11-20', item: 'Road bike', territory: 'North', quantity: '0.125', amount: '1.000001' },
    { day: '2026-03-05', item: 'Road bike', territory: 'North', quantity: '2', amount: '10', currency: 'EUR' },
    { day: '2026-03-06', item: null, territory: 'North', quantity: '4', amount: '40' },
    { day: '2026-03-07', item: 'Lamp', quantity: '1', amount: '0.000001' },
  ])
  await settled(app)
})
afterAll(() => app?.close())

const node = (name: string) => `${name === 'Bikes' || name === 'Parts' ? 'family' : 'item'}:${shop.ids[name]}`
async function series(query: {
  node?: string
  territory?: string
  measure?: 'units' | 'money'
  grain?: 'month' | 'week'
}) {
  const { status, body } = await planner.call(demandContract.series, { query })
  expect(status).toBe(200)
  return body
}
const heldIn = (history: { startsOn: string; value: string }[], startsOn: string) =>
  history.find((period) => period.startsOn === startsOn)?.value

describe('from order lines to a forecast, through the API', () => {
  test('the history of a node is the exact sum of its order lines', async () => {
    const { history } = await series({ node: node('Road bike'), territory: shop.ids.North })
    expect(history).toHaveLength(46)
    expect(history.map((period) => period.value)).toEqual(
      Array.from({ length: 46 }, (_, month) => String(season(month) + (month === 38 ? 2 : 0))),
    )
    const all = await series({})
    expect(heldIn(all.history, '2026-03-01')).toBe(String(season(38) + 2 + 7 + 5 + 1))
  })

  test('money is exact in company currency; a line without a rate is left out of it, and said so', async () => {
    const march = (await series({ measure: 'money' })).history.find((period) => period.startsOn === '2026-03-01')
    expect(march!.value).toBe(`${(season(38) + 7 + 5) * 10}.300001`)
    const { body } = await planner.call(demandContract.leftOut)
    expect(
      body.leftOut.map(({ reason, currency, orderLines, quantity, amount }) => ({
        reason,
        currency,
        orderLines,
        quantity,
        amount,
      })),
    ).toEqual([
      { reason: 'no item', currency: 'USD', orderLines: 1, quantity: '4', amount: '40' },
      { reason: 'no rate', currency: 'EUR', orderLines: 1, quantity: '2', amount: '10' },
      { reason: 'no territory', currency: 'USD', orderLines: 1, quantity: '1', amount: '0.000001' },
    ])
    expect(body.orderLines).toBe(46 + 1 + 47 + 28 + 11 + 4)
  })

  test('a dated rate brings the line in, at the rate of its day', async () => {
    await sql`insert into company.currency_rate (code, starts_on, rate) values
      ('EUR', '2026-03-01', 1.1234567891), ('EUR', '2026-03-06', 9)`.execute(app.workspace.db)
    await shop.order([])
    await settled(app)
    expect(heldIn((await series({ measure: 'money' })).history, '2026-03-01')).toBe(
      `${(season(38) + 7 + 5) * 10 + 11}.534568891`,
    )
  })

  test('a month without order lines is zero while the item is on sale, and absent before its first', async () => {
    const { history } = await series({ node: node('Lamp') })
    expect(history[0]).toMatchObject({ startsOn: '2023-07-01', value: '5' })
    expect(heldIn(history, '2023-08-01')).toBe('0')
    expect(history.every((period) => period.active)).toBe(true)
  })

  test('an ended item has its history up to its end, and no forecast', async () => {
    const { history, ahead, standing, reason } = await series({ node: node('Old bike') })
    expect(standing).toBe('ended')
    expect(heldIn(history, '2025-04-01')).toBe('3')
    expect(history.filter((period) => period.active).at(-1)!.startsOn).toBe('2026-10-01')
    expect(ahead).toEqual([])
    expect(reason).toBe('It is no longer sold.')
  })

  test('the running month is told apart, partial, and never part of the history', async () => {
    const { history, running, ahead } = await series({ node: node('Road bike'), territory: shop.ids.North })
    expect(history.at(-1)!.startsOn).toBe('2026-10-01')
    expect(running).toEqual({
      startsOn: '2026-11-01',
      label: 'Nov 2026',
      soFar: `${season(46)}.125`,
      through: '2026-11-20',
      elapsed: 20 / 30,
    })
    expect(ahead[0]!.startsOn).toBe('2026-11-01')
  })

  test('the running period is expected to hold at least what came, and the next periods begin after it', async () => {
    for (const measure of ['units', 'money'] as const) {
      for (const grain of ['month', 'week'] as const) {
        const { running, ahead, next } = await series({ measure, grain })
        if (!running || ahead[0]?.startsOn !== running.startsOn) continue
        const soFar = Number(running.soFar)
        expect(Math.min(ahead[0].mean, ahead[0].lo80, ahead[0].lo95)).toBeGreaterThanOrEqual(soFar)
        expect(ahead[0].hi80).toBeGreaterThan(ahead[0].lo80)
        const after = ahead.slice(1, 1 + next.periods)
        expect(next.mean).toBeCloseTo(
          after.reduce((sum, period) => sum + period.mean, 0),
          6,
        )
      }
    }
  })

  test('the forecast follows the season, with ranges and measured accuracy', async () => {
    const { ahead, accuracy, model, next } = await series({ node: node('Road bike'), territory: shop.ids.North })
    expect(ahead).toHaveLength(18)
    for (const [step, period] of ahead.slice(0, 12).entries()) {
      expect(Math.abs(period.mean - season(46 + step))).toBeLessThan(8)
      expect([period.lo95, period.lo80, period.mean, period.hi80, period.hi95]).toEqual(
        [period.lo95, period.lo80, period.mean, period.hi80, period.hi95].toSorted((a, b) => a - b),
      )
    }
    // The season repeats exactly but for the 2 units bought in euros: 2 of 1,820 units tried.
    expect(accuracy!.naiveWape).toBeCloseTo(2 / 1820, 12)
    expect(accuracy!.byLag).toHaveLength(12)
    expect(model).not.toBe('none')
    expect(next.periods).toBe(3)
  })

  test('forecasts add up: items to families and to everything, territories and what no territory has to items', async () => {
    const meanOf = async (query: Parameters<typeof series>[0]) => (await series(query)).ahead.map(({ mean }) => mean)
    const sum = (...parts: number[][]) => parts[0]!.map((_, step) => parts.reduce((all, part) => all + part[step]!, 0))
    const near = (a: number[], b: number[]) => {
      for (const [step, value] of a.entries()) expect(value).toBeCloseTo(b[step]!, 9)
    }
    const [all, bikes, parts, road] = await Promise.all(
      [undefined, 'Bikes', 'Parts', 'Road bike'].map((name) => meanOf(name ? { node: node(name) } : {})),
    )
    near(all!, sum(bikes!, parts!))
    near(bikes!, road!)
    const places = [shop.ids.North, shop.ids.South]
    near(road!, sum(...(await Promise.all(places.map((territory) => meanOf({ node: node('Road bike'), territory }))))))
    const [first] = (await series({ node: node('Bikes') })).ahead
    expect(first!.alone).toBeGreaterThan(0)
  })

  test('weeks hold the same units as months', async () => {
    const weeks = await series({ grain: 'week', node: node('Road bike') })
    const months = await series({ node: node('Road bike') })
    const total = ({ history, running }: typeof weeks) =>
      history.reduce((sum, period) => sum + Number(period.value), Number(running?.soFar ?? 0))
    expect(total(weeks)).toBeCloseTo(total(months), 6)
    expect(weeks.ahead).toHaveLength(26)
  })

  test('the tree holds families and items with sparkline, next periods and accuracy, per territory too', async () => {
    const { body } = await planner.call(demandContract.tree)
    expect(body.nodes.map((each) => [each.level, each.name])).toEqual([
      ['all', 'All items'],
      ['family', 'Bikes'],
      ['family', 'Parts'],
      ['item', 'Lamp'],
      ['item', 'Old bike'],
      ['item', 'Road bike'],
    ])
    expect(body.nodes[0]!.recent).toHaveLength(24)
    expect(body.territories.map((territory) => territory.name)).toEqual(['North', 'South'])
    const north = await planner.call(demandContract.tree, { query: { territory: shop.ids.North } })
    expect(north.body.nodes.map((each) => each.name)).toEqual(['All items', 'Bikes', 'Old bike', 'Road bike'])
    const found = await planner.call(demandContract.tree, { query: { search: 'lam' } })
    expect(found.body.nodes.filter((each) => each.level === 'item').map((each) => each.name)).toEqual(['Lamp'])
  })

  test('the order lines behind a period are those the user may see', async () => {
    const query = { node: node('Road bike'), startsOn: '2026-03-01' }
    const { body } = await planner.call(demandContract.lines, { query })
    expect(body).toMatchObject({ label: 'Mar 2026', orderLines: 3 })
    expect(body.lines[0]).toMatchObject({ item: 'Road bike', territory: 'North', quantity: String(season(38)) })
    const rep = await app.as('rep')
    expect((await rep.call(demandContract.lines, { query })).body.lines).toEqual([])
  })

  test('who may not read demand is told so', async () => {
    const rep = await app.as('rep')
    expect((await rep.call(demandContract.tree)).status).toBe(403)
    const executive = await app.as('executive')
    expect((await executive.call(demandContract.tree)).status).toBe(200)
    expect((await executive.call(demandContract.refresh)).status).toBe(403)
  })

  test('a node that is not there is refused', async () => {
    const { status, body } = await planner.call(demandContract.series, {
      query: { node: 'item:00000000-0000-7000-8000-000000000000' },
    })
    expect([status, body.code]).toEqual([404, 'not-found'])
    expect((await planner.call(demandContract.series, { query: { node: 'bike' } })).status).toBe(400)
  })
})

describe('a refresh', () => {
  const runs = async () =>
    (
      await sql<{ id: string; grain: string; measure: string; standing: string | null }>`
        select id, grain, measure, standing from demand.run order by id`.execute(app.workspace.db)
    ).rows

  test('without a change makes nothing new', async () => {
    const before = await runs()
    expect((await planner.call(demandContract.refresh)).status).toBe(200)
    await settled(app)
    expect(await runs()).toEqual(before)
  })

  test('that is interrupted leaves the forecasts before it current, and the next one completes', async () => {
    const { db } = app.workspace
    const before = (await runs()).filter((run) => run.standing === 'current')
    const [{ id: current }] = (
      await sql<{
        id: string
      }>`select id from demand.run where standing = 'current' and grain = 'month' and measure = 'units'`.execute(db)
    ).rows as [{ id: string }]
    // What a kill -9 in the middle of a run leaves behind: an unfinished run with some of its series.
    await sql`insert into demand.run (id, grain, measure, stamp, horizon, series, started_at)
      values ('00000000-0000-7000-8000-000000000001', 'month', 'units', 'half', 18, 10, now())`.execute(db)
    await sql`insert into demand.progress values (true, 'forecasts', 'month', 'units', 1, 10, 0.02, now())`.execute(db)
    await sql`insert into demand.forecast
      select (jsonb_populate_record(f, '{"run_id": "00000000-0000-7000-8000-000000000001", "ahead": -1}')).*
      from demand.forecast f where run_id = ${current} and node = 'all'`.execute(db)
    expect((await planner.call(demandContract.tree)).body.progress).toMatchObject({ done: 1, series: 10, share: 0.02 })
    expect((await series({})).next.mean).toBeGreaterThan(0)
    await shop.retract('2026-03-05')
    await settled(app)
    const after = await runs()
    expect(after.every((run) => run.standing !== null)).toBe(true)
    expect(after.filter((run) => run.standing === 'previous').map((run) => run.id)).toEqual(before.map((run) => run.id))
    expect((await planner.call(demandContract.tree)).body.progress).toBeNull()
  })

  test('after a retraction has forecast anew, keeps the run before, and tells what moved', async () => {
    const { history } = await series({ node: node('Road bike'), territory: shop.ids.North })
    expect(heldIn(history, '2026-03-01')).toBe(String(season(38)))
    const month = (await runs()).filter((run) => run.grain === 'month' && run.measure === 'units')
    expect(month.map((run) => run.standing).toSorted()).toEqual(['current', 'previous'])
    const { body } = await planner.call(demandContract.changes)
    expect(body.previousAt).not.toBeNull()
    expect(body.changes.map((change) => change.name)).toContain('Road bike')
    const moved = body.changes.find((change) => change.name === 'Road bike')!
    expect(moved.now).not.toBe(moved.previous)
    const { ahead } = await series({ node: node('Road bike') })
    expect(ahead[0]!.previous).not.toBeNull()
    const attention = await planner.call(demandContract.attention)
    expect(attention.body.items.length).toBeGreaterThan(0)
  })
})

test('what all series taught is told with the month it was learned as of, and stands over the runs of the month', async () => {
  const { learned } = (await planner.call(demandContract.learned)).body
  expect(learned.map(({ closedTo, sentence }) => [closedTo, sentence])).toEqual([
    ['2026-10-31', 'As of Oct 2026: 2 intermittent series are too few to learn from, and each is forecast by itself.'],
  ])
})

test('accuracy by lag comes for every node, as an answer and as CSV, and is the same as on its page', async () => {
  const { body } = await planner.call(demandContract.accuracyByLag)
  const { accuracy } = await series({ node: node('Road bike') })
  const road = body.rows.filter(({ key }) => key === node('Road bike'))
  expect(road.map(({ key: _, level: __, name: ___, code: ____, ...lag }) => lag)).toEqual(accuracy!.byLag)
  const families = (await planner.call(demandContract.accuracyByLag, { query: { level: 'family' } })).body.rows
  expect([...new Set(families.map(({ name }) => name))]).toEqual(['Bikes', 'Parts'])
  const file = await planner.fetch('/api/demand/accuracy.csv?level=item')
  const lines = (await file.text()).trim().split('\r\n')
  expect(lines[0]).toContain('Level,Node,Code,Key,Lag,Forecasts,WAPE,WAPE naive,Bias')
  expect(lines.filter((line) => line.includes(node('Road bike')))).toHaveLength(12)
})

test('money expected is split from that of a year before into volume, price and mix, to the last digit', async () => {
  const { body } = await planner.call(demandContract.priceAndVolume)
  const { next } = await series({ measure: 'money' })
  const { before, after, volume, price, mix, periods } = body.split!
  expect(periods).toBe(3)
  expect(after).toBeCloseTo(next.mean, 6)
  expect(before).toBeCloseTo(next.yearBefore!, 6)
  expect(volume + price + mix).toBeCloseTo(after - before, 6)
  const { split } = (await planner.call(demandContract.priceAndVolume, { query: { node: node('Road bike') } })).body
  expect(split!.mix).toBeCloseTo(0, 6) // one item has no mix
})

const made = async () => {
  const { rows } = await sql`
    select r.grain, r.measure, f.node, f.mean, f.wape, f.by_lag, f.cannot_tell, a.forecast -> 'backtests' as backtests
    from demand.run r join demand.forecast f on f.run_id = r.id
    join demand.alone a on a.grain = r.grain and a.measure = r.measure and a.node = f.node
    where r.standing = 'current' order by 1, 2, 3`.execute(app.workspace.db)
  return rows
}
const forget = async () => {
  await settled(app) // what follows from the last forecasts reads what goes here
  for (const table of ['run', 'alone']) await sql`delete from ${sql.table(`demand.${table}`)}`.execute(app.workspace.db)
}

test('first forecasts of many series come before they are measured, and end as those measured at once', async () => {
  const work = { workspace: app.workspace, actor: systemActor }
  const before = await made()
  await forget()
  await refreshForecasts(work, new AbortController().signal, { from: 0 })
  expect(await made()).toEqual(before)
  const { rows } = await sql<{ stamp: string; standing: string }>`
    select stamp, standing from demand.run order by standing desc`.execute(app.workspace.db)
  expect(rows.map(({ standing }) => standing)).toEqual([...Array(4).fill('previous'), ...Array(4).fill('current')])
  expect(rows.map(({ stamp }) => stamp.endsWith('unmeasured'))).toEqual([
    ...Array(4).fill(true),
    ...Array(4).fill(false),
  ])
})

test('forecasts made elsewhere are published where their input still holds; the others are made here', async () => {
  const before = await made()
  const { rows } = await sql<{ node: string; input: string; forecast: object }>`
    select grain, measure, node, input, forecast from demand.alone order by node`.execute(app.workspace.db)
  const lines = rows.map((row) => {
    if (row.node === 'all') return { ...row, input: 'of other order lines' }
    return { ...row, forecast: { ...row.forecast, model: 'elsewhere' } }
  })
  await forget()
  const sent = Readable.from([...lines.map((line) => JSON.stringify(line)), '{"grain":"month"'])
  const work = { workspace: app.workspace, actor: systemActor }
  expect(await takeForecasts(work, sent)).toEqual({ taken: rows.length, leftOut: [rows.length + 1] })
  await settled(app)
  expect(await made()).toEqual(before)
  const by = await sql`select (forecast ->> 'model') = 'elsewhere' as elsewhere, count(*)::int as n from demand.alone
    where node = 'all' or node = ${node('Road bike')} group by 1 order by 1`.execute(app.workspace.db)
  expect(by.rows).toEqual([
    { elsewhere: false, n: 4 },
    { elsewhere: true, n: 4 },
  ])
  expect((await sql`select from demand.made_elsewhere`.execute(app.workspace.db)).rows).toEqual([])
})
