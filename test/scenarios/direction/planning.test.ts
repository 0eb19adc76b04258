import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goalsContract } from '#goals/contract.ts'
import { planningContract } from '#goals/planning-contract.ts'
import { quotaPlanContract } from '#goals/quotas/plan/contract.ts'
import { territoryRulesContract } from '#goals/territories/rules/contract.ts'
import { experimentsContract } from '#process/experiments/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'

let app: TestApp
let admin: Caller
beforeAll(async () => {
  app = await openTestApp({ isDemo: true, demo: { size: smallDemo }, clock: () => new Date('2026-11-20T12:00:00Z') })
  admin = await app.as('owner')
})
afterAll(() => app.close())

test('the published arithmetic of capacity is exact through the API, and the gap is told in money and heads', async () => {
  const groups = [
    { name: 'ramped', heads: '7', quota: '150000', attainment: '0.85' },
    { name: 'ramping', heads: '3', quota: '150000', attainment: '0.4' },
  ]
  const { body } = await admin.call(planningContract.capacity, { body: { groups, target: '1200000' } })
  expect(body).toMatchObject({ total: '1072500', gap: '-127500', rampedHeads: '10' })
  expect(body.gapHeads).toBeCloseTo(-127_500 / 107_250, 10)
})

test('the demo company’s unbalanced territories are found and balanced with few moves, beside a proven bound', async () => {
  const { body } = await admin.call(planningContract.balance, { query: {} })
  const [few, asked] = body.alternatives
  expect(asked!.imbalanceBefore).toBeGreaterThan(1.2)
  expect(asked!.movedShare).toBeLessThanOrEqual(0.15)
  expect(asked!.imbalance).toBeLessThan(asked!.imbalanceBefore!)
  expect(asked!.gap).toBeLessThan(0.02)
  expect(few!.moved).toBeLessThanOrEqual(asked!.moved)
})

test('an account that is assigned twice, or to a territory nobody named, is refused with its worth', async () => {
  const territories = ['A', 'B']
  const one = { id: 'x', potential: 500, territory: 'A' }
  const twice = await admin.call(planningContract.balanceCase, {
    body: { territories, accounts: [one, { ...one, territory: 'B' }] },
  })
  expect(twice).toMatchObject({ status: 400, body: { message: 'The account x, worth 500, is assigned twice.' } })
  const several = await admin.call(planningContract.balanceCase, {
    body: { territories: ['A', 'B', 'B'], accounts: [one, one, { ...one, id: 'y', allowed: ['D'] }] },
  })
  expect((several.body as { problems?: { message: string }[] }).problems?.map(({ message }) => message)).toEqual([
    'The territory B is named twice.',
    'The account x, worth 500, is assigned twice.',
    'The account y, worth 500, is given to D, which is not among the territories.',
  ])
  const unserved = await admin.call(planningContract.balanceCase, {
    body: { territories, accounts: [one, { ...one, id: 'z', territory: null }], moveLimits: [1] },
  })
  expect(unserved.body).toMatchObject({
    unassigned: { accounts: 1, potential: 500, rows: [{ account: 'z' }] },
    alternatives: [{ moved: 0 }],
  })
  const stray = await admin.call(planningContract.balanceCase, {
    body: { territories, accounts: [{ ...one, territory: 'C' }] },
  })
  expect(stray.status).toBe(400)
})

test('the quota of somebody who left, and one that is not passed down, are listed with their money', async () => {
  const { body: attainment } = await admin.call(goalsContract.attainment, { query: { grain: 'quarter' } })
  const manager = attainment.people.find(({ isRollUp, quotaMinor }) => isRollUp && quotaMinor !== null)!
  const { from, to } = attainment.period
  const body = {
    subjectKind: 'person' as const,
    subjectId: manager.subjectId,
    startsOn: from,
    endsOn: to,
    currency: 'USD',
    replaces: null,
  }
  await admin.call(goalsContract.setQuota, { body: { ...body, amountMinor: manager.quotaMinor! + 1_000_00 } })
  const { body: found } = await admin.call(planningContract.quotaProblems, { query: { from, to } })
  expect(found.problems).toContainEqual(expect.objectContaining({ kind: 'not passed down', subjectName: manager.name }))
  const seller = attainment.people.find(({ isRollUp, quotaBasis }) => !isRollUp && quotaBasis === 'set')!
  const leave = (day: string | null) =>
    sql`update company.person set left_on = ${day} where id = ${seller.subjectId}`.execute(app.workspace.db)
  const affected = async () =>
    (await admin.call(planningContract.quotaProblems, { query: { from, to } })).body.problems
      .filter(({ personId, kind }) => personId === seller.subjectId && kind.startsWith('left'))
      .map(({ kind, amountMinor }) => [kind, amountMinor])
  await leave(from)
  expect(await affected()).toEqual([['left before the period', seller.quotaMinor]])
  await leave(dayAfter(from, 23)) // of the 92 days of the quarter 69 are left to nobody
  expect(await affected()).toEqual([['left within the period', Math.round((seller.quotaMinor! * 69) / 92)]])
  await leave(null)
})

test('the ramp of the company’s own hires comes with how many it rests on; a month nobody reached is null', async () => {
  const { body } = await admin.call(planningContract.ramp)
  expect(body.months).toHaveLength(12)
  expect(body.hires).toBeGreaterThan(0)
})

test('an experiment is planned, looked at and judged through the API', async () => {
  const { body: plan } = await admin.call(experimentsContract.plan, { body: { deviation: 1, effect: 0.5 } })
  expect(plan).toMatchObject({ perArm: 63, minimalDetectableEffect: null })
  const arms = { control: { n: 500, mean: 10, variance: 4 }, treatment: { n: 500, mean: 11, variance: 4 } }
  const { body: seen } = await admin.call(experimentsContract.evaluate, { body: arms })
  expect(seen).toMatchObject({ difference: 1, verdict: 'better' })
})

test('quotas of the coming quarter are proposed, sum exactly, are set at once, answered by the person, and handed over by days', async () => {
  const { body: plan } = await admin.call(quotaPlanContract.proposal, {
    query: { targetMinor: 500_000_000, overAssignment: 0.1, stepMinor: 100_000 },
  })
  expect(plan).toMatchObject({
    from: '2027-01-01',
    to: '2027-04-01',
    assignedMinor: 550_000_000,
    targetBasis: 'as asked',
  })
  expect(plan.quotas.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(550_000_000)
  const quotas = plan.quotas.map(({ personId, amountMinor, current }) => ({
    personId,
    amountMinor,
    replaces: current?.id ?? null,
  }))
  const body = { startsOn: plan.from, endsOn: plan.to, currency: plan.currency, quotas }
  expect((await admin.call(quotaPlanContract.assign, { body })).body).toEqual({ set: quotas.length, refused: [] })
  const stale = { ...body, quotas: [{ ...quotas[0]!, amountMinor: 5, replaces: null }] }
  expect((await admin.call(quotaPlanContract.assign, { body: stale })).body.refused).toMatchObject([
    { personId: quotas[0]!.personId, message: expect.stringContaining('set by somebody else') },
  ])
  const [first, second] = plan.quotas
  const rep = await app.as('rep', first!.personId)
  const { body: own } = await rep.call(quotaPlanContract.answers)
  // The running quarter, accepted long ago, and the coming one.
  expect(own.quotas).toMatchObject([
    { startsOn: '2026-10-01', answer: 'accepted', isMine: true },
    { personId: first!.personId, amountMinor: first!.amountMinor, answer: 'not answered', isMine: true },
  ])
  const params = { id: own.quotas[1]!.quotaId }
  expect((await rep.call(quotaPlanContract.answer, { params, body: { answer: 'disputed' } })).status).toBe(400)
  const said = { answer: 'disputed' as const, note: 'Half of my accounts moved away' }
  expect((await rep.call(quotaPlanContract.answer, { params, body: said })).status).toBe(200)
  expect((await admin.call(quotaPlanContract.answer, { params, body: said })).status).toBe(403)
  const answers = (await admin.call(quotaPlanContract.answers)).body.quotas
  expect(answers.find(({ quotaId }) => quotaId === params.id)).toMatchObject({ answer: 'disputed', note: said.note })
  const { body: parted } = await admin.call(quotaPlanContract.handOver, {
    params,
    body: { on: '2027-02-01', toPersonId: second!.personId },
  })
  expect(parted.leavingMinor + parted.comingMinor).toBe(first!.amountMinor)
  expect(parted.leavingMinor).toBe(Math.round((first!.amountMinor * 31) / 90))
})

test('capacity of the company itself: what the target needs, who there is, and the hires that close the gap', async () => {
  const { body } = await admin.call(planningContract.capacityPlan, { query: { growth: 0.5, hires: 3, hiresIn: 1 } })
  expect(body.targetMinor).toBe(Math.round(body.wonBeforeMinor * 1.5))
  expect(body.months.map(({ startsOn }) => startsOn).slice(0, 2)).toEqual(['2026-12-01', '2027-01-01'])
  expect(body.gapMinor).toBeLessThan(0)
  expect(body.scenarioGapMinor!).toBeGreaterThan(body.gapMinor)
  expect(body.neededHeads!).toBeGreaterThan(body.rampedHeads)
  const { body: beside } = await admin.call(planningContract.capacityScenarios, {
    query: { growth: 0.5, hires: '3@1,3@4' },
  })
  expect(beside.scenarios.map(({ gapMinor }) => gapMinor).slice(0, 2)).toEqual([body.gapMinor, body.scenarioGapMinor])
  expect(beside.scenarios[2]!.gapMinor).toBeLessThan(beside.scenarios[1]!.gapMinor)
  const wrong = await admin.call(planningContract.capacityScenarios, { query: { hires: '3 in May' } })
  expect(wrong).toMatchObject({ status: 400, body: { message: '3 in May is no scenario of hires.' } })
})

test('rules place accounts from a day on; what none or several take is listed; a planned move happens on its day, and only then', async () => {
  const { body: known } = await admin.call(territoryRulesContract.rules)
  const [first, second] = known.territories
  const on = '2026-11-01'
  const add = (territoryId: string, terms: object) =>
    admin.call(territoryRulesContract.addRule, { body: { territoryId, terms, startsOn: on } as never })
  expect((await add(first!.id, {})).body.message).toBe('The rule takes no account.')
  const { body: before } = await admin.call(territoryRulesContract.preview)
  const { rows } = await sql<{
    all: number
  }>`select count(*)::int as all from crm.account`.execute(app.workspace.db)
  const { all } = rows[0]!
  expect(before.unassigned.accounts).toBe(all)
  await add(first!.id, { industries: ['Cafés', 'Hotels'] })
  await add(second!.id, { industries: ['Hotels'] })
  const { body: said } = await admin.call(territoryRulesContract.preview)
  expect(said.staying + said.moves.accounts + said.unassigned.accounts + said.doublyAssigned.accounts).toBe(all)
  expect(said.doublyAssigned.rows[0]!.claimedBy.sort()).toEqual([first!.name, second!.name].sort())
  const [move] = said.moves.rows
  const plan = (takesEffectOn: string) =>
    admin.call(territoryRulesContract.planMoves, {
      body: {
        takesEffectOn,
        reason: 'Year change',
        moves: [{ accountId: move!.accountId, toTerritoryId: move!.toTerritoryId }],
      },
    })
  expect((await plan('2027-01-01')).body).toEqual({ planned: 1, happened: 0, ignored: 0 })
  expect((await plan('2026-11-20')).body).toEqual({ planned: 0, happened: 0, ignored: 1 })
  const { body: planned } = await admin.call(territoryRulesContract.moves)
  expect(planned.moves).toMatchObject([{ state: 'planned', from: move!.territory, to: first!.name }])
  await admin.call(territoryRulesContract.withdrawMove, { params: { id: planned.moves[0]!.id } })
  expect((await plan('2026-11-20')).body).toEqual({ planned: 1, happened: 1, ignored: 0 })
  const { body: after } = await admin.call(territoryRulesContract.preview)
  expect(after.moves.accounts).toBe(said.moves.accounts - 1)
})
