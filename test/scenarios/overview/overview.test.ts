import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { overviewContract } from '#overview/contract.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'

const now = new Date('2026-11-23T12:00:00Z')
let app: TestApp

beforeAll(async () => {
  app = await openTestApp({ isDemo: true, clock: () => now, demo: { size: smallDemo } })
})
afterAll(() => app.close())

test('at most five things need somebody, each with a reason and one action; the rest is counted', async () => {
  const owner = await app.as('owner')
  const { body } = await owner.call(overviewContract.needs)
  expect(body.needs.length).toBeGreaterThan(0)
  expect(body.needs.length).toBeLessThanOrEqual(5)
  for (const need of body.needs)
    expect(need).toMatchObject({ reason: expect.stringMatching(/\w/), action: { to: expect.stringMatching(/^\//) } })
  const overdue = body.needs.find((need) => need.kind === 'overdue')
  const { rows } = await sql<{ n: number }>`select count(*) as n from crm.deal
    where outcome = 'open' and ended_at is null and expected_close < '2026-11-23'`.execute(app.workspace.db)
  expect(rows[0]!.n).toBeGreaterThan(0)
  expect(overdue?.title).toContain(String(rows[0]!.n))
  const query = Object.fromEntries(new URLSearchParams(overdue!.action.to.split('?')[1]))
  const door = await owner.call(crmContract.dealTotals, { query })
  expect(door.body.count, 'its door opens those deals and no others').toBe(rows[0]!.n)
})

test('asked for all of them, it counts none that are left', async () => {
  const owner = await app.as('owner')
  const { body: five } = await owner.call(overviewContract.needs)
  const { body: all } = await owner.call(overviewContract.needs, { query: { most: 100 } })
  expect(all.needs.length).toBeGreaterThanOrEqual(five.needs.length + five.more)
})

test('what it says is true for each reader: a rep is told of themselves, those who may not edit are offered to look', async () => {
  const rep = await app.as('rep', await personOf('rep'))
  const { needs } = (await rep.call(overviewContract.needs, { query: { most: 100 } })).body
  for (const need of needs) expect(need.reason).not.toMatch(/nobody else|more (is|are) that far/)
  const executive = await app.as('executive', await personOf('executive'))
  const told = (await executive.call(overviewContract.needs, { query: { most: 100 } })).body.needs
  expect(told.find(({ kind }) => kind === 'overdue')?.action.label).toBe('See them')
})

test('a supply planner learns nothing of deals from the overview', async () => {
  const planner = await app.as('supply-planner', await personOf('supply-planner'))
  const { body: needs } = await planner.call(overviewContract.needs)
  expect(
    needs.needs.every((need) => !['overdue', 'behind', 'no amount', 'no owner', 'no close date'].includes(need.kind)),
  ).toBe(true)
})

test('health says how far the orders reach', async () => {
  const owner = await app.as('owner')
  const { body } = await owner.call(overviewContract.health)
  expect(body).toMatchObject({ deals: smallDemo.deals, ordersThrough: '2026-11-23' })
})

async function personOf(role: string): Promise<string | null> {
  const { rows } = await sql<{
    personId: string
  }>`select "personId" from auth."user" where role = ${role} limit 1`.execute(app.workspace.db)
  return rows[0]?.personId ?? null
}
