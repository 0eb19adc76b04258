import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DealVersion, projection, stateAsOf } from '#crm/history.ts'
import { seedDemo } from '#demo.ts'
import { overviewContract } from '#overview/contract.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'

const now = new Date('2026-11-23T12:00:00Z')
let app: TestApp

beforeAll(async () => {
  app = await openTestApp({ isDemo: true, clock: () => now })
  await seedDemo(app.workspace)
}, 60_000)
afterAll(() => app.close())

test('what changed since last week is the difference between two states of the history', async () => {
  const owner = await app.as('owner')
  const { body } = await owner.call(overviewContract.changes, { query: { days: 7 } })
  const found = Object.fromEntries(body.moved.map((each) => [each.kind, each]))
  const expected = await movedByReplay(body.since)
  for (const kind of ['won', 'lost', 'new'] as const) expect(found[kind]?.deals ?? 0).toBe(expected[kind])
  expect(found.pushed?.deals ?? 0).toBe(expected.pushed)
  expect(expected.won + expected.new).toBeGreaterThan(0)
})

test('a rep sees only what happened to their own deals', async () => {
  const repPerson = await personOf('rep')
  const rep = await app.as('rep', repPerson)
  const owner = await app.as('owner')
  const [mine, all] = await Promise.all(
    [rep, owner].map((caller) => caller.call(overviewContract.changes, { query: { days: 92 } })),
  )
  const count = (moved: { kind: string; deals: number }[], kind: string) =>
    moved.find((each) => each.kind === kind)?.deals ?? 0
  expect(count(mine!.body.moved, 'new')).toBeGreaterThan(0)
  expect(count(mine!.body.moved, 'new')).toBeLessThan(count(all!.body.moved, 'new'))
})

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
  if (rows[0]!.n > 0) expect(overdue?.title).toContain(String(rows[0]!.n))
})

test('a supply planner learns nothing of deals from the overview', async () => {
  const planner = await app.as('supply-planner', await personOf('supply-planner'))
  const { body: needs } = await planner.call(overviewContract.needs)
  expect(
    needs.needs.every((need) => !['overdue', 'behind', 'no amount', 'no owner', 'no close date'].includes(need.kind)),
  ).toBe(true)
  const { body: changes } = await planner.call(overviewContract.changes, { query: { days: 92 } })
  expect(changes.moved).toEqual([])
})

test('health says how far the orders reach', async () => {
  const owner = await app.as('owner')
  const { body } = await owner.call(overviewContract.health)
  expect(body).toMatchObject({ deals: 6000, ordersThrough: '2026-11-23' })
})

async function personOf(role: string): Promise<string | null> {
  const { rows } = await sql<{
    personId: string
  }>`select "personId" from auth."user" where role = ${role} limit 1`.execute(app.workspace.db)
  return rows[0]?.personId ?? null
}

/** The same question answered by replaying every deal's versions with the pure rules. */
async function movedByReplay(since: string): Promise<Record<'won' | 'lost' | 'new' | 'pushed', number>> {
  const { rows } = await sql<DealVersion & { dealId: string; outcome: string }>`
    select v.id, v.deal_id as "dealId", v.valid_at as "validAt", v.recorded_at as "recordedAt", v.retracted_at as "retractedAt",
      v.expected_close as "expectedClose", s.outcome
    from crm.deal_version v join crm.stage s on s.id = v.stage_id`.execute(app.workspace.db)
  const counts = { won: 0, lost: 0, new: 0, pushed: 0 }
  for (const versions of Map.groupBy(rows, (row) => row.dealId).values()) {
    const touched = versions.some((each) => each.recordedAt > since || (each.retractedAt ?? '') > since)
    const after = projection(versions)
    if (!touched || !after) continue
    const ever = '9999-01-01T00:00:00Z'
    const heardOf = versions.some((each) => each.recordedAt <= since)
    const before = stateAsOf(versions, heardOf ? { validBy: ever, knownBy: since } : { validBy: since, knownBy: ever })
    if (!before) counts.new++
    if (after.outcome !== 'open' && before?.outcome !== after.outcome) counts[after.outcome as 'won' | 'lost']++
    if (
      after.outcome === 'open' &&
      (after.expectedClose ?? '').slice(0, 7) > (before?.expectedClose ?? '9').slice(0, 7)
    )
      counts.pushed++
  }
  return counts
}
