import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demandContract } from '#demand/contract.ts'
import { expectedItems } from '#demand/expected.sql.ts'
import type { Measure } from '#demand/schema.ts'
import { newId } from '#platform/ids.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { monthly, openShop, type Shop, settled } from './small-shop.ts'

/** Four bikes that began one after the other, three quarters of each sold in the north, at four fifths of their list price of 12.50. */
const bikes = [
  { name: 'Road bike', code: 'B1', from: 0 },
  { name: 'Gravel bike', code: 'B2', from: 6 },
  { name: 'City bike', code: 'B3', from: 12 },
  { name: 'Tour bike', code: 'B4', from: 18 },
]
const sold = (month: number, from: number, share: number) =>
  month < from ? 0 : Math.round(share * (200 + 7 * ((month * 5 + from) % 9)))
const march = '2027-03-01'

let now = new Date('2026-11-23T12:00:00Z')
let app: TestApp
let shop: Shop
let planner: Caller
let cargo: string

beforeAll(async () => {
  app = await openTestApp({ clock: () => now })
  shop = await openShop(app)
  planner = await app.as('demand-planner')
  const { db } = app.workspace
  for (const { name, code } of bikes.slice(1)) {
    shop.ids[name] = newId()
    await sql`insert into company.item (id, code, name, family_id) values (${shop.ids[name]}, ${code}, ${name}, ${shop.ids.Bikes})`.execute(
      db,
    )
  }
  await sql`update company.item set list_price = 12.5 where family_id = ${shop.ids.Bikes}`.execute(db)
  cargo = newId()
  await sql`insert into company.item (id, code, name, family_id, list_price, active_from)
    values (${cargo}, 'B5', 'Cargo bike', ${shop.ids.Bikes}, 25, '2026-12-01')`.execute(db)
  const until = '2026-11-01'
  await shop.order(
    bikes.flatMap(({ name: item, from }) => [
      ...monthly({ item, territory: 'North', until, quantity: (month) => sold(month, from, 0.75) }),
      ...monthly({ item, territory: 'South', until, quantity: (month) => sold(month, from, 0.25) }),
    ]),
  )
  await settled(app)
})
afterAll(() => app?.close())

const at = async (node: string, given: { territory?: string; measure?: Measure } = {}) => {
  const { ahead } = (await planner.call(demandContract.series, { query: { node, ...given } })).body
  return ahead.find(({ startsOn }) => startsOn === march)!
}
const count = async (counted: boolean) => {
  const reply = await planner.call(demandContract.countNewItem, { params: { id: cargo }, body: { counted } })
  expect(reply.status).toBe(200)
  await settled(app)
}
const split = async (against: 'version' | 'actual') =>
  (await planner.call(demandContract.priceAndVolume, { query: { against } })).body.split!
const moneyMoved = async () => {
  const { node } = (await planner.call(demandContract.compareVersions, { query: { measure: 'money' } })).body
  return node!.now - node!.before
}
const first = async () => (await planner.call(demandContract.newItems)).body.items[0]!

test('a first forecast that a planner takes over counts in every sum, in units and money, in versions and explanations, and comes out again', async () => {
  const rep = await app.as('rep')
  const asked = { params: { id: cargo }, body: { counted: true } }
  expect((await rep.call(demandContract.countNewItem, asked)).status).toBe(403)
  const family = `family:${shop.ids.Bikes}`
  const north = shop.ids.North!
  const before = {
    ...{ all: await at('all'), family: await at(family), north: await at('all', { territory: north }) },
    money: await at(family, { measure: 'money' }),
  }
  await count(true)
  const said = (await first()).ahead!.find(({ startsOn }) => startsOn === march)!
  const item = await at(`item:${cargo}`)
  expect(item.mean).toBeCloseTo(said.mean, 9)
  expect([item.lo80, item.hi80]).toEqual([expect.closeTo(said.lo80, 9), expect.closeTo(said.hi80, 9)])
  expect((await at('all')).mean - before.all.mean).toBeCloseTo(said.mean, 6)
  expect((await at(family)).mean - before.family.mean).toBeCloseTo(said.mean, 6)
  expect(((await at('all', { territory: north })).mean - before.north.mean) / said.mean).toBeCloseTo(0.75, 1)
  // A list price of 25, of which bikes bring four fifths.
  expect(((await at(family, { measure: 'money' })).mean - before.money.mean) / said.mean).toBeCloseTo(20, 1)
  // Errors of different items have little in common: the range of the family grows by less than that of the item.
  const wider = (await at(family)).hi80 - (await at(family)).mean - (before.family.hi80 - before.family.mean)
  expect(wider).toBeGreaterThan(0)
  expect(wider).toBeLessThan(said.hi80 - said.mean)
  const expected = (await expectedItems(app.workspace.db)).find(({ itemId }) => itemId === cargo)!
  expect(expected.mean[expected.startsOn.indexOf(march)]).toBeCloseTo(said.mean, 9)

  const { to, node, sentence } = (await planner.call(demandContract.compareVersions, { query: { node: 'all' } })).body
  expect(to!.cause).toBe('new items')
  expect(node!.newItem).toBeCloseTo(node!.now - node!.before, 6)
  expect(sentence).toMatch(/^All items: \+[\d,]+ in the next 3 months since forecast \d+: \+[\d,]+ by new items\.$/)
  const price = await split('version')
  expect(price.after - price.before).toBeCloseTo(await moneyMoved(), 6)
  expect(price.volume + price.price + price.mix).toBeCloseTo(price.after - price.before, 6)
  // What the others are sold at did not change; the new bike is dearer than all together are.
  expect([price.price, price.mix > 0, price.volume > 0]).toEqual([expect.closeTo(0, 6), true, true])
  expect((await planner.call(demandContract.priceAndVolume, { query: { against: 'actual' } })).body.split).toBeNull()
  const made = (await planner.call(demandContract.explanation, { query: { node: `item:${cargo}` } })).body
  expect(made.sentence).toMatch(/new items \+/)

  await count(false)
  expect((await at('all')).mean).toBeCloseTo(before.all.mean, 9)
  expect((await planner.call(demandContract.series, { query: { node: `item:${cargo}` } })).status).toBe(404)
})

test('look-alikes are chosen by hand, of any family, but none that was never sold', async () => {
  const choose = (items: string[]) =>
    planner.call(demandContract.chooseLookAlikes, { params: { id: cargo }, body: { items } })
  expect((await choose([shop.ids.Lamp!])).body).toMatchObject({ code: 'never-sold' })
  const { items } = (
    await planner.call(demandContract.lookAlikes, { params: { id: cargo }, query: { search: 'bike' } })
  ).body
  expect(items.map(({ code }) => code).sort()).toEqual(['B1', 'B2', 'B3', 'B4'])
  expect((await choose(items.slice(0, 2).map(({ id }) => id))).status).toBe(200)
  expect((await first()).sentence).toBe(
    'Nobody can tell yet. Only 2 items of those chosen sold so far; it takes at least 3 to tell.',
  )
  expect(
    (await planner.call(demandContract.countNewItem, { params: { id: cargo }, body: { counted: true } })).body.code,
  ).toBe('nobody-can-tell')
  await choose(items.slice(0, 3).map(({ id }) => id))
  expect(await first()).toMatchObject({
    ...{ sentence: expect.stringContaining('as 3 items chosen by hand went'), likeChosenBy: expect.any(String) },
    like: [{}, {}, {}],
  })
})

test('in a family of which nothing was sold, the look-alikes are those that say the same, and it is said by what they were chosen', async () => {
  const { db } = app.workspace
  const trailer = newId()
  await sql`update company.item set file_fields = '{"Brand": "Aster"}' where code in ('B1', 'B2', 'B3', 'B4')`.execute(
    db,
  )
  await sql`insert into company.family (id, name) values (${newId()}, 'Trailers')`.execute(db)
  await sql`insert into company.item (id, code, name, family_id, list_price, active_from, file_fields)
    select ${trailer}, 'T1', 'Trailer', id, 12.5, '2026-12-01', '{"Brand": "Aster"}' from company.family where name = 'Trailers'`.execute(
    db,
  )
  const { items } = (await planner.call(demandContract.newItems)).body
  const found = items.find(({ item }) => item.id === trailer)!
  expect(found.like.map(({ code }) => code).sort()).toEqual(['B1', 'B2', 'B3', 'B4'])
  expect(found.chosenBy).toMatch(/^Chosen by .*price\./)
  expect(found.sentence).toContain('as 4 items that are alike went (the nearest:')
  await sql`update company.item set active_from = null, active_to = '2026-01-01' where id = ${trailer}`.execute(db)
})

test('what is set by hand in units counts in money at what the item is expected to bring', async () => {
  await count(true)
  const before = await at('all', { measure: 'money' })
  const units = await at(`item:${cargo}`)
  const overrides = [{ node: `item:${cargo}`, startsOn: march, value: Math.round(units.mean) + 50, reason: 'new item' }]
  expect((await planner.call(demandContract.setOverrides, { body: { overrides } as never })).body.set).toBe(1)
  await settled(app)
  const after = await at('all', { measure: 'money' })
  expect(after.mean).toBeCloseTo(before.mean, 6)
  expect((after.planned - before.planned) / (Math.round(units.mean) + 50 - units.mean)).toBeCloseTo(20, 1)
})

test('once the item has months of its own, these make its forecast and the first one ends by itself', async () => {
  now = new Date('2027-02-10T12:00:00Z')
  const own = ['2026-12-10', '2027-01-11', '2027-02-08'].map((day) => ({
    ...{ day, item: 'Cargo bike', territory: 'North', quantity: '40', amount: '800' },
  }))
  shop.ids['Cargo bike'] = cargo
  const others = bikes.flatMap(({ name: item, from }) =>
    ['2026-12-01', '2027-01-04', '2027-02-01'].map((day, i) => ({
      ...{ day, item, territory: 'North', quantity: String(sold(47 + i, from, 1)), amount: '2000' },
    })),
  )
  await shop.order([...own, ...others])
  await settled(app)
  const { rows } = await sql`select ended_as from demand.first_forecast order by id desc limit 1`.execute(
    app.workspace.db,
  )
  expect(rows).toEqual([{ ended_as: 'sold' }])
  expect((await planner.call(demandContract.newItems)).body.items).toEqual([])
  const { model, observations } = (await planner.call(demandContract.series, { query: { node: `item:${cargo}` } })).body
  expect(model).not.toBe('look-alikes')
  expect(observations).toBe(2)

  const { label, before, after, volume, price, mix, forecast } = await split('actual')
  expect(label).toBe('Jan 2027')
  const january = await sql<{ money: number }>`select sum(amount)::float8 as money from demand.history
    where grain = 'month' and starts_on = '2027-01-01'`.execute(app.workspace.db)
  expect(after).toBeCloseTo(january.rows[0]!.money, 6)
  expect(volume + price + mix).toBeCloseTo(after - before, 6)
  expect(forecast).toBeGreaterThan(0)
})
