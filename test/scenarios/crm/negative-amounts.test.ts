import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { revenueContract } from '#revenue/contract.ts'
import { openSmallTeam, type SmallTeam } from './small-team.ts'

let team: SmallTeam

beforeAll(async () => {
  team = await openSmallTeam()
})
afterAll(() => team.app.close())

test('a deal below zero is refused with what to do instead, a call below zero too', async () => {
  const { admin, stages, people } = team
  const body = { name: 'Refund', stageId: stages.offer, amountMinor: -100, currency: 'USD' }
  const deal = await admin.call(crmContract.addDeal, { body: body as never })
  expect(deal.status).toBe(400)
  expect(JSON.stringify(deal.body)).toContain('What is given back is an order line')
  const call = await admin.call(revenueContract.call, {
    body: { personId: people.ada, commitMinor: -1, replaces: null },
  })
  expect(call.status).toBe(400)
  expect(JSON.stringify(call.body)).toContain('A call is zero or more.')
})
