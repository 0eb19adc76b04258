import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demandContract } from '#demand/contract.ts'
import type { Measure } from '#demand/schema.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { monthly, openShop, type Shop, settled } from './small-shop.ts'

/** Road bike and Lamp are of the brand Aster, in two families; Old bike, which ended, says nothing of a brand. */
let app: TestApp
let shop: Shop
let planner: Caller

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date('2026-11-23T12:00:00Z') })
  shop = await openShop(app)
  planner = await app.as('demand-planner')
  await sql`update company.item set file_fields = '{"Brand": "Aster"}' where code in ('B1', 'P1')`.execute(
    app.workspace.db,
  )
  const until = '2026-11-02'
  await shop.order([
    ...monthly({ item: 'Road bike', territory: 'North', until, quantity: (month) => 60 + 9 * ((month * 5) % 7) }),
    ...monthly({ item: 'Road bike', territory: 'South', until, quantity: (month) => 20 + 3 * ((month * 3) % 5) }),
    ...monthly({ item: 'Lamp', territory: 'South', until, quantity: (month) => 30 + 4 * ((month * 7) % 6) }),
    ...monthly({ item: 'Old bike', territory: 'North', until: '2025-06-01', quantity: () => 5 }),
  ])
  await settled(app)
})
afterAll(() => app?.close())

const brand = 'group:Brand:Aster'
const seriesOf = async (node: string, given: { territory?: string; measure?: Measure } = {}) =>
  (await planner.call(demandContract.series, { query: { node, ...given } })).body

test('a brand is seen as a node of its own, across families: its items sum to it, in units and money, in each territory', async () => {
  const { nodes, groupings } = (await planner.call(demandContract.tree, { query: { by: 'Brand' } })).body
  expect(groupings).toEqual(['Brand'])
  expect(nodes.map(({ key, under, children }) => [key, under, children]).slice(0, 3)).toEqual([
    ['all', null, 0],
    [brand, 'all', 2],
    ['group:Brand:', 'all', 1],
  ])
  expect(nodes.filter(({ under }) => under === brand).map(({ name }) => name)).toEqual(['Lamp', 'Road bike'])
  for (const given of [{}, { measure: 'money' as const }, { territory: shop.ids.South! }]) {
    const [of, bike, lamp] = await Promise.all([
      seriesOf(brand, given),
      seriesOf(`item:${shop.ids['Road bike']}`, given),
      seriesOf(`item:${shop.ids.Lamp}`, given),
    ])
    expect(of.history.map(({ value }) => Number(value))).toEqual(
      of.history.map((_, at) => expect.closeTo(Number(bike.history[at]!.value) + Number(lamp.history[at]!.value), 6)),
    )
    for (const [at, { mean, lo80, hi80, lo95, hi95 }] of of.ahead.entries()) {
      expect(mean).toBeCloseTo(bike.ahead[at]!.mean + lamp.ahead[at]!.mean, 6)
      expect([lo95 <= lo80, lo80 <= mean, mean <= hi80, hi80 <= hi95]).toEqual([true, true, true, true])
      // No surer than of errors of their own, no less sure than of errors that are alike.
      const reach = [bike, lamp].map(({ ahead }) => ahead[at]!.hi80 - ahead[at]!.mean)
      if (of.running?.startsOn === of.ahead[at]!.startsOn) continue
      expect(hi80 - mean).toBeGreaterThanOrEqual(Math.hypot(...reach) - 1e-6)
      expect(hi80 - mean).toBeLessThanOrEqual(reach[0]! + reach[1]! + 1e-6)
    }
    expect(of.accuracy!.wape).toBeGreaterThan(0)
    expect(of.accuracy!.coverage80).toBeGreaterThan(0)
    if ('territory' in given || 'measure' in given) continue
    expect(nodes.find(({ key }) => key === brand)!.wape).toBeCloseTo(of.accuracy!.wape, 9)
  }
})

test('its running month, its order lines, its channels and what is set by hand of its items are those of the items', async () => {
  const asked = { query: { node: brand } }
  const { running } = (await planner.call(demandContract.running, asked)).body
  expect(Number(running!.soFar)).toBe(
    [60, 20, 30].reduce((sum, base, i) => sum + base + [9, 3, 4][i]! * ((46 * [5, 3, 7][i]!) % [7, 5, 6][i]!), 0),
  )
  const lines = (await planner.call(demandContract.lines, { query: { node: brand, startsOn: '2026-10-01' } })).body
  expect(lines.orderLines).toBe(3)
  const { parts } = (await planner.call(demandContract.shares, asked)).body
  expect(parts.map(({ share }) => share).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9)

  const before = (await seriesOf(brand)).ahead.at(3)!
  const said = (await seriesOf(`item:${shop.ids.Lamp}`)).ahead.at(3)!
  const value = Math.round(said.mean) + 5
  const overrides = [{ node: `item:${shop.ids.Lamp}`, startsOn: before.startsOn, value, reason: 'market' }]
  await planner.call(demandContract.setOverrides, { body: { overrides } as never })
  await settled(app)
  expect((await seriesOf(brand)).ahead.at(3)!.planned - before.mean).toBeCloseTo(value - said.mean, 6)
})

test('a brand that no item has is not found, and nothing is set by hand of a group', async () => {
  expect((await planner.call(demandContract.series, { query: { node: 'group:Brand:Zephyr' } })).status).toBe(404)
  const overrides = [{ node: brand, startsOn: '2027-03-01', value: 5 }]
  const set = await planner.call(demandContract.setOverrides, { body: { overrides } as never })
  expect([set.status, set.body.message]).toEqual([400, expect.stringContaining('A node is all')])
})
