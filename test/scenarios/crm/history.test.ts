import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import type { DealChanges } from '#crm/deals/contract.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { auditContract } from '#platform/audit/contract.ts'
import { domain } from '#platform/domain.ts'
import { refusal } from '#platform/http/refusal.ts'
import { revenueContract } from '#revenue/contract.ts'
import type { Caller } from '../../harness/app.ts'
import { openSmallTeam, type SmallTeam } from './small-team.ts'

let team: SmallTeam
beforeAll(async () => {
  team = await openSmallTeam()
})
afterAll(() => team.app.close())

async function newDeal(name: string): Promise<string> {
  const { body, status } = await team.admin.call(crmContract.addDeal, {
    body: {
      name,
      stageId: team.stages.offer,
      ownerId: team.people.ada,
      amountMinor: 100_00,
      expectedClose: '2026-03-31',
    },
  })
  expect(status).toBe(200)
  return body.deal!.id
}

async function detail(id: string, query: { asOf?: string; knownAt?: string } = {}) {
  return (await team.admin.call(crmContract.dealDetail, { params: { id }, query })).body
}

async function change(id: string, changes: DealChanges, more: { validOn?: string; by?: Caller; seen?: string } = {}) {
  const changedAt = more.seen ?? (await detail(id)).deal.changedAt
  return (more.by ?? team.admin).call(crmContract.changeDeal, {
    params: { id },
    body: { changedAt, changes, ...(more.validOn && { validOn: more.validOn }) },
  })
}

test('a late correction changes the past as known now, not the past as known then', async () => {
  team.at('2026-01-05T09:00:00Z')
  const id = await newDeal('Pumps')
  team.at('2026-03-02T09:00:00Z')
  const won = await change(id, { stageId: team.stages.won })
  expect(won.body.deal).toMatchObject({ outcome: 'won', forecastCategory: 'closed', closedOn: '2026-03-02' })

  team.at('2026-04-01T09:00:00Z')
  const corrected = await change(id, { amountMinor: 250_00 }, { validOn: '2026-02-01' })

  expect(corrected.body.deal).toMatchObject({ amountMinor: 250_00, outcome: 'won' })
  const knownNow = await detail(id, { asOf: '2026-02-15' })
  expect(knownNow.asOf?.facts).toMatchObject({ amountMinor: 250_00, stageName: 'Offer', ownerName: 'Ada Rep' })
  const knownThen = await detail(id, { asOf: '2026-02-15', knownAt: '2026-03-31T00:00:00Z' })
  expect(knownThen.asOf?.facts).toMatchObject({ amountMinor: 100_00, stageName: 'Offer' })
  expect((await detail(id, { asOf: '2026-01-31' })).asOf?.facts?.amountMinor).toBe(100_00)
  expect((await detail(id, { asOf: '2026-01-04' })).asOf?.facts).toBeNull()

  const late = knownNow.history.find((event) => event.changes.some((each) => each.to === 250_00) && event.lateDays > 50)
  expect(late).toMatchObject({ rewritesPast: true, who: 'owner 1', lateDays: 58 })
})

test('a renamed stage keeps the name that it had in what was known then: in the story, as of a day, and in lists', async () => {
  team.at('2026-01-05T09:00:00Z')
  const id = await newDeal('Valves')
  team.at('2026-02-02T09:00:00Z')
  const rename = (name: string) =>
    team.admin.call(crmContract.changeStage, { params: { id: team.stages.offer }, body: { name } })
  expect((await rename('Proposal')).status).toBe(200)

  team.at('2026-03-02T09:00:00Z')
  expect((await detail(id)).deal.stageName).toBe('Proposal')
  expect((await detail(id)).history[0]?.changes.find(({ field }) => field === 'stageId')?.to).toBe('Offer')
  expect((await detail(id, { asOf: '2026-01-31' })).asOf?.facts?.stageName).toBe('Proposal')
  expect((await detail(id, { asOf: '2026-01-31', knownAt: '2026-02-01T00:00:00Z' })).asOf?.facts?.stageName).toBe(
    'Offer',
  )
  const stagesListed = async (query: { asOf: string; known?: 'then' }) => {
    const { body } = await team.admin.call(pipelineContract.deals, { query: { ...query, set: 'open' } })
    return body.deals.filter((deal) => deal.id === id).map((deal) => deal.stageName)
  }
  expect(await stagesListed({ asOf: '2026-01-31', known: 'then' })).toEqual(['Offer'])
  expect(await stagesListed({ asOf: '2026-01-31' })).toEqual(['Proposal'])
  expect((await rename('Offer')).status).toBe(200)
})

test('of two people who edit the same deal the second learns what changed, and nothing is lost', async () => {
  const id = await newDeal('Valves')
  const seen = (await detail(id)).deal.changedAt
  const other = await team.app.as('sales-ops-manager')
  expect((await change(id, { amountMinor: 70_00 }, { by: other, seen })).status).toBe(200)
  const second = await change(id, { expectedClose: '2026-06-30' }, { seen })
  expect(second.status).toBe(409)
  expect(second.body.message).toMatch(/^sales-ops-manager \d+ changed the amount while you were editing\.$/)
  expect((await detail(id)).deal).toMatchObject({ amountMinor: 70_00, expectedClose: '2026-03-31' })
})

test('many edits at once: exactly one of those that saw the same state goes in', async () => {
  const id = await newDeal('Crowd')
  const seen = (await detail(id)).deal.changedAt
  const answers = await Promise.all([1, 2, 3, 4, 5].map((amount) => change(id, { amountMinor: amount }, { seen })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
  expect((await detail(id)).history).toHaveLength(2)
})

test("one's own newest edit can be undone; the history keeps it, marked, and as-of still shows what was known", async () => {
  team.at('2026-05-04T09:00:00Z')
  const id = await newDeal('Seals')
  team.at('2026-05-05T09:00:00Z')
  const edit = await change(id, { stageId: team.stages.lost, amountMinor: 5_00 })
  team.at('2026-05-06T09:00:00Z')
  const other = await team.app.as('sales-ops-manager')
  const undo = (by: Caller) =>
    by.call(crmContract.undoDealEdit, { params: { id }, body: { recordedAt: edit.body.changedAt } })
  expect((await undo(other)).status).toBe(409)
  const undone = await undo(team.admin)
  expect(undone.body.deal).toMatchObject({ outcome: 'open', amountMinor: 100_00, closedOn: null })
  expect((await undo(team.admin)).status).toBe(409)

  const { history } = await detail(id)
  expect(history[0]).toMatchObject({ retractedAt: '2026-05-06T09:00:00.000Z', retractedBy: 'owner 1', canUndo: false })
  const then = await detail(id, { asOf: '2026-05-05', knownAt: '2026-05-05T20:00:00Z' })
  expect(then.asOf?.facts).toMatchObject({ stageName: 'Lost', amountMinor: 5_00 })
  expect((await detail(id, { asOf: '2026-05-05' })).asOf?.facts?.stageName).toBe('Offer')
})

test('a late correction with what it carried along is undone as one edit', async () => {
  team.at('2026-06-01T09:00:00Z')
  const id = await newDeal('Gaskets')
  team.at('2026-06-10T09:00:00Z')
  await change(id, { stageId: team.stages.talks })
  team.at('2026-06-20T09:00:00Z')
  const edit = await change(id, { ownerId: team.people.bo }, { validOn: '2026-06-05' })
  expect(edit.body.deal).toMatchObject({
    ownerName: 'Bo Rep',
    stageName: 'Talks',
    stageSince: '2026-06-10T09:00:00.000Z',
  })
  expect((await detail(id)).history).toHaveLength(4)
  const undone = await team.admin.call(crmContract.undoDealEdit, {
    params: { id },
    body: { recordedAt: edit.body.changedAt },
  })
  expect(undone.body.deal?.ownerName).toBe('Ada Rep')
  expect((await detail(id, { asOf: '2026-06-07' })).asOf?.facts?.ownerName).toBe('Ada Rep')
})

test('a deal added by mistake ends when its addition is undone', async () => {
  const { body } = await team.admin.call(crmContract.addDeal, { body: { name: 'Mistake', stageId: team.stages.offer } })
  const undone = await team.admin.call(crmContract.undoDealEdit, {
    params: { id: body.deal!.id },
    body: { recordedAt: body.changedAt },
  })
  expect(undone.body.deal).toBeNull()
  expect((await team.admin.call(crmContract.dealDetail, { params: { id: body.deal!.id } })).status).toBe(404)
})

test('what cannot be is refused with the value and a way out', async () => {
  team.at('2026-07-01T09:00:00Z')
  const id = await newDeal('Refusals')
  expect((await change(id, { amountMinor: 1 }, { validOn: '2026-07-02' })).body.message).toContain('2026-07-02')
  expect((await change(id, { amountMinor: 1 }, { validOn: '2026-06-01' })).body.message).toContain('2026-06-01')
  const nowhere = '0190b0f0-0000-7000-8000-000000000000'
  expect((await change(id, { stageId: nowhere })).body.message).toBe(`There is no stage ${nowhere}.`)
  expect((await change(id, { amountMinor: 1.5 })).status).toBe(400)
  expect((await change(id, { amountMinor: 100_00 })).status).toBe(200)
  expect((await detail(id)).history).toHaveLength(1)
})

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

test('each change is in the audit with before and after', async () => {
  const id = await newDeal('Audited')
  await change(id, { amountMinor: 12_34 })
  const { body } = await team.admin.call(auditContract.list, { query: { noun: 'deal', subjectId: id } })
  expect(body.entries.map(({ command }) => command)).toEqual(['crm.change-deal', 'crm.add-deal'])
  expect(body.entries[0]).toMatchObject({ before: { amountMinor: 100_00 }, after: { amountMinor: 12_34 } })
})

test('a domain that guards the change of a deal may refuse it with a reason, and nothing is written', async () => {
  const id = await newDeal('Guarded pumps')
  const { workspace } = team.app
  const refuseCheap = domain('made-up', {
    uses: ['crm'],
    guards: {
      'crm.deal.change': async (_tx, { before, after }) => {
        if (before && (after.amountMinor ?? 0) < 50_00) {
          throw refusal(409, { code: 'too-cheap', message: 'A deal below 50.00 needs an approval.' })
        }
      },
    },
  })
  const domains = workspace.domains
  workspace.domains = [...domains, refuseCheap]
  try {
    const refused = await change(id, { amountMinor: 49_00 })
    expect(refused).toMatchObject({ status: 409, body: { code: 'too-cheap' } })
    expect((await detail(id)).deal.amountMinor).toBe(100_00)
    expect((await change(id, { amountMinor: 51_00 })).status).toBe(200)
  } finally {
    workspace.domains = domains
  }
})
