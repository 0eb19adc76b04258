import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demandContract } from '#demand/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { monthly, openShop, type Shop, settled } from './small-shop.ts'

/** About a hundred a month with a season, and two where there was nothing to sell. */
const sold = (month: number) =>
  month === 33 || month === 44 ? 1 : 100 + Math.round(20 * Math.sin((2 * Math.PI * month) / 12)) + ((month * 5) % 7)
/** The two months by themselves, as recorded. */
const outages = ['2025-10-01', '2026-09-01']

let app: TestApp
let shop: Shop
let planner: Caller

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date('2026-11-23T12:00:00Z') })
  shop = await openShop(app)
  planner = await app.as('demand-planner')
  await shop.order([
    ...monthly({ item: 'Road bike', territory: 'North', until: '2026-11-01', quantity: sold }),
    ...monthly({ item: 'Lamp', territory: 'South', until: '2026-11-01', quantity: (month) => 40 + (month % 4) }),
  ])
  await settled(app)
})
afterAll(() => app?.close())

const bike = () => `item:${shop.ids['Road bike']}`
const detail = async (node: string) => (await planner.call(demandContract.series, { query: { node } })).body
const decide = (who: Caller, accepted: boolean) =>
  who.call(demandContract.decide, {
    body: { grain: 'month', node: bike(), territory: null, startsOn: outages[1]!, kind: 'stock-out', accepted },
  })
const written = async () => {
  const { rows } = await sql<{ node: string; at: string }>`select node, xmin::text as at from demand.alone
    where grain = 'month' and measure = 'units' order by node`.execute(app.workspace.db)
  return new Map(rows.map(({ node, at }) => [node, at]))
}

describe('a history with months that had nothing to sell', () => {
  test('keeps what was recorded, and says what the forecast counts instead', async () => {
    const { history, findings } = await detail(bike())
    expect(findings.map(({ startsOn, kind, accepted, value }) => [startsOn, kind, accepted, value])).toEqual(
      outages.map((day) => [day, 'stock-out', true, 1]),
    )
    for (const { used } of findings) expect(used).toBeGreaterThan(70)
    expect(history.find(({ startsOn }) => startsOn === outages[0])!.value).toBe('1')
  })

  test('counts a month as recorded once a planner says so; only the series concerned is forecast again', async () => {
    const before = await detail(bike())
    const kept = await written()
    expect((await decide(planner, false)).status).toBe(200)
    await settled(app)
    const after = await detail(bike())
    expect(after.findings.map(({ accepted }) => accepted)).toEqual([true, false])
    expect(after.next.mean).toBeLessThan(before.next.mean)
    expect(after.next.previous).toBeCloseTo(before.next.mean, 9)
    const now = await written()
    expect([...now.keys()].filter((node) => now.get(node) !== kept.get(node))).toEqual([bike()])
    const { rows } = await sql<{ summary: string }>`select summary from platform.audit
      where command = 'demand.decide'`.execute(app.workspace.db)
    expect(rows.map(({ summary }) => summary)).toEqual(['Count the stock-out of the month from 2026-09-01 as recorded'])
  })

  test('and as treated again, with the forecast as it was', async () => {
    const before = await detail(bike())
    await decide(planner, true)
    await settled(app)
    const after = await detail(bike())
    expect(after.findings.map(({ accepted }) => accepted)).toEqual([true, true])
    expect(after.next.mean).toBeGreaterThan(before.next.mean)
  })

  test('is not for everybody to decide about', async () => {
    for (const role of ['rep', 'executive', 'supply-planner']) {
      expect((await decide(await app.as(role), false)).status).toBe(403)
    }
  })
})
