import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { openSmallTeam, type SmallTeam } from './small-team.ts'

/** Two stages become one on a day; the past keeps both. */
let team: SmallTeam
let dealId: string

beforeAll(async () => {
  team = await openSmallTeam()
  const { admin, stages, people, at } = team
  const body = { name: 'Café Nord', stageId: stages.offer, ownerId: people.ada, amountMinor: 100_00, currency: 'USD' }
  dealId = (await admin.call(crmContract.addDeal, { body: body as never })).body.deal!.id
  at('2026-02-02T09:00:00Z')
})
afterAll(() => team.app.close())

const deal = async (asOf?: string) =>
  (await team.admin.call(crmContract.dealDetail, { params: { id: dealId }, query: asOf ? { asOf } : {} })).body

test('a merged stage gives its deals to the other, takes no more, and keeps its name in the past', async () => {
  const { admin, stages, at } = team
  const merged = await admin.call(crmContract.mergeStage, {
    params: { id: stages.offer },
    body: { into: stages.talks },
  })
  expect(merged.body).toEqual({ id: stages.offer, deals: 1 })
  expect((await deal()).deal).toMatchObject({ stageName: 'Talks', forecastCategory: 'commit' })
  at('2026-02-10T09:00:00Z')
  const then = await admin.call(pipelineContract.deals, { query: { asOf: '2026-01-20' } })
  expect(then.body.deals[0]).toMatchObject({ stageName: 'Offer', category: 'pipeline' })
  const now = await admin.call(pipelineContract.deals)
  expect(now.body.deals[0]).toMatchObject({ stageName: 'Talks', category: 'commit' })
  const funnel = await admin.call(pipelineContract.funnel)
  expect(funnel.body.stages.map(({ name, entered }) => [name, entered])).toEqual([
    ['Offer', 1],
    ['Talks', 1],
  ])
  const body = { name: 'Late', stageId: stages.offer, currency: 'USD' }
  const late = await admin.call(crmContract.addDeal, { body: body as never })
  expect(late).toMatchObject({
    status: 400,
    body: { code: 'merged-stage', message: 'That stage was merged into Talks.' },
  })
  const choices = await admin.call(crmContract.dealChoices)
  expect(choices.body.stages.map(({ name }) => name)).toEqual(['Talks', 'Won', 'Lost'])
})

test('a merge is refused across outcomes and into a merged stage, and can be taken back', async () => {
  const { admin, stages } = team
  const merge = (id: string, into: string) => admin.call(crmContract.mergeStage, { params: { id }, body: { into } })
  expect(await merge(stages.talks, stages.won)).toMatchObject({
    status: 400,
    body: { message: 'Deals in Talks are open, deals in Won are won.' },
  })
  expect((await merge(stages.talks, stages.offer)).status).toBe(400)
  const back = await admin.call(crmContract.unmergeStage, { params: { id: stages.offer } })
  expect(back.body).toEqual({ id: stages.offer, deals: 1 })
  expect((await deal()).deal).toMatchObject({ stageName: 'Offer', forecastCategory: 'pipeline' })
  expect((await admin.call(crmContract.unmergeStage, { params: { id: stages.offer } })).status).toBe(409)
})

test('a stage’s new category holds for its deals too from now on, and not before', async () => {
  const { admin, stages, at } = team
  const change = { forecastCategory: 'best case', alsoDeals: true } as const
  await admin.call(crmContract.changeStage, { params: { id: stages.offer }, body: change })
  expect((await deal()).deal).toMatchObject({ forecastCategory: 'best case' })
  at('2026-02-20T09:00:00Z')
  const then = await admin.call(pipelineContract.deals, { query: { asOf: '2026-02-09' } })
  expect(then.body.deals[0]).toMatchObject({ category: 'pipeline' })
})

test('a new probability holds from its day on: the weighted pipeline of an earlier day keeps the old one', async () => {
  const { admin, stages } = team
  const set = (body: object) =>
    admin.call(crmContract.changeStage, { params: { id: stages.offer }, body: body as never })
  const weighted = async (asOf: string) => {
    const query = { asOf, measures: 'open-weighted' } as never
    return (await admin.call(pipelineContract.measures, { query })).body.segments[0]?.values['open-weighted']
  }
  expect((await set({ probability: '0.5' })).status).toBe(200)
  expect([await weighted('2026-02-19'), await weighted('2026-02-20')]).toEqual([30_00, 50_00])
  expect((await set({ probability: '0.6', probabilityFrom: '2026-02-15' })).status).toBe(200)
  expect([await weighted('2026-02-14'), await weighted('2026-02-15'), await weighted('2026-02-20')]).toEqual([
    30_00, 60_00, 60_00,
  ])
  const ahead = await set({ probability: '0.7', probabilityFrom: '2026-03-01' })
  expect(ahead).toMatchObject({ status: 400, body: { message: expect.stringContaining('2026-03-01') } })
  const { body } = await admin.call(crmContract.listPipelines)
  const offer = body.pipelines[0]?.stages.find(({ id }) => id === stages.offer)
  expect(offer).toMatchObject({ probability: '0.6', probabilities: [{ probability: '0.3', until: '2026-02-15' }] })
})
