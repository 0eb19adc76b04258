import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { openSmallTeam, type SmallTeam } from './small-team.ts'

/** A rep writes down what was done about a deal; others see it as far as they see the deal. */
let team: SmallTeam
let dealId: string

beforeAll(async () => {
  team = await openSmallTeam()
  const { admin, stages, people } = team
  const body = { name: 'Café Nord', stageId: stages.offer, ownerId: people.ada, amountMinor: 100_00, currency: 'USD' }
  dealId = (await admin.call(crmContract.addDeal, { body: body as never })).body.deal!.id
})
afterAll(() => team.app.close())

test('a call is written down by the rep, seen by the manager and by nobody of another team, and can be taken back', async () => {
  const { app, people } = team
  const ada = await app.as('rep', people.ada)
  const added = await ada.call(crmContract.addActivity, { body: { dealId, kind: 'call', subject: 'Budget is agreed' } })
  expect(added).toMatchObject({ status: 200, body: { personName: 'Ada Rep', dealName: 'Café Nord', kind: 'call' } })
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
  const about = { dealId, kind: 'meeting', subject: 'Site visit' } as const
  const ahead = await ada.call(crmContract.addActivity, { body: { ...about, happenedAt: '2026-02-01T09:00:00Z' } })
  expect(ahead).toMatchObject({ status: 400, body: { message: expect.stringContaining('has not come yet') } })
  await ada.call(crmContract.addActivity, { body: { ...about, happenedAt: '2025-12-30T09:00:00Z' } })
  const count = async (query: object) =>
    (await ada.call(crmContract.listActivities, { query: query as never })).body.total
  expect(await count({ kind: 'meeting', from: '2025-12-30', to: '2025-12-30' })).toBe(1)
  expect(await count({ kind: 'call' })).toBe(0)
  expect(await count({ from: '2025-12-31' })).toBe(0)
})
