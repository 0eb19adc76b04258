import { afterAll, beforeAll, expect, test } from 'vitest'
import { peopleContract } from '#company/people/contract.ts'
import { crmContract } from '#crm/contract.ts'
import { searchContract } from '#platform/search/contract.ts'
import type { Caller } from '../../harness/app.ts'
import { openSmallTeam, type SmallTeam } from './small-team.ts'

let team: SmallTeam
const dealOf: Record<string, string> = {}

beforeAll(async () => {
  team = await openSmallTeam()
  const { people, stages, admin } = team
  for (const [name, ownerId] of Object.entries({ ...people, nobody: null })) {
    const { body } = await admin.call(crmContract.addDeal, {
      body: {
        name: `Pumps of ${name}`,
        stageId: stages.offer,
        ownerId,
        amountMinor: 100_00,
        expectedClose: '2026-03-31',
      },
    })
    dealOf[name] = body.deal!.id
  }
})
afterAll(() => team.app.close())

async function seenBy(caller: Caller): Promise<string[]> {
  const { body } = await caller.call(crmContract.listDeals, { query: { sort: 'name:asc' } })
  const totals = await caller.call(crmContract.dealTotals)
  expect(totals.body.count).toBe(body.deals.length)
  expect(totals.body.amountMinor).toBe(body.deals.length * 100_00)
  return body.deals.map((deal) => deal.name.replace('Pumps of ', ''))
}

test('a rep sees their own deals and no other, in lists, totals, detail and search', async () => {
  const ada = await team.app.as('rep', team.people.ada)
  expect(await seenBy(ada)).toEqual(['ada'])
  expect((await ada.call(crmContract.dealDetail, { params: { id: dealOf.ada! } })).status).toBe(200)
  expect((await ada.call(crmContract.dealDetail, { params: { id: dealOf.bo! } })).status).toBe(404)
  const found = await ada.call(searchContract.search, { query: { q: 'Pumps' } })
  expect(found.body.results.map((each) => each.title)).toEqual(['Pumps of ada'])
})

test('a rep can neither change a deal of another nor give a deal away', async () => {
  const ada = await team.app.as('rep', team.people.ada)
  const { body } = await team.admin.call(crmContract.dealDetail, { params: { id: dealOf.bo! } })
  const foreign = await ada.call(crmContract.changeDeal, {
    params: { id: dealOf.bo! },
    body: { changedAt: body.deal.changedAt, changes: { amountMinor: 1 } },
  })
  expect(foreign.status).toBe(404)
  const own = await ada.call(crmContract.dealDetail, { params: { id: dealOf.ada! } })
  const given = await ada.call(crmContract.changeDeal, {
    params: { id: dealOf.ada! },
    body: { changedAt: own.body.deal.changedAt, changes: { ownerId: team.people.bo } },
  })
  expect([given.status, given.body.code]).toEqual([403, 'not-your-team'])
})

test('a manager sees the tree below as of today, also after a re-organisation', async () => {
  const mona = await team.app.as('sales-manager', team.people.mona)
  const head = await team.app.as('sales-manager', team.people.head)
  expect(await seenBy(mona)).toEqual(['ada', 'bo', 'mona'])
  expect(await seenBy(head)).toEqual(['ada', 'bo', 'cleo', 'head', 'mona', 'nils'])
  await team.admin.call(peopleContract.setManager, {
    params: { id: team.people.bo },
    body: { managerId: team.people.nils, from: '2026-02-01' },
  })
  expect(await seenBy(mona)).toEqual(['ada', 'bo', 'mona'])
  team.at('2026-02-01T09:00:00Z')
  expect(await seenBy(mona)).toEqual(['ada', 'mona'])
  expect(await seenBy(await team.app.as('sales-manager', team.people.nils))).toEqual(['bo', 'cleo', 'nils'])
})

test('the owner sees every deal, also those of nobody; a manager filter follows the tree', async () => {
  expect(await seenBy(team.admin)).toEqual(['ada', 'bo', 'cleo', 'head', 'mona', 'nils', 'nobody'])
  const { body } = await team.admin.call(crmContract.listDeals, {
    query: { manager: team.people.nils, sort: 'name:asc' },
  })
  expect(body.deals.map((deal) => deal.ownerName)).toEqual(['Bo Rep', 'Cleo Rep', 'Nils Manager'])
  const without = await team.admin.call(crmContract.listDeals, { query: { missing: 'owner' } })
  expect(without.body.deals.map((deal) => deal.name)).toEqual(['Pumps of nobody'])
})

test('a supply planner, who lacks crm:read, is refused with the name of the permission', async () => {
  const planner = await team.app.as('supply-planner')
  const { status, body } = await planner.call(crmContract.listDeals)
  expect([status, body.code]).toEqual([403, 'not-permitted'])
  expect(body.message).toContain('crm:read')
})

test('a call is written down by the rep, seen by the manager and by nobody of another team, and can be taken back', async () => {
  const { app, people } = team
  const dealId = dealOf.ada!
  const ada = await app.as('rep', people.ada)
  const added = await ada.call(crmContract.addActivity, { body: { dealId, kind: 'call', subject: 'Budget is agreed' } })
  expect(added).toMatchObject({ status: 200, body: { personName: 'Ada Rep', dealName: 'Pumps of ada', kind: 'call' } })
  const mona = await app.as('sales-manager', people.mona)
  expect((await mona.call(crmContract.listActivities, { query: { dealId } })).body.total).toBe(1)
  const cleo = await app.as('rep', people.cleo)
  expect((await cleo.call(crmContract.listActivities)).body).toMatchObject({ total: 0, activities: [] })
  const { status } = await cleo.call(crmContract.addActivity, { body: { dealId, kind: 'note', subject: 'Mine?' } })
  expect(status).toBe(404)
  expect((await cleo.call(crmContract.removeActivity, { params: { id: added.body.id } })).status).toBe(404)
  await ada.call(crmContract.removeActivity, { params: { id: added.body.id } })
  expect((await ada.call(crmContract.listActivities, { query: { dealId } })).body.total).toBe(0)
})

test('what has not happened yet is no activity, and the list is narrowed by kind and day', async () => {
  const { app, people } = team
  const ada = await app.as('rep', people.ada)
  const about = { dealId: dealOf.ada!, kind: 'meeting', subject: 'Site visit' } as const
  const ahead = await ada.call(crmContract.addActivity, { body: { ...about, happenedAt: '2026-03-01T09:00:00Z' } })
  expect(ahead).toMatchObject({ status: 400, body: { message: expect.stringContaining('has not come yet') } })
  await ada.call(crmContract.addActivity, { body: { ...about, happenedAt: '2025-12-30T09:00:00Z' } })
  const count = async (query: object) =>
    (await ada.call(crmContract.listActivities, { query: query as never })).body.total
  expect(await count({ kind: 'meeting', from: '2025-12-30', to: '2025-12-30' })).toBe(1)
  expect(await count({ kind: 'call' })).toBe(0)
  expect(await count({ from: '2025-12-31' })).toBe(0)
})
