import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { projectDeals } from '#crm/deals/projection.tx.ts'
import type { OrderEvent } from '#crm/orders/events/event.ts'
import { demandContract } from '#demand/contract.ts'
import { refreshHistory } from '#demand/history/refresh.tx.ts'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import { newId } from '#platform/ids.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { monthly, openShop, type Shop, settled } from '../demand/small-shop.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

let app: TestApp
let shop: Shop
let caller: Caller

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date('2026-11-23T12:00:00Z') })
  shop = await openShop(app)
  caller = await app.as('owner')
  const bikesIn = (month: number) => 100 + ((month * month * 7) % 23)
  await shop.order([
    ...monthly({ item: 'Road bike', territory: 'North', until: '2026-10-01', quantity: bikesIn }),
    ...monthly({ item: 'Lamp', territory: 'South', until: '2026-11-01', quantity: () => 20 }),
  ])
  await settled(app)
})
afterAll(() => app?.close())

const bike = { item: 'B1', territory: 'North', quantity: '4', amount: '40.00', orderedOn: '2026-11-20' }
const place = (key: string, more: Partial<OrderEvent> = {}) =>
  caller.call(crmContract.receiveOrder, { body: { key, order: key, ...bike, ...more } })
const fingerprint = async () =>
  (await sql<{ f: string }>`select fingerprint as f from demand.history_state`.execute(app.workspace.db)).rows[0]!

describe('what is no demand', () => {
  const soFarOfAll = async () => Number((await caller.call(demandContract.series, { query: {} })).body.running!.soFar)
  const said = async () => (await caller.call(demandContract.noDemand)).body

  test('is proposed from the data, leaves history and forecast when somebody says so, and is counted', async () => {
    await sql`insert into company.item (id, code, name) values (gen_random_uuid(), 'POST', 'Postage abroad')`.execute(
      app.workspace.db,
    )
    await settled(app)
    const before = await soFarOfAll()
    for (const key of ['pp1', 'pp2']) await place(key, { item: 'POST', quantity: '50', amount: '5' })
    await place('free', { quantity: '3', amount: '0' })
    await settled(app)
    expect(await soFarOfAll()).toBe(before + 103)
    const { proposals } = await said()
    expect(proposals.map(({ name, reason, orderLines }) => [name, reason, orderLines])).toEqual(
      expect.arrayContaining([
        ['Postage abroad', 'postage', 2],
        ['Lines without a price', 'sample', 1],
      ]),
    )
    const postage = proposals.find(({ reason }) => reason === 'postage')!
    const { name: _, why: __, orderLines: ___, quantity: ____, firstOn: _____, lastOn: ______, ...rule } = postage
    expect((await (await app.as('rep')).call(demandContract.leaveOut, { body: rule })).status).toBe(403)
    expect((await caller.call(demandContract.leaveOut, { body: rule })).status).toBe(200)
    expect((await caller.call(demandContract.leaveOut, { body: rule })).status).toBe(409)
    await caller.call(demandContract.leaveOut, { body: { kind: 'free lines', reason: 'sample' } })
    await settled(app)
    expect(await soFarOfAll()).toBe(before)
    const { rules } = await said()
    expect(rules.map(({ name, orderLines }) => [name, orderLines])).toEqual(
      expect.arrayContaining([
        ['Postage abroad', 2],
        ['Lines without a price', 1],
      ]),
    )
    const { leftOut } = (await caller.call(demandContract.leftOut)).body
    expect(leftOut.find(({ reason }) => reason === 'no demand')).toMatchObject({ orderLines: 3, quantity: '103' })
  })

  test('is left out of orders that come later too, and counts again when the rule ends', async () => {
    const before = await soFarOfAll()
    await place('pp3', { item: 'POST', quantity: '50', amount: '5' })
    await place('pp4', { quantity: '2', amount: '20' })
    await settled(app)
    expect(await soFarOfAll()).toBe(before + 2)
    const followed = await fingerprint()
    await refreshHistory(app.work)
    expect(await fingerprint()).toEqual(followed)
    for (const { id } of (await said()).rules) await caller.call(demandContract.countAgain, { params: { id } })
    await settled(app)
    expect(await soFarOfAll()).toBe(before + 2 + 153)
  })

  test('is refused where it says nothing, or too much', async () => {
    const body = { kind: 'words' as const, reason: 'fee' as const }
    expect((await caller.call(demandContract.leaveOut, { body })).body).toMatchObject({ code: 'unclear-rule' })
  })
})

describe('an item that takes over from another', () => {
  const historyOf = async (name: string) => {
    const node = `item:${shop.ids[name]}`
    return (await caller.call(demandContract.series, { query: { node } })).body
  }

  test('has its history, and the orders of it that still come; sums above stay as they are, and it can be taken back', async () => {
    shop.ids['Road bike 2'] = newId()
    await sql`insert into company.item (id, code, name, family_id)
      values (${shop.ids['Road bike 2']}, 'B2', 'Road bike 2', ${shop.ids.Bikes})`.execute(app.workspace.db)
    const before = (await caller.call(demandContract.series, { query: {} })).body
    const old = await historyOf('Road bike')
    expect((await (await app.as('rep')).call(demandContract.succeed, { body: { old: 'B1', new: 'B2' } })).status).toBe(
      403,
    )
    const { body: made } = await caller.call(demandContract.succeed, { body: { old: 'B1', new: 'B2' } })
    expect((await caller.call(demandContract.succeed, { body: { old: 'B1', new: 'P1' } })).body.code).toBe(
      'other-family',
    )
    expect((await caller.call(demandContract.succeed, { body: { old: 'B2', new: 'B1' } })).body.code).toBe('circle')
    expect((await caller.call(demandContract.succeed, { body: { old: 'B1', new: 'B9' } })).status).toBe(404)
    await settled(app)
    const fresh = await historyOf('Road bike 2')
    expect(fresh.history).toEqual(old.history)
    expect(fresh.standing).toBe('steady')
    expect(fresh.next.mean).toBeCloseTo(old.next.mean, 6)
    expect((await caller.call(demandContract.series, { query: {} })).body.history).toEqual(before.history)
    await place('late', { quantity: '7', amount: '70' })
    await place('early', { item: 'B2', quantity: '5', amount: '50' })
    await settled(app)
    const now = await historyOf('Road bike 2')
    expect(Number(now.running!.soFar)).toBe(Number(old.running!.soFar) + 12)
    const query = { node: `item:${shop.ids['Road bike 2']}`, startsOn: '2026-11-01' }
    const { lines } = (await caller.call(demandContract.lines, { query })).body
    expect(new Set(lines.map(({ item }) => item))).toEqual(new Set(['Road bike', 'Road bike 2']))
    const followed = await fingerprint()
    await refreshHistory(app.work)
    expect(await fingerprint()).toEqual(followed)
    await caller.call(demandContract.endSuccession, { params: { id: made.id } })
    await settled(app)
    expect((await historyOf('Road bike')).history).toEqual(old.history)
  })
})

describe('a market signal', () => {
  const signals = async () => (await caller.call(demandContract.signals)).body.signals
  const putting = (name: string, values: { day: string; value: number }[], csv = '') =>
    caller.call(demandContract.putSignal, { body: { name, values, csv } })

  test('that leads a family by three months is found, counts, and says what a change of it would do', async () => {
    const bikes = `family:${shop.ids.Bikes}`
    const { history } = (await caller.call(demandContract.series, { query: { node: bikes } })).body
    const leading = history.slice(3).map(({ value }, i) => ({ day: history[i]!.startsOn, value: Number(value) / 10 }))
    const since = ['2026-08-15', '2026-09-15', '2026-10-15'].map((day) => ({ day, value: leading.at(-1)!.value + 20 }))
    await putting('Permits', [...leading, ...since])
    await settled(app)
    const [permits] = await signals()
    const use = permits!.uses.find(({ family }) => family === 'Bikes')!
    expect(use).toMatchObject({ used: true, lead: 3 })
    expect(use.errorWith!).toBeLessThan(use.errorWithout!)
    expect(permits!.sentence).toMatch(/^It leads Bikes by 3 months/)
    const { periods } = (await caller.call(demandContract.explanation, { query: { node: bikes } })).body
    expect(periods.some(({ signals: by }) => Math.abs(by) > 1)).toBe(true)
    const all = (await caller.call(demandContract.explanation, { query: {} })).body.periods
    expect(all[2]!.signals).toBeCloseTo(periods[2]!.signals, 6)
    expect((await caller.call(demandContract.versions, { query: {} })).body.versions[0]!.cause).toBe('signals')
    const scenario = await caller.call(demandContract.signalScenario, {
      params: { id: permits!.id },
      query: { change: -0.1 },
    })
    expect(scenario.body.months.map(({ units }) => units < 0)).toEqual([
      false,
      false,
      false,
      ...new Array(9).fill(true),
    ])
    await caller.call(demandContract.endSignal, { params: { id: permits!.id } })
    await settled(app)
    const without = (await caller.call(demandContract.explanation, { query: { node: bikes } })).body.periods
    expect(without.every(({ signals: by }) => by === 0)).toBe(true)
  })

  test('that says nothing is ignored and says so; bad lines of a file are refused one by one', async () => {
    const { body } = await putting('Weather', [], 'day,value\n2026-01,3\n2026-02-30,4\n2026-03-01,warm\n2026-04-01,3')
    expect(body).toMatchObject({ taken: 2, refused: [{ code: 'no-day' }, { code: 'no-number' }] })
    await settled(app)
    expect((await signals())[0]!.sentence).toBe(
      'It does not count: whether it makes forecasts better cannot be told yet.',
    )
    expect((await putting('Nothing', [])).status).toBe(422)
  })

  test('comes in files as well, in the marks of their country, with values replaced and taken back', async () => {
    const file = [
      'Index;Monat;Wert',
      'Holzpreis;01.09.2026;1.234,5',
      'Holzpreis;01.10.2026;1.240,25',
      'Holzpreis;01.11.2026;teuer',
      'Stahlpreis;01.10.2026;880,00',
      'Stahlpreis;01.10.2026;881,00',
      'Stahlpreis;;870',
    ].join('\n')
    await putting('Holzpreis', [{ day: '2026-09-01', value: 1200 }])
    const [record] = await drop(app.work, { paths: await written({ 'index.csv': file }) })
    expect(record).toMatchObject({ kind: 'market signals', status: 'loaded', rowsRead: 6, rowsNew: 2, rowsChanged: 1 })
    const values = async () =>
      (
        await sql<{ said: string }>`select g.name || ' ' || v.day || ' ' || v.value as said from demand.signal_value v
          join demand.signal g on g.id = v.signal_id where g.name like '%preis' and g.ended_at is null order by 1`.execute(
          app.workspace.db,
        )
      ).rows.map(({ said }) => said)
    const wood = ['Holzpreis 2026-09-01 1234.5', 'Holzpreis 2026-10-01 1240.25']
    expect(await values()).toEqual([...wood, 'Stahlpreis 2026-10-01 881'])
    await undoImport(app.work, record!.id)
    expect(await values()).toEqual(['Holzpreis 2026-09-01 1200'])
    await settled(app)
  })

  test('is made from open deals, and moves the family that they lead; taken out, it stays out', async () => {
    const { db } = app.workspace
    const bikes = `family:${shop.ids.Bikes}`
    const { history } = (await caller.call(demandContract.series, { query: { node: bikes } })).body
    // What was sold in a month stood open three months before; much more than ever is open now.
    const deals = [
      ...history.slice(3).map(({ value }, i) => ({ month: history[i]!.startsOn, amount: Number(value) })),
      ...later(history.at(-1)!.value),
    ]
    const [pipeline, stage, lost] = [newId(), newId(), newId()]
    await sql`insert into crm.pipeline (id, name) values (${pipeline}, 'Bikes')`.execute(db)
    await sql`insert into crm.stage (id, pipeline_id, name, position, outcome, forecast_category, probability) values
      (${stage}, ${pipeline}, 'Open', 1, 'open', 'pipeline', 0.5), (${lost}, ${pipeline}, 'Lost', 2, 'lost', 'omitted', 0)`.execute(
      db,
    )
    for (const { month, amount } of deals) {
      const [id, minor, at] = [newId(), Math.round(amount * 1000), `${month}T12:00:00Z`]
      await sql`insert into crm.deal (id, name, pipeline_id, item_id, stage_id, outcome, forecast_category, amount_minor, currency, changed_at)
        values (${id}, 'Bikes', ${pipeline}, ${shop.ids['Road bike']}, ${stage}, 'open', 'pipeline', ${minor}, 'USD', ${at})`.execute(
        db,
      )
      await sql`insert into crm.deal_version (id, deal_id, valid_at, recorded_at, name, item_id, stage_id, forecast_category,
          amount_minor, amount_basis, currency, expected_close)
        select gen_random_uuid(), ${id}, x.at, x.at, 'Bikes', ${shop.ids['Road bike']}, x.stage, 'pipeline', ${minor}, 'stated', 'USD',
          ${month}::date + 75 from (values (${at}::timestamptz, ${stage}::uuid), (${at}::timestamptz + interval '32 days', ${lost}::uuid)) x (at, stage)
        where x.at < '2026-11-23'`.execute(db)
    }
    await db.transaction().execute((tx) => projectDeals(tx, { of: sql`select id as deal_id from crm.deal` }))
    const publish = async () => {
      await app.workspace.jobs.send('demand.publish-versions', {})
      await settled(app)
    }
    await publish()
    const open = (await signals()).find(({ name }) => name === 'Open deals: Bikes')!
    expect(open.uses).toEqual([expect.objectContaining({ family: 'Bikes', used: true, lead: 3 })])
    const { periods } = (await caller.call(demandContract.explanation, { query: { node: bikes } })).body
    expect(periods[3]!.signals).toBeGreaterThan(100)
    // A single deal of 6,000 is open, at 50 %: whoever does not see it learns no amount of it.
    const supply = await app.as('supply-planner')
    const theirs = (await supply.call(demandContract.signals)).body.signals.find(({ id }) => id === open.id)!
    expect([open.latest, theirs.latest, theirs.uses[0]!.slope]).toEqual([0.5 * 6000, null, null])
    const asked = { params: { id: open.id }, query: { change: 0.1 } }
    expect((await supply.call(demandContract.signalScenario, asked)).status).toBe(403)
    expect((await caller.call(demandContract.signalScenario, asked)).status).toBe(200)
    // Another deal is told by its CRM: the forecast of the months it leads moves at once, and says why. Of its two
    // products one is due in time, the other in half a year: the deal counts by what is due.
    const told = { key: 'd1', deal: 'D1', name: 'Fleet', stage: 'Open', amount: '9000' }
    const body = { ...told, expectedClose: '2026-12-20' }
    expect((await caller.call(crmContract.receiveDeal, { body: body as never })).body.outcome).toBe('added')
    const { rows } = await sql<{ id: string }>`select id from crm.deal where name = 'Fleet'`.execute(db)
    for (const [amountMinor, shipsOn] of [
      [2000_00, '2026-12-22'],
      [7000_00, '2027-06-01'],
    ] as const) {
      const line = { itemId: shop.ids['Road bike']!, quantity: '4', amountMinor, shipsOn }
      const added = await caller.call(crmContract.addDealLine, { params: { id: rows[0]!.id }, body: line })
      expect(added.status).toBe(200)
    }
    await settled(app)
    expect((await signals()).find(({ id }) => id === open.id)!.latest).toBe(0.5 * 8000)
    const moved = (await caller.call(demandContract.explanation, { query: { node: bikes } })).body.periods
    expect(moved[3]!.signals).toBeGreaterThan(periods[3]!.signals * 1.2)
    expect((await caller.call(demandContract.versions, { query: {} })).body.versions[0]!.cause).toBe('signals')
    await caller.call(demandContract.endSignal, { params: { id: open.id } })
    await settled(app)
    await publish()
    expect((await signals()).map(({ name }) => name)).not.toContain('Open deals: Bikes')
  })
})

/** Deals of the months whose demand is not known yet: as usual, and many more in the running one. */
function later(usual: string): { month: string; amount: number }[] {
  return ['2026-08-01', '2026-09-01', '2026-10-01', '2026-11-01'].map((month, i) => {
    return { month, amount: i < 3 ? Number(usual) : 600 }
  })
}

test('of many order lines at once, one that is there already under another key is refused, and hinders none beside it', async () => {
  await place('there')
  const orders = ['there', ...Array.from({ length: 29 }, (_, i) => `many ${i}`)]
  const body = orders
    .map((order) => JSON.stringify({ ...bike, key: `again ${order}`, order, quantity: '77' }))
    .join('\n')
  const reply = await caller.fetch('/api/crm/orders/events/bulk', { method: 'POST', body })
  const { placed, errors } = await reply.json()
  expect([placed, errors.map(({ code }: { code: string }) => code)]).toEqual([29, ['line-exists']])
})
