import { afterAll, beforeAll, expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import type { DealChanges } from '#crm/deals/contract.ts'
import { goalsContract } from '#goals/contract.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'

let team: SmallTeam
const ids: Record<string, string> = {}

/** Six deals whose ways are written down here; the figures are counted by hand. */
beforeAll(async () => {
  team = await openSmallTeam()
  const { offer, talks, won, lost } = team.stages
  await begins('2026-01-05', 'straight', { amountMinor: 100_00, expectedClose: '2026-02-20' })
  await begins('2026-01-05', 'jumper', { amountMinor: 200_00, expectedClose: '2026-03-20' })
  await begins('2026-01-05', 'dancer', { amountMinor: 400_00, expectedClose: '2026-03-31' })
  await begins('2026-01-10', 'loser', { amountMinor: 800_00, expectedClose: '2026-03-10' })
  await begins('2026-01-10', 'sleeper', { amountMinor: 1600_00, expectedClose: '2026-03-15' })
  await begins('2026-02-01', 'bare', { amountMinor: null, ownerId: null })
  await goes('2026-01-15', 'straight', { stageId: talks })
  await goes('2026-01-20', 'dancer', { stageId: talks })
  await goes('2026-01-25', 'dancer', { stageId: offer })
  await goes('2026-02-01', 'straight', { stageId: won, amountMinor: 90_00 })
  await goes('2026-02-04', 'dancer', { stageId: talks })
  await goes('2026-02-10', 'dancer', { stageId: offer })
  await goes('2026-02-15', 'loser', { stageId: lost })
  await goes('2026-02-20', 'jumper', { stageId: won })
  await goes('2026-03-01', 'sleeper', { expectedClose: '2026-05-15' })
  await goes('2026-03-20', 'sleeper', { expectedClose: '2026-06-15' })
  team.at('2026-03-31T12:00:00Z')
})
afterAll(() => team.app.close())

async function begins(day: string, name: string, more: DealChanges): Promise<void> {
  team.at(`${day}T09:00:00Z`)
  const body = { name, stageId: team.stages.offer, ownerId: team.people.ada, ...more }
  ids[name] = (await team.admin.call(crmContract.addDeal, { body })).body.deal!.id
}

async function goes(day: string, name: string, changes: DealChanges): Promise<void> {
  team.at(`${day}T09:00:00Z`)
  const { body } = await team.admin.call(crmContract.dealDetail, { params: { id: ids[name]! } })
  const done = await team.admin.call(crmContract.changeDeal, {
    params: { id: ids[name]! },
    body: { changedAt: body.deal.changedAt, changes },
  })
  expect(done.status).toBe(200)
}

test('the funnel counts who ever reached a stage, with skips and returns, and how long it took', async () => {
  const { body } = await team.admin.call(pipelineContract.funnel, { query: { to: '2026-01-31' } })
  expect(body).toMatchObject({ deals: 5, won: 2, lost: 1, open: 2 })
  const [offer, talks] = body.stages
  expect(offer).toMatchObject({
    name: 'Offer',
    entered: 5,
    reached: 5,
    skipped: 0,
    cameBack: 1,
    returns: 2,
    advanced: 3,
    won: 2,
    lostHere: 1,
    openHere: 2,
    conversion: 3 / 5,
    toWon: 2 / 5,
    medianDays: 15,
  })
  expect(talks).toMatchObject({
    entered: 2,
    reached: 3,
    skipped: 1,
    cameBack: 1,
    returns: 1,
    advanced: 2,
    conversion: 2 / 3,
  })
})

test('pushes are counted by month, and slippage is what was due and neither won nor lost', async () => {
  const measured = await team.admin.call(pipelineContract.measures, {
    query: { measures: 'pushes,pushed,pushes-per-deal,open', from: '2026-03-01' } as never,
  })
  expect(measured.body.segments[0]!.values).toEqual({ pushes: 2, pushed: 1, 'pushes-per-deal': 2 / 3, open: 3 })
  const query = { grain: 'month', on: '2026-03-05', periods: 1 } as const
  const { body } = await team.admin.call(pipelineContract.slippage, { query: query as never })
  expect(body.periods[0]).toMatchObject({
    label: 'Mar 2026',
    due: { deals: 2, amountMinor: 2000_00 },
    won: { deals: 0, amountMinor: 0 },
    slipped: { deals: 2, amountMinor: 2000_00 },
    slippage: 1,
  })
  expect(body.periods[1]).toMatchObject({
    label: 'Feb 2026',
    due: { deals: 1, amountMinor: 100_00 },
    won: { deals: 1, amountMinor: 100_00 },
    slippage: 0,
  })
  const behind = await team.admin.call(pipelineContract.deals, { query: { ...query, set: 'slipped' } as never })
  expect(behind.body.deals.map(({ name }) => name).sort()).toEqual(['dancer', 'sleeper'])
})

test('coverage is what is open over what remains of the quota, beside what history asks for', async () => {
  await team.admin.call(goalsContract.setQuota, {
    body: {
      subjectKind: 'person',
      subjectId: team.people.ada,
      startsOn: '2026-03-01',
      endsOn: '2026-04-01',
      amountMinor: 1000_00,
      currency: 'USD',
      replaces: null,
    },
  })
  const query = { grain: 'month', on: '2026-03-05', asOf: '2026-03-10', person: team.people.ada, periods: 1 }
  const { body } = await team.admin.call(pipelineContract.coverage, { query: query as never })
  expect(body).toMatchObject({
    subject: { kind: 'person', name: 'Ada Rep' },
    quotaMinor: 1000_00,
    remainingMinor: 1000_00,
    open: { deals: 1, amountMinor: 400_00 },
    coverage: 0.4,
    earlier: [{ label: 'Feb 2026', sameDay: '2026-02-10', openDeals: 0, conversion: null }],
    required: null,
  })
  const january = await team.admin.call(pipelineContract.coverage, {
    query: { ...query, asOf: '2026-03-01', on: '2026-03-01' } as never,
  })
  expect(january.body.earlier[0]).toMatchObject({ sameDay: '2026-02-01', openMinor: 0, wonMinor: 0 })
})

test('slippage, coverage, funnel and durations are told of each segment in one call, as of each asked for by itself', async () => {
  const ask = { grain: 'month', on: '2026-03-05', asOf: '2026-03-10', periods: 1 }
  const kinds = ['slippage', 'coverage', 'funnel', 'stages'] as const
  for (const kind of kinds) {
    const call = async (query: object): Promise<{ segments: { keys: string[] }[] }> =>
      (await team.admin.call(pipelineContract[kind], { query: { ...ask, ...query } as never })).body
    for (const by of ['owner', 'team', 'outcome', 'currency,size']) {
      const { segments } = await call({ by })
      expect(segments.length, `${kind} by ${by}`).toBeGreaterThan(0)
      for (const { keys, ...told } of segments) {
        const where = by.split(',').map((segment, at) => `${segment}:${keys[at]}`)
        const { labels: _, subject: _subject, ...figures } = told as Record<string, unknown>
        const alone = (await call({ where: where.join() })) as Record<string, unknown>
        const quotaless = ['quotaMinor', 'remainingMinor', 'coverage']
        const same = Object.keys(figures).filter((name) => !quotaless.includes(name))
        for (const name of same) expect(figures[name], `${kind} ${where} ${name}`).toEqual(alone[name])
      }
    }
  }
  const covered = await team.admin.call(pipelineContract.coverage, { query: { ...ask, by: 'owner' } as never })
  const ada = covered.body.segments.find(({ keys }) => keys[0] === team.people.ada)
  expect(ada).toMatchObject({ labels: ['Ada Rep'], quotaMinor: 1000_00, open: { amountMinor: 400_00 }, coverage: 0.4 })
  const parts = covered.body.segments.map(({ open }) => open.amountMinor)
  expect(parts.reduce((sum, each) => sum + each, 0)).toBe(covered.body.open.amountMinor)
})

test('what is wrong with the data is listed with deals and money, and opens its deals', async () => {
  const { body } = await team.admin.call(pipelineContract.quality, {})
  const told = Object.fromEntries(body.kinds.map(({ kind, deals, amountMinor }) => [kind, [deals, amountMinor]]))
  expect(told).toMatchObject({
    'no-owner': [1, 0],
    'no-amount': [1, 0],
    'no-expected-close': [1, 0],
    'back-and-forth': [1, 400_00],
  })
  const behind = await team.admin.call(pipelineContract.deals, { query: { fault: 'back-and-forth' } })
  expect(behind.body.deals.map(({ name }) => name)).toEqual(['dancer'])
})

test('a day ahead, a window that runs backwards and a figure nobody knows are refused with a way out', async () => {
  const ahead = await team.admin.call(pipelineContract.measures, {
    query: { measures: 'open', asOf: '2027-01-01' } as never,
  })
  expect([ahead.status, ahead.body.code]).toEqual([400, 'day-ahead'])
  const backwards = await team.admin.call(pipelineContract.waterfall, {
    query: { from: '2026-03-01', to: '2026-02-01' },
  })
  expect([backwards.status, backwards.body.code]).toEqual([400, 'backwards'])
  const unknown = await team.admin.call(pipelineContract.measures, { query: { measures: 'luck' } as never })
  expect(unknown.status).toBe(400)
})
